import { handlingAt, type Watch } from './case';
import type { CasePlace, WatchEvent } from './events';
import { escalationStep, type Addressee, type EscalationPace } from './responsibility';
import type { Severity } from './rule';

/** How long each step of the chain has before the next is told. Weekly digests have told by then; what is only to be noted hurries nobody. */
export const ESCALATION_PACES: Readonly<Record<Severity, EscalationPace | null>> = {
  severe: { everyHours: 24 },
  warning: { everyHours: 168 },
  note: null,
};

export interface Escalate {
  readonly place: CasePlace;
  /** Who answers nearest, then at each unit above. */
  readonly chain: readonly (readonly Addressee[])[];
  readonly at: string;
}

/** Tells the next in the chain of a breach that nobody has acknowledged; nobody twice, and nothing beyond the last. */
export function escalate({ place, chain, at }: Escalate, watch: Watch): readonly WatchEvent[] {
  const found = watch.cases[place.period];
  if (found?.state !== 'breached' || found.toldAt === null || handlingAt(found, at) !== 'open') return [];
  const { severity, episode, told, toldAt, handling } = found;
  const pace = ESCALATION_PACES[severity];
  if (pace === null) return [];
  // What was acknowledged or put off, and no longer is, begins again.
  const since = [toldAt, handling.acknowledged?.until, handling.snoozed?.until].reduce<string>((a, b) => (b && b > a ? b : a), toldAt);
  const step = escalationStep(chain, pace, { toldAt: since, now: at });
  return chain.slice(1, step + 1).flatMap((each): WatchEvent[] => {
    const to = each.filter(({ person }) => !told.some((other) => other.person === person));
    if (to.length === 0) return [];
    const data = { ...place, episode, notice: 'escalated', decision: 'send', because: 'not-acknowledged', severity, to } as const;
    return [{ type: 'notice-decided', data }];
  });
}
