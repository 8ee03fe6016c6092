import { isRefusal, type Refusal } from '@styrbord/eventsourcing/decider';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { CommitNo, Fact, FactMeta } from '@styrbord/eventsourcing/ledger';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import type { Json } from '@styrbord/proof/canonical';
import { CommandAnswers } from '@styrbord/service/command-answers';
import { ProblemError } from '@styrbord/service/problem';
import { Subjects, type Subject } from '@styrbord/service/subjects';
import { erasureOf, NO_ERASURES, type Erasures } from '@styrbord/steering/erasure';
import { ERASURES_STREAM, marksKey, ORGANISATION_STREAM } from '@styrbord/steering/events';
import { subjectsIn, withoutNames } from '@styrbord/steering/marks';
import { NO_UNITS, type Organisation } from '@styrbord/steering/organisation';
import { decideAll, streamOf, streamsRead, type Item, type Outcome, type StateOf } from '@styrbord/steering/steering';
import { PersonMarks, type Sealed } from './person-marks';
import { StreamStates } from './stream-states';

/** A request to change something: who asks, under which id, and the items it orders. */
export interface Order {
  readonly id: string;
  readonly fingerprint: string;
  /** Whether the caller chose the id, and may come back with it. */
  readonly keyed: boolean;
  /** The commit that the caller has read: refused where something after it touched what the order stands on. */
  readonly asOf?: CommitNo;
  readonly meta: FactMeta;
  readonly items: readonly Item[];
  /** Whom the order is about, when it was asked by name. */
  readonly about?: Subject;
  /** `all`: one refusal refuses all. `valid`: takes the rest. */
  readonly mode: 'all' | 'valid';
  readonly dryRun?: boolean;
  /** What the caller is told, now and at every retry. */
  readonly answer: (outcomes: readonly Outcome[]) => Json;
}

export interface Settled {
  readonly ledger: string;
  readonly no: CommitNo;
  readonly answer: Json;
}

/** Some of what was ordered is against a rule; nothing was changed. */
export class OrderRefused extends Error {
  constructor(readonly refusals: readonly Refusal[]) {
    super(refusals[0]?.refused ?? 'refused');
    this.name = 'OrderRefused';
  }
}

/** Others kept changing what this decision stands on. */
export class RaceLost extends Error {
  override readonly name = 'RaceLost';
}

const TRIES = 25;
const EVENTS_PER_COMMIT = 1000;

/** Takes orders: decides on current states, appends, and decides again when another order came between. */
export class Desk {
  private readonly answers: CommandAnswers;
  private readonly states: StreamStates;
  private readonly subjects: Subjects;
  private readonly marks: PersonMarks;

  constructor(
    private readonly ledger: LedgerWriter,
    documents: Documents,
    private readonly now: () => number,
  ) {
    this.states = new StreamStates(ledger);
    this.subjects = new Subjects(documents, now);
    this.marks = new PersonMarks(this.subjects);
    this.answers = new CommandAnswers(ledger, documents, (recorded, asked) => this.subjects.isSameRequest(recorded, asked));
  }

  async take(order: Order): Promise<Settled> {
    const first = order.dryRun ? null : await this.firstAnswer(order);
    if (first) return first;
    const kept = new Map<Item, Outcome>();
    for (let tries = 0; tries < TRIES; tries++) {
      const settled = await this.attempt(order, kept);
      if (settled) return settled;
    }
    throw new RaceLost();
  }

  /** As it stands after every commit known here. */
  async organisation(): Promise<Organisation> {
    const stateOf = await this.states.load([ORGANISATION_STREAM]);
    const { of, state } = stateOf(ORGANISATION_STREAM);
    return of === 'organisation' ? state : NO_UNITS;
  }

  async erasures(): Promise<Erasures> {
    const stateOf = await this.states.load([ERASURES_STREAM]);
    return erasuresIn(stateOf);
  }

  /** What the command was answered the first time; null when there was none. */
  async firstAnswer(order: Pick<Order, 'id' | 'fingerprint'>): Promise<Settled | null> {
    const first = await this.answers.first(order);
    return first && { ledger: this.ledger.name, ...first };
  }

  /** Null when a race was lost. `kept` remembers what earlier rounds of this order have committed. */
  private async attempt(order: Order, kept: Map<Item, Outcome>): Promise<Settled | null> {
    const streams = new Set(order.items.flatMap(({ command }) => streamsRead(command)));
    let stateOf = await this.loaded(order.items, streams);
    let sealed: Sealed = { items: order.items, named: [], fresh: [] };
    if (!this.marks.isPlain(order, stateOf)) {
      sealed = await this.marks.seal(order, stateOf);
      stateOf = await this.states.load(streams.add(ERASURES_STREAM));
      if (sealed.named.some(({ subject }) => erasureOf(erasuresIn(stateOf), subject))) return null;
    }
    const after = this.ledger.no;
    if (order.asOf !== undefined && kept.size === 0 && (await this.ledger.touching([...streams], order.asOf, after)).length > 0) {
      const first = await this.firstAnswer(order);
      if (first) return first;
      throw new RaceLost();
    }
    const outcomes = this.decided(order.items, sealed.items, stateOf).map((outcome) => kept.get(outcome.item) ?? outcome);
    const fresh = outcomes.filter((outcome) => !kept.has(outcome.item) && !isRefusal(outcome.result) && outcome.result.length > 0);
    const refusals = outcomes.flatMap(({ result }) => (isRefusal(result) ? [result] : []));
    // This very order may have been done elsewhere meanwhile: then these states hold it already, and judge it a second time.
    const isDoubtful = !order.dryRun && (fresh.length === 0 || refusals.length > 0);
    const first = isDoubtful ? await this.firstAnswer(order) : null;
    if (first) return first;
    if (refusals.length > 0 && (order.mode === 'all' || order.items.length === 1) && kept.size === 0) throw new OrderRefused(refusals);
    const answer = withoutNames(order.answer(outcomes));
    if (order.dryRun) return { ledger: this.ledger.name, no: after, answer };
    const asked = { ...order, fingerprint: this.subjects.fingerprint(sealed.named, order.fingerprint) };
    if (fresh.length === 0) return this.settleUnchanged(asked, after, answer);
    if (!(await this.keptAll(sealed.fresh, fresh))) return null;
    return this.append(asked, { outcomes: fresh, after, answer, kept, names: sealed.named.length > 0, stateOf });
  }

  /** The states of these streams, and of those that only other states name: what a formula leads to. */
  private async loaded(items: readonly Item[], streams: Set<string>): Promise<StateOf> {
    let stateOf = await this.states.load(streams);
    const defining = items.filter(({ command }) => command.type === 'DefineMeasure' && command.measure.formula);
    for (let size = 0; defining.length > 0 && size < streams.size;) {
      size = streams.size;
      for (const { command } of defining) for (const stream of streamsRead(command, stateOf)) streams.add(stream);
      stateOf = await this.states.load(streams);
    }
    return stateOf;
  }

  /** Outcomes by the items as they were given: what was sealed differs in its texts alone. */
  private decided(given: readonly Item[], sealed: readonly (Item | Refusal)[], stateOf: StateOf): Outcome[] {
    const at = new Date(this.now()).toISOString();
    const whole = sealed.filter((item): item is Item => !isRefusal(item));
    const decided = decideAll(whole, stateOf, stockholmDate(this.now()), at).values();
    return given.map((item, place) => {
      const own = sealed[place] as Item | Refusal;
      return { item, result: isRefusal(own) ? own : (decided.next().value as Outcome).result };
    });
  }

  /** The keys come before the events that need them; nobody is kept for what is refused. False when somebody else was first. */
  private async keptAll(subjects: readonly Subject[], outcomes: readonly Outcome[]): Promise<boolean> {
    if (subjects.length === 0) return true;
    const named = new Set(subjectsIn(JSON.stringify(outcomes.map(({ result }) => result))));
    for (const subject of subjects) if (named.has(subject.subject) && (await this.subjects.keep(subject)) === 'conflict') return false;
    return true;
  }

  private async settleUnchanged(order: Order, no: CommitNo, answer: Json): Promise<Settled> {
    await this.answers.keep(order, { no, answer });
    return { ledger: this.ledger.name, no, answer };
  }

  private async append(
    order: Order,
    made: { outcomes: readonly Outcome[]; after: CommitNo; answer: Json; kept: Map<Item, Outcome>; names: boolean; stateOf: StateOf },
  ): Promise<Settled | null> {
    const chunks = inChunks(made.outcomes);
    let { after } = made;
    for (const [at, chunk] of chunks.entries()) {
      const isLast = at === chunks.length - 1;
      const id = isLast ? order.id : `${order.id}#${after}`;
      const reads = [
        ...new Set([...chunk.flatMap(({ item }) => streamsRead(item.command, made.stateOf)), ...(made.names ? [ERASURES_STREAM] : [])]),
      ];
      const facts = chunk.flatMap((outcome) => factsOf(outcome, order.meta));
      const marks = made.names ? subjectsIn(JSON.stringify(facts)).map(marksKey) : [];
      const command = { id, fingerprint: order.fingerprint, answer: isLast ? made.answer : null };
      const appended = await this.ledger.append(
        { command, facts, ...(marks.length > 0 ? { touches: marks } : {}) },
        { after, touches: reads },
      );
      if (appended.kind === 'conflict') return null;
      if (appended.kind === 'reused') throw new ProblemError('idempotency-key-reused');
      for (const outcome of chunk) made.kept.set(outcome.item, outcome);
      after = appended.no;
      if (isLast) return { ledger: this.ledger.name, no: appended.no, answer: appended.answer };
    }
    return null;
  }
}

function erasuresIn(stateOf: StateOf): Erasures {
  const { of, state } = stateOf(ERASURES_STREAM);
  return of === 'erasures' ? state : NO_ERASURES;
}

/** An item's events stay in one commit. */
function inChunks(outcomes: readonly Outcome[]): Outcome[][] {
  const chunks: Outcome[][] = [[]];
  let events = 0;
  for (const outcome of outcomes) {
    const own = isRefusal(outcome.result) ? 0 : outcome.result.length;
    if (events + own > EVENTS_PER_COMMIT) {
      chunks.push([]);
      events = 0;
    }
    chunks[chunks.length - 1]?.push(outcome);
    events += own;
  }
  return chunks;
}

function factsOf({ item, result }: Outcome, meta: FactMeta): Fact[] {
  if (isRefusal(result)) return [];
  const stream = streamOf(item.command);
  return result.map(({ type, data, reason }) => ({
    type,
    stream,
    data: data as unknown as Json,
    meta: { ...meta, ...(reason ? { reason } : {}), ...(item.decision ? { decision: item.decision } : {}) },
  }));
}

const stockholm = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });

/** The local date, `YYYY-MM-DD`: whether a period has ended is a question of Swedish midnight. */
export function stockholmDate(now: number): string {
  return stockholm.format(now);
}
