import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import { InProcessBus } from '@styrbord/eventsourcing/memory/in-process-bus';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { Subscription } from '@styrbord/eventsourcing/subscription';
import type { Case } from '@styrbord/alerting/case';
import { caseId } from '@styrbord/alerting/events';
import { handle, type HandleCase } from '@styrbord/alerting/handling';
import { setRule } from '@styrbord/alerting/rules';
import type { RuleGiven } from '@styrbord/alerting/rule';
import { itemsOf, type StyrbordDocument } from '@styrbord/steering/document';
import { Knowledge } from '@styrbord/steering/views/knowledge';
import { seriesView } from '@styrbord/steering/views/series-view';
import { structureView } from '@styrbord/steering/views/structure-view';
import { CommandAnswers } from '@styrbord/service/command-answers';
import { pino } from 'pino';
import { AlertDesk } from '../../apps/alerts/alert-desk';
import { Cases } from '../../apps/alerts/cases';
import { Evaluator } from '../../apps/alerts/evaluator';
import { Inbox } from '../../apps/alerts/inbox';
import { Desk } from '../../apps/steering/desk';
import { writerOn } from '../contracts/writer';

/** A command without its place and time. */
type Order = { readonly [T in HandleCase['type']]: Omit<Extract<HandleCase, { type: T }>, 'place' | 'at'> }[HandleCase['type']];

const NOBODY = { unitExists: () => true, perspectiveExists: () => true, measureKind: () => 'index' };

/** Steering and alerts in this process, in memory, under a clock that a test turns. */
export class AlertedProduct {
  readonly documents = new MemoryDocuments();
  readonly alerts: LedgerWriter;
  readonly cases: Cases;
  readonly evaluator: Evaluator;
  readonly inbox: Inbox;
  private readonly desk: Desk;
  private readonly alertDesk: AlertDesk;
  private readonly views: readonly Subscription[];
  private readonly ledger: LedgerWriter;
  private readonly knowledge: Knowledge;
  private turn = 0;

  private constructor(public now: string) {
    const clock = (): number => Date.parse(this.now);
    const writer = (name: string): LedgerWriter => writerOn(new MemoryCommitStore(), { name, now: clock });
    this.ledger = writer('local/steering');
    this.alerts = writer('local/alerts');
    const bus = new InProcessBus();
    const [structure, series] = [structureView, seriesView].map(
      (view) => new Subscription({ view, ledger: this.ledger, documents: this.documents, bus, topic: 'events' }),
    ) as [Subscription, Subscription];
    this.views = [structure, series];
    this.knowledge = new Knowledge(structure, series);
    this.desk = new Desk(this.ledger, this.documents, clock);
    this.cases = new Cases(this.alerts);
    this.alertDesk = new AlertDesk(this.alerts, this.cases, new CommandAnswers(this.alerts, this.documents));
    this.evaluator = new Evaluator({
      knowledge: this.knowledge,
      structure,
      series,
      ledger: this.ledger,
      documents: this.documents,
      cases: this.cases,
      desk: this.alertDesk,
      turn: { isOurs: () => true, onTaken: (act) => act() },
      now: clock,
      log: pino({ level: 'silent' }),
    });
    this.inbox = new Inbox(this.cases, this.alerts);
  }

  static async at(now: string): Promise<AlertedProduct> {
    const product = new AlertedProduct(now);
    await product.views[0]?.start();
    await product.knowledge.load();
    await product.views[1]?.start();
    await product.evaluator.start();
    return product;
  }

  /** As documents are imported; evaluated when it resolves. */
  async take(document: object): Promise<void> {
    const id = `p/${++this.turn}`;
    const items = itemsOf({ format: 'styrbord/1', ...document } as unknown as StyrbordDocument, this.now.slice(0, 10));
    const { no } = await this.desk.take({
      id,
      fingerprint: id,
      keyed: false,
      meta: { actor: 'p' },
      items,
      mode: 'all',
      answer: () => ({}),
    });
    for (const view of this.views) await view.poll();
    if (!(await this.evaluator.waitFor(no, 5_000))) throw new Error('not evaluated');
  }

  async setRule(rule: RuleGiven): Promise<void> {
    await this.alertDesk.take(() => setRule(rule, this.cases.rules, NOBODY), this.context());
    this.evaluator.evaluateSoon();
    await this.evaluator.settled();
  }

  async handle(id: string, order: Order): Promise<void> {
    const { rule, unit, measure, period } = this.case(id);
    const place = { rule, unit, measure, period };
    await this.alertDesk.take(() => handle({ ...order, place, at: this.now }, this.cases.watch(place)), this.context());
  }

  /** The clock's minute, at a time. */
  async tick(now: string): Promise<void> {
    this.now = now;
    await this.evaluator.tick();
  }

  case(id: string): Case {
    const found = this.cases.of(id);
    if (!found) throw new Error(`no case ${id}`);
    return found;
  }

  get ids(): string[] {
    return [...this.cases.all()].map(caseId).toSorted();
  }

  async notices(id: string): Promise<string[]> {
    return (await this.inbox.notices(this.case(id))).map(({ decision, notice, because }) => `${decision} ${notice}: ${because}`);
  }

  private context() {
    const id = `p/${++this.turn}`;
    return { id, fingerprint: id, keyed: false, actor: 'p', request: id };
  }
}
