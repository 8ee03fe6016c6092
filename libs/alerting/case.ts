import type { PeriodName } from '@styrbord/steering/period';
import type { Addressee } from './responsibility';
import type { AlertEvents, CaseFound, CasePlace, Cause, DataState, Figures, Handling, NoticeReason, WatchEvent } from './events';
import type { Severity } from './rule';

export const CASE_STATES = ['pending', 'breached', 'recovering', 'resolved'] as const;
export type CaseState = (typeof CASE_STATES)[number];

export interface Case extends CasePlace {
  /** How many times it has begun: a breach opens an episode, its end closes it. */
  readonly episode: number;
  readonly state: CaseState;
  readonly severity: Severity;
  readonly data: DataState;
  readonly figures: Figures;
  readonly cause: Cause | null;
  readonly ruleVersion: number;
  /** Found for a period that lay behind already. */
  readonly retroactive: boolean;
  /** Of the episode. */
  readonly openedAt: string;
  readonly breachedAt: string | null;
  readonly resolvedAt: string | null;
  readonly byCorrection: boolean;
  /** The figures before it was resolved. */
  readonly before: Figures | null;
  /** When its beginnings and ends were told, or held as no news: what flapping is counted by. */
  readonly turns: readonly string[];
  /** Who has been told of the episode, and when first. */
  readonly told: readonly Addressee[];
  readonly toldAt: string | null;
  /** Why the last notice of its breach was held; null once one is sent. */
  readonly held: NoticeReason | null;
  readonly handling: Handling;
  /** Units that are no more, whose figures it speaks of. */
  readonly from: readonly string[];
  /** Units where it goes on since its own is no more; it is resolved here. */
  readonly wentTo: readonly string[];
}

export const UNHANDLED: Handling = { acknowledged: null, snoozed: null, assignee: null, closed: null };

/** The cases of a rule at one measure and unit, by period. */
export interface Watch {
  readonly cases: Readonly<Record<PeriodName, Case>>;
  /** Whether it has been told that it flaps, and has not calmed since. */
  readonly isFlapping: boolean;
}

export const NO_CASES: Watch = { cases: {}, isFlapping: false };

export const isOpen = ({ state }: Case): boolean => state !== 'resolved';

export const HANDLINGS = ['open', 'acknowledged', 'snoozed', 'closed'] as const;
export type HandlingState = (typeof HANDLINGS)[number];

/** What holds at a time: what has expired no longer does. */
export function handlingAt({ handling: { acknowledged, snoozed, closed } }: Pick<Case, 'handling'>, at: string): HandlingState {
  if (closed) return 'closed';
  if (snoozed && snoozed.until > at) return 'snoozed';
  return acknowledged && acknowledged.until > at ? 'acknowledged' : 'open';
}

/** Where a case lies in an inbox. */
export const TRAYS = ['to-handle', 'handled', 'pending', 'over'] as const;
export type Tray = (typeof TRAYS)[number];

/** Pending is told to nobody yet; closed is over for whoever closed it, whatever becomes of the figures. */
export function trayOf(one: Case, at: string): Tray {
  const handling = handlingAt(one, at);
  if (!isOpen(one) || handling === 'closed') return 'over';
  if (one.state === 'pending') return 'pending';
  return handling === 'open' ? 'to-handle' : 'handled';
}

/** When and by whom an event was recorded. */
export interface Recording {
  readonly at: string;
  readonly actor: string;
}

export function evolveWatch(watch: Watch, event: WatchEvent, { at, actor }: Recording): Watch {
  const { period } = event.data;
  if (event.type === 'case-opened') return withCase(watch, opened(watch.cases[period], event.data, at));
  if (event.type === 'case-taken-over') return takenOver(watch, event.data);
  const before = watch.cases[period];
  if (!before) return watch;
  switch (event.type) {
    case 'case-breached':
      return withCase(watch, { ...found(before, event.data), state: 'breached', breachedAt: before.breachedAt ?? at });
    case 'case-recovering':
      return withCase(watch, { ...found(before, event.data), state: 'recovering' });
    case 'case-updated':
      return withCase(watch, found(before, event.data));
    case 'case-resolved': {
      const { byCorrection, before: figures } = event.data;
      return withCase(watch, {
        ...found(before, event.data),
        state: 'resolved',
        resolvedAt: at,
        byCorrection,
        before: figures,
      });
    }
    case 'case-carried-over':
      return withCase(watch, { ...before, state: 'resolved', resolvedAt: at, wentTo: event.data.to });
    case 'notice-decided':
      return noticed(watch, before, event.data, at);
    case 'case-acknowledged':
      return handled(watch, before, { acknowledged: { by: actor, at, until: event.data.until }, snoozed: null });
    case 'case-snoozed':
      return handled(watch, before, { snoozed: { by: actor, until: event.data.until } });
    case 'case-assigned':
      return handled(watch, before, { assignee: event.data.to });
    case 'case-commented':
      return watch;
    case 'case-closed':
      return handled(watch, before, { closed: { by: actor, at, cause: event.data.cause } });
  }
}

/** A new episode: whoever was told of the last one, and what was done with it, is history. Who it was assigned to stays. */
function opened(before: Case | undefined, data: AlertEvents['case-opened'], at: string): Case {
  return {
    ...data,
    from: data.from ?? [],
    openedAt: at,
    breachedAt: data.state === 'breached' ? at : null,
    resolvedAt: null,
    byCorrection: false,
    before: null,
    turns: before?.turns ?? [],
    told: [],
    toldAt: null,
    held: null,
    handling: { ...UNHANDLED, assignee: before?.handling.assignee ?? null },
    wentTo: [],
  };
}

function takenOver(watch: Watch, { isFlapping, ...carried }: AlertEvents['case-taken-over']): Watch {
  return { ...withCase(watch, { ...carried, resolvedAt: null, byCorrection: false, before: null, wentTo: [] }), isFlapping };
}

const found = (before: Case, { data, figures, cause, ruleVersion }: CaseFound): Case => ({ ...before, data, figures, cause, ruleVersion });

function noticed(watch: Watch, before: Case, { decision, notice, because, to }: AlertEvents['notice-decided'], at: string): Watch {
  // A repeat says nothing of why the breach itself was held.
  if (because === 'repeat') return watch;
  const told = [...before.told, ...to.filter(({ person }) => !before.told.some((other) => other.person === person))];
  // That others are told of it too is no turn.
  if (notice === 'escalated') return withCase(watch, { ...before, told });
  const turned = { ...before, turns: decision === 'send' || because === 'flapping' ? [...before.turns, at] : before.turns };
  if (decision === 'hold') return withCase(watch, { ...turned, held: because });
  return { ...withCase(watch, { ...turned, told, toldAt: before.toldAt ?? at, held: null }), isFlapping: notice === 'flapping' };
}

const handled = (watch: Watch, before: Case, change: Partial<Handling>): Watch =>
  withCase(watch, { ...before, handling: { ...before.handling, ...change } });

const withCase = (watch: Watch, changed: Case): Watch => ({ ...watch, cases: { ...watch.cases, [changed.period]: changed } });
