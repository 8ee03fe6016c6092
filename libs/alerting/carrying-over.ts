import type { DateText } from '@styrbord/steering/events';
import type { Case, Watch } from './case';
import type { CaseCarried, CasePlace, Handling, WatchEvent } from './events';
import type { Addressee } from './responsibility';

/** An open case of a unit that is no more goes on at what the unit has become. */
export interface CarryOver {
  readonly one: Case;
  readonly isFlapping: boolean;
  readonly to: readonly string[];
  readonly on: DateText;
}

/** `watchAt`: of its rule and measure at a unit. Nobody is told: who had been told of it there is told when it ends here. */
export function carryOver({ one, isFlapping, to, on }: CarryOver, watchAt: (unit: string) => Watch): readonly WatchEvent[] {
  const { rule, measure, period, unit, episode } = one;
  const place = (at: string): CasePlace => ({ rule, measure, period, unit: at });
  return [
    { type: 'case-carried-over', data: { ...place(unit), episode, to, on } },
    ...to.map((at): WatchEvent => {
      const watch = watchAt(at);
      const there = watch.cases[period];
      const open = there && there.state !== 'resolved' ? there : null;
      const { ruleVersion, data, figures, cause } = open ?? one;
      const from = [...new Set([...(open?.from ?? []), unit, ...one.from])];
      return {
        type: 'case-taken-over',
        data: {
          ...place(at),
          ...(open ? together(open, one) : carriedOf(one)),
          episode: open?.episode ?? (there?.episode ?? 0) + 1,
          ruleVersion,
          data,
          figures,
          cause,
          isFlapping: watch.isFlapping || isFlapping,
          from,
        },
      };
    }),
  ];
}

function carriedOf({ severity, retroactive, openedAt, breachedAt, turns, told, toldAt, held, handling, state }: Case): CaseCarried {
  if (state === 'resolved') throw new Error('what is over is not carried over');
  return { state, severity, retroactive, openedAt, breachedAt, turns, told, toldAt, held, handling };
}

const WORST = ['breached', 'recovering', 'pending'] as const;

/** Of two that become one, whatever asks for more: it is as grave as the worse, as old as the older, and handled where both were. */
function together(open: Case, other: Case): CaseCarried {
  const [a, b] = [carriedOf(open), carriedOf(other)];
  const toldAt = earlier(a.toldAt, b.toldAt);
  return {
    ...a,
    state: WORST.find((state) => state === a.state || state === b.state) ?? a.state,
    retroactive: a.retroactive && b.retroactive,
    openedAt: a.openedAt < b.openedAt ? a.openedAt : b.openedAt,
    breachedAt: earlier(a.breachedAt, b.breachedAt),
    turns: [...a.turns, ...b.turns].toSorted(),
    told: [...a.told, ...b.told.filter((one) => !isAmong(a.told, one))],
    toldAt,
    held: toldAt === null ? (a.held ?? b.held) : null,
    handling: handledAlike(a.handling, b.handling),
  };
}

const isAmong = (told: readonly Addressee[], { person }: Addressee): boolean => told.some((one) => one.person === person);

const earlier = (a: string | null, b: string | null): string | null => (a !== null && (b === null || a < b) ? a : b);

function handledAlike(a: Handling, b: Handling): Handling {
  const sooner = <T extends { readonly until: string }>(one: T | null, other: T | null): T | null =>
    one && other && (one.until < other.until ? one : other);
  return {
    acknowledged: sooner(a.acknowledged, b.acknowledged),
    snoozed: sooner(a.snoozed, b.snoozed),
    assignee: a.assignee ?? b.assignee,
    closed: a.closed && b.closed,
  };
}
