import { handlingAt, type Watch } from './case';
import type { CasePlace, WatchEvent } from './events';
import type { Addressee } from './responsibility';
import type { Severity } from './rule';

/** How often it goes a step up while nobody acknowledges. */
interface EscalationPace {
  readonly everyHours: number;
}

const HOUR_MS = 3_600_000;

/** How long each step of the chain has before the next is told. Weekly digests have told by then; what is only to be noted hurries nobody. */
export const ESCALATION_PACES: Readonly<Record<Severity, EscalationPace | null>> = {
  severe: { everyHours: 24 },
  warning: { everyHours: 168 },
  note: null,
};

export interface Escalate {
  readonly place: CasePlace;
  /** Who answers nearest, then at each unit above; looked at only when it is the next one's turn. */
  readonly chain: readonly (readonly Addressee[])[];
  readonly at: string;
}

/** Tells the next in the chain of a breach that nobody has acknowledged; nobody twice, and nothing beyond the last. */
export function escalate(command: Escalate, watch: Watch): readonly WatchEvent[] {
  const { place, at } = command;
  const found = watch.cases[place.period];
  if (found?.state !== 'breached' || found.toldAt === null || handlingAt(found, at) !== 'open') return [];
  const { severity, episode, told, toldAt, handling } = found;
  const pace = ESCALATION_PACES[severity];
  if (pace === null) return [];
  // What was acknowledged or put off, and no longer is, begins again.
  const since = [toldAt, handling.acknowledged?.until, handling.snoozed?.until].reduce<string>((a, b) => (b && b > a ? b : a), toldAt);
  const passed = Math.floor((Date.parse(at) - Date.parse(since)) / (pace.everyHours * HOUR_MS));
  if (passed < 1) return [];
  return command.chain.slice(1, passed + 1).flatMap((each): WatchEvent[] => {
    const to = each.filter(({ person }) => !told.some((other) => other.person === person));
    if (to.length === 0) return [];
    const data = { ...place, episode, notice: 'escalated', decision: 'send', because: 'not-acknowledged', severity, to } as const;
    return [{ type: 'notice-decided', data }];
  });
}
