import type { Refusal } from '@styrbord/eventsourcing/decider';
import type { Fact, FactMeta } from '@styrbord/eventsourcing/ledger';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { streamOf, type AlertEvent } from '@styrbord/alerting/events';
import { alertConcernOf } from '@styrbord/alerting/sentence';
import type { Json } from '@styrbord/proof/canonical';
import type { CommandAnswers } from '@styrbord/service/command-answers';
import type { CommandContext } from '@styrbord/service/command-context';
import { ProblemError } from '@styrbord/service/problem';
import type { LedgerPlace } from '@styrbord/service/tokens';
import { unitKey } from '@styrbord/steering/audit-events';
import { measureStream } from '@styrbord/steering/events';
import type { Cases } from './cases';

type Decide<Event extends AlertEvent = AlertEvent> = () => readonly Event[] | Refusal;

const TRIES = 25;

/** Writes in the alerts ledger: decides on what the cases are now, and again when something came between. */
export class AlertDesk {
  constructor(
    private readonly ledger: LedgerWriter,
    private readonly cases: Cases,
    private readonly answers: CommandAnswers,
  ) {}

  /** A person's command; the same key again gives the first answer. */
  async take(decide: Decide, command: CommandContext): Promise<LedgerPlace> {
    const { id, fingerprint, actor } = command;
    const meta = { actor, request: id.slice(actor.length + 1), source: 'http' };
    for (let tries = 0; tries < TRIES; tries++) {
      await this.cases.catchUp();
      // Also after a race: this very command may have been done elsewhere, and is then judged a second time.
      const first = await this.answers.first(command);
      if (first) return this.placeOf(first.no);
      const after = this.cases.no;
      const events = decide();
      if ('refused' in events) throw ProblemError.refused(events);
      if (events.length === 0) {
        await this.answers.keep(command, { no: after, answer: null });
        return this.placeOf(after);
      }
      const no = await this.append(events, { id, fingerprint, meta, after });
      if (no === 'reused') throw new ProblemError('idempotency-key-reused');
      if (no !== 'conflict') return this.placeOf(no);
    }
    throw new ProblemError('changed-meanwhile');
  }

  /** What the product itself has found, decided on the cases as of `after`. False where somebody came between. */
  async record(events: readonly AlertEvent[], { id, after }: { readonly id: string; readonly after: number }): Promise<boolean> {
    const no = await this.append(events, { id, fingerprint: id, meta: { actor: 'styrbord', source: 'alerts' }, after });
    return no !== 'conflict';
  }

  private async append(
    events: readonly AlertEvent[],
    {
      id,
      fingerprint,
      meta,
      after,
    }: { readonly id: string; readonly fingerprint: string; readonly meta: FactMeta; readonly after: number },
  ): Promise<number | 'conflict' | 'reused'> {
    const facts = events.map(({ type, data }): Fact => ({
      type,
      stream: streamOf({ type, data } as AlertEvent),
      data: data as unknown as Json,
      meta,
    }));
    const streams = [...new Set(facts.map(({ stream }) => stream))];
    const touches = [...new Set(events.flatMap(keysOf))];
    const appended = await this.ledger.append({ command: { id, fingerprint, answer: null }, facts, touches }, { after, touches: streams });
    return appended.kind === 'committed' ? appended.no : appended.kind;
  }

  private placeOf(no: number): LedgerPlace {
    return { ledger: this.ledger.name, no };
  }
}

/** What the history looks them up by, beside their streams. */
function keysOf({ type, data }: AlertEvent): string[] {
  const { units, measure } = alertConcernOf(type, data) ?? { units: [], measure: null };
  return [...units.map(unitKey), ...(measure === null ? [] : [measureStream(measure)])];
}
