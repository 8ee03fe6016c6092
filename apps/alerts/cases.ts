import { recordedOf } from '@styrbord/eventsourcing/commit';
import type { CommitNo, Recorded } from '@styrbord/eventsourcing/ledger';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { evolveWatch, NO_CASES, type Case, type Watch } from '@styrbord/alerting/case';
import { placeOfCase, RULES_STREAM, watchStream, type AlertEvent, type CasePlace, type WatchEvent } from '@styrbord/alerting/events';
import { evolveRules, INITIAL_RULES, type Rules } from '@styrbord/alerting/rules';

/** Every case and rule, folded from the alerts ledger and held in memory: an inbox looks through all of them. */
export class Cases {
  private readonly watches = new Map<string, Watch>();
  private currentRules: Rules = INITIAL_RULES;
  private folded: CommitNo = 0;

  constructor(private readonly ledger: LedgerWriter) {}

  async load(): Promise<void> {
    // Commits of this process are told of; whatever was there before is read.
    this.ledger.onCommit((commit, facts) => this.fold(commit.no, facts));
    for await (const commit of this.ledger.read(this.folded + 1)) this.fold(commit.no, recordedOf(commit));
  }

  /** The commit of the alerts ledger that all of this is of. */
  get no(): CommitNo {
    return this.folded;
  }

  get rules(): Rules {
    return this.currentRules;
  }

  watch(place: Omit<CasePlace, 'period'>): Watch {
    return this.watches.get(watchStream(place)) ?? NO_CASES;
  }

  of(id: string): Case | null {
    const place = placeOfCase(id);
    return place ? (this.watch(place).cases[place.period] ?? null) : null;
  }

  *all(): Iterable<Case> {
    for (const { cases } of this.watches.values()) yield* Object.values(cases);
  }

  private fold(no: CommitNo, facts: readonly Recorded[]): void {
    if (no <= this.folded) return;
    for (const { fact, recordedAt } of facts) {
      const event = { type: fact.type, data: fact.data } as unknown as AlertEvent;
      if (fact.stream === RULES_STREAM) this.currentRules = evolveRules(this.currentRules, event);
      else {
        const watch = this.watches.get(fact.stream) ?? NO_CASES;
        this.watches.set(fact.stream, evolveWatch(watch, event as WatchEvent, { at: recordedAt, actor: fact.meta.actor }));
      }
    }
    this.folded = no;
  }
}
