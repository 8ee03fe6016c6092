import { isRefusal, type Refusal } from '@styrbord/eventsourcing/decider';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { CommitNo, Fact, FactMeta } from '@styrbord/eventsourcing/ledger';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import type { Json } from '@styrbord/proof/canonical';
import { ORGANISATION_STREAM } from '@styrbord/steering/events';
import { NO_UNITS, type Organisation } from '@styrbord/steering/organisation';
import { decideAll, streamOf, streamsRead, type Item, type Outcome } from '@styrbord/steering/steering';
import { StreamStates } from './stream-states';

/** A request to change something: who asks, under which id, and the items it orders. */
export interface Order {
  readonly id: string;
  readonly fingerprint: string;
  /** Whether the caller chose the id, and may come back with it. */
  readonly keyed: boolean;
  readonly meta: FactMeta;
  readonly items: readonly Item[];
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

/** The command id was used before, for something else. */
export class KeyReused extends Error {
  override readonly name = 'KeyReused';
}

/** Others kept changing what this decision stands on. */
export class RaceLost extends Error {
  override readonly name = 'RaceLost';
}

const TRIES = 25;
const EVENTS_PER_COMMIT = 1000;
/** Answers of commands that changed nothing have no commit to stand in. */
const ANSWERS = 'command-answers';

/** Takes orders: decides on current states, appends, and decides again when another order came between. */
export class Desk {
  private readonly states: StreamStates;

  constructor(
    private readonly ledger: LedgerWriter,
    private readonly documents: Documents,
    private readonly now: () => number,
  ) {
    this.states = new StreamStates(ledger);
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

  private async firstAnswer({ id, fingerprint }: Order): Promise<Settled | null> {
    const [recorded, kept] = await Promise.all([this.ledger.command(id), this.documents.get(ANSWERS, id)]);
    const found = recorded ?? (kept?.body as { no: number; fingerprint: string; answer: Json } | undefined);
    if (!found) return null;
    if (found.fingerprint !== fingerprint) throw new KeyReused();
    return { ledger: this.ledger.name, no: found.no, answer: found.answer };
  }

  /** Null when a race was lost. `kept` remembers what earlier rounds of this order have committed. */
  private async attempt(order: Order, kept: Map<Item, Outcome>): Promise<Settled | null> {
    const stateOf = await this.states.load(new Set(order.items.flatMap(({ command }) => streamsRead(command))));
    const after = this.ledger.no;
    const at = new Date(this.now()).toISOString();
    const outcomes = decideAll(order.items, stateOf, stockholmDate(this.now()), at).map((outcome) => kept.get(outcome.item) ?? outcome);
    const refusals = outcomes.flatMap(({ result }) => (isRefusal(result) ? [result] : []));
    if (refusals.length > 0 && (order.mode === 'all' || order.items.length === 1) && kept.size === 0) throw new OrderRefused(refusals);
    const answer = order.answer(outcomes);
    if (order.dryRun) return { ledger: this.ledger.name, no: after, answer };
    const fresh = outcomes.filter((outcome) => !kept.has(outcome.item) && !isRefusal(outcome.result) && outcome.result.length > 0);
    return fresh.length === 0 ? this.settleUnchanged(order, after, answer) : this.append(order, { outcomes: fresh, after, answer, kept });
  }

  private async settleUnchanged({ id, fingerprint, keyed }: Order, no: CommitNo, answer: Json): Promise<Settled> {
    if (keyed) await this.documents.put(ANSWERS, id, { no, fingerprint, answer });
    return { ledger: this.ledger.name, no, answer };
  }

  private async append(
    order: Order,
    made: { outcomes: readonly Outcome[]; after: CommitNo; answer: Json; kept: Map<Item, Outcome> },
  ): Promise<Settled | null> {
    const chunks = inChunks(made.outcomes);
    let { after } = made;
    for (const [at, chunk] of chunks.entries()) {
      const isLast = at === chunks.length - 1;
      const id = isLast ? order.id : `${order.id}#${after}`;
      const touches = [...new Set(chunk.flatMap(({ item }) => streamsRead(item.command)))];
      const command = { id, fingerprint: order.fingerprint, answer: isLast ? made.answer : null };
      const appended = await this.ledger.append(
        { command, facts: chunk.flatMap((outcome) => factsOf(outcome, order.meta)) },
        { after, touches },
      );
      if (appended.kind === 'conflict') return null;
      if (appended.kind === 'reused') throw new KeyReused();
      for (const outcome of chunk) made.kept.set(outcome.item, outcome);
      after = appended.no;
      if (isLast) return { ledger: this.ledger.name, no: appended.no, answer: appended.answer };
    }
    return null;
  }
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
