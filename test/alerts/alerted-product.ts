import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import { InProcessBus } from '@styrbord/eventsourcing/memory/in-process-bus';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { Subscription } from '@styrbord/eventsourcing/subscription';
import type { Case } from '@styrbord/alerting/case';
import { caseId } from '@styrbord/alerting/events';
import { handle, type HandleCase } from '@styrbord/alerting/handling';
import { setNoticeSettings, setResponsible, UNSET } from '@styrbord/alerting/notice-settings';
import type { NoticeSettings } from '@styrbord/alerting/responsibility';
import { setRule } from '@styrbord/alerting/rules';
import type { RuleGiven } from '@styrbord/alerting/rule';
import { itemsOf, type StyrbordDocument } from '@styrbord/steering/document';
import { Knowledge } from '@styrbord/steering/views/knowledge';
import { seriesView } from '@styrbord/steering/views/series-view';
import { structureView } from '@styrbord/steering/views/structure-view';
import { Access } from '@styrbord/service/access';
import { CommandAnswers } from '@styrbord/service/command-answers';
import { AlertsWatch } from '@styrbord/service/alerts-watch';
import { readConfig } from '@styrbord/service/config';
import { Identities } from '@styrbord/service/identities';
import type { Role } from '@styrbord/service/roles';
import { isWithin } from '@styrbord/steering/organisation';
import { pino } from 'pino';
import { AlertDesk } from '../../apps/alerts/alert-desk';
import { Cases } from '../../apps/alerts/cases';
import { Channels } from '../../apps/alerts/channels/channels';
import { mailChannels } from '../../apps/alerts/channels/mail/mailbox';
import { Teller } from '../../apps/alerts/channels/teller';
import { webhookChannels } from '../../apps/alerts/channels/webhook/webhook-channel';
import { Dispatchers } from '../../apps/alerts/dispatchers';
import { Evaluator } from '../../apps/alerts/evaluator';
import { Inbox } from '../../apps/alerts/inbox';
import { Outbox } from '../../apps/alerts/outbox';
import { Recipients } from '../../apps/alerts/recipients';
import { Seeing } from '../../apps/alerts/seeing';
import { Desk } from '../../apps/steering/desk';
import { writerOn } from '../contracts/writer';

/** A command without its place and time. */
type Order = { readonly [T in HandleCase['type']]: Omit<Extract<HandleCase, { type: T }>, 'place' | 'at'> }[HandleCase['type']];

const ALWAYS_OURS = { isOurs: () => true, onTaken: (act: () => void) => act() };
const NAMED = { unitExists: () => true, measureExists: () => true, personExists: () => true, isUndecided: () => false };
const NOBODY = { unitExists: () => true, perspectiveExists: () => true, measureKind: () => 'index' };

/** Steering and alerts in this process, in memory, under a clock that a test turns. */
export class AlertedProduct {
  readonly documents = new MemoryDocuments();
  readonly alerts: LedgerWriter;
  readonly cases: Cases;
  readonly evaluator: Evaluator;
  private readonly seeing: Seeing;
  private readonly identities: Identities;
  private recipients: Recipients | undefined;
  private dispatchers: Dispatchers | undefined;
  readonly watch: AlertsWatch;
  private readonly desk: Desk;
  private readonly alertDesk: AlertDesk;
  private readonly views: readonly Subscription[];
  private readonly ledger: LedgerWriter;
  private readonly knowledge: Knowledge;
  private channels = new Channels({ fixed: [], ofPerson: null, domains: [], answering: () => this.cases.answering });
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
    this.identities = new Identities(this.documents, readConfig({ STYRBORD_DEMO: 'none' }), clock);
    const access = new Access({
      exists: (id) => this.knowledge.structure.organisation.units[id] !== undefined,
      isWithin: (id, roots) => isWithin(this.knowledge.structure.organisation, id, roots),
    });
    this.seeing = new Seeing({ access, identities: this.identities, knowledge: this.knowledge, cases: this.cases });
    this.evaluator = new Evaluator({
      knowledge: this.knowledge,
      structure,
      series,
      ledger: this.ledger,
      documents: this.documents,
      cases: this.cases,
      desk: this.alertDesk,
      seeing: this.seeing,
      turn: ALWAYS_OURS,
      now: clock,
      log: pino({ level: 'silent' }),
    });
    this.watch = new AlertsWatch(this.documents, this.ledger, clock);
  }

  static async at(now: string): Promise<AlertedProduct> {
    const product = new AlertedProduct(now);
    await product.views[0]?.start();
    await product.knowledge.load();
    await product.views[1]?.start();
    await product.evaluator.start();
    return product;
  }

  get inbox(): Inbox {
    return new Inbox(this.cases, this.alerts, this.seeing, this.channels);
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

  /** From now on letters go out, and whatever else the settings of a server name. */
  async tells(settings: Readonly<Record<string, string>>): Promise<void> {
    const { documents, cases, knowledge, identities, ledger: steering, alerts, evaluator, seeing, alertDesk: desk } = this;
    const now = (): number => Date.parse(this.now);
    const config = readConfig({ STYRBORD_MAIL_FROM: 'styrbord@example.se', ...settings });
    this.recipients = await Recipients.of(documents);
    const teller = new Teller({ knowledge, cases, config, now });
    const { mailbox, of: ofPerson, domains } = mailChannels(config, { recipients: this.recipients, teller, identities });
    const fixed = [...mailbox, ...webhookChannels(config, { teller, now })];
    this.channels = new Channels({ fixed, ofPerson, domains, answering: () => cases.answering });
    const outbox = new Outbox(documents);
    const log = pino({ level: 'silent' });
    const parts = { outbox, cases, desk, seeing, evaluator, turn: ALWAYS_OURS, steering, alerts, now, random: () => 0.5, log };
    this.dispatchers = new Dispatchers(this.channels, parts);
    this.dispatchers.start();
  }

  async stop(): Promise<void> {
    await this.evaluator.settled();
    await this.dispatchers?.stop();
  }

  async person(id: string, units: 'all' | readonly string[], role: Role = 'controller'): Promise<void> {
    await this.identities.createKey({ id, name: { sv: id }, role, units, grantedBy: 'operator' });
  }

  async revoke(person: string): Promise<void> {
    const identity = await this.identities.byId(person);
    if (identity) await this.identities.revoke(identity, 'operator');
  }

  async wants(person: string, { mail, ...settings }: Partial<NoticeSettings>): Promise<void> {
    const named = mail ? (this.recipients as Recipients).nameOf(mail, person) : null;
    const given = { ...UNSET, ...settings, mail: named };
    await this.alertDesk.take(() => setNoticeSettings({ person, settings: given }, this.cases.answering, NAMED), this.context());
    await this.identities.setMail(person, mail ?? null);
  }

  async answers(unit: string, persons: readonly string[], measure: string | null = null): Promise<void> {
    await this.alertDesk.take(() => setResponsible({ unit, measure, persons }, this.cases.answering, NAMED), this.context());
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
    this.dispatchers?.look();
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
