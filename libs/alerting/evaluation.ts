import { isSameJson } from '@styrbord/steering/same';
import { isOpen, handlingAt, type Case, type Watch } from './case';
import { HELD_BECAUSE, type CaseFound, type CasePlace, type Cause, type NoticeKind, type NoticeReason, type WatchEvent } from './events';
import type { Condition, Observation } from './observation';
import type { Addressee } from './responsibility';
import type { RuleVersion } from './rules';

/** A rule has looked at a row. */
export interface Observe {
  readonly place: CasePlace;
  readonly rule: RuleVersion;
  readonly seen: Observation;
  /** Whom a notice would go to. */
  readonly addressees: readonly Addressee[];
  /** What already tells of it, so that this need not. */
  readonly heldBack: 'children-tell' | 'data-missing' | null;
  readonly at: string;
}

/** So many changes within so many reporting periods, or so many days of one case, and what follows is no longer news. */
export const FLAPPING = { changes: 3, periods: 6, days: 30 } as const;
const DAY_MS = 86_400_000;
const HOLDING: readonly NoticeReason[] = HELD_BECAUSE;

/** What a rule has found, and whether anybody is told. The same observation again changes nothing; what is unknown ends nothing. */
export function observe(command: Observe, watch: Watch): readonly WatchEvent[] {
  const { place, rule, seen } = command;
  const before = watch.cases[place.period];
  const open = before && isOpen(before) ? before : null;
  const { condition } = seen;
  if (condition === 'unknown')
    return open && open.data !== seen.data
      ? [{ type: 'case-updated', data: { ...found(command, open.episode), figures: open.figures } }]
      : [];
  if (condition === 'holds') {
    const breached = runOf(seen.course) > rule.rule.pendingPeriods;
    return open ? goesOn(command, watch, open, breached) : opens(command, watch, (before?.episode ?? 0) + 1, breached);
  }
  if (!open) return [];
  if (condition === 'within-band' && open.state !== 'pending') {
    return open.state === 'breached' ? [{ type: 'case-recovering', data: found(command, open.episode) }] : updated(command, open);
  }
  return resolves(command, watch, open);
}

function opens(command: Observe, watch: Watch, episode: number, breached: boolean): WatchEvent[] {
  const { rule, seen } = command;
  const retroactive = seen.isPast || isCorrection(seen.cause);
  const state = breached ? 'breached' : 'pending';
  const from = seen.from && { from: seen.from };
  const data = { ...found(command, episode), state, severity: rule.rule.severity, retroactive, ...from } as const;
  const event: WatchEvent = { type: 'case-opened', data };
  return breached ? [event, breach(command, watch, null, episode)] : [event];
}

function goesOn(command: Observe, watch: Watch, open: Case, breached: boolean): WatchEvent[] {
  const data = found(command, open.episode);
  if (open.state === 'pending' && breached) return [{ type: 'case-breached', data }, breach(command, watch, open, open.episode)];
  const changed: WatchEvent[] = open.state === 'recovering' ? [{ type: 'case-breached', data }] : updated(command, open);
  if (open.state === 'pending') return changed;
  if (isReleased(open, command)) return [...changed, breach(command, watch, open, open.episode)];
  return changed.length === 0 ? [] : [...changed, notice(command, open.episode, 'breached', 'repeat')];
}

function resolves(command: Observe, watch: Watch, open: Case): WatchEvent[] {
  const byCorrection = command.seen.condition === 'over' && isCorrection(command.seen.cause);
  const event: WatchEvent = { type: 'case-resolved', data: { ...found(command, open.episode), byCorrection, before: open.figures } };
  // Nobody has been told of what is over: there is nothing to take back.
  if (open.told.length === 0) return [event];
  const kind = byCorrection ? 'resolved-by-correction' : 'resolved';
  const toThem = { ...command, addressees: open.told };
  if (command.seen.condition === 'not-watched') return [event, notice(toThem, open.episode, 'resolved', 'not-watched')];
  if (watch.isFlapping && changesOf(command, open) >= FLAPPING.changes) return [event, notice(toThem, open.episode, kind, 'flapping')];
  return [event, notice(toThem, open.episode, kind, byCorrection ? 'corrected' : 'all-resolved')];
}

/** Reasons to hold, in the order in which the first that holds is said. */
function breach(command: Observe, watch: Watch, before: Case | null, episode: number): WatchEvent {
  const { seen, at, heldBack } = command;
  const handling = before ? handlingAt(before, at) : 'open';
  if (handling === 'closed' || handling === 'snoozed') return notice(command, episode, 'breached', handling);
  if (heldBack) return notice(command, episode, 'breached', heldBack);
  if (isUnrecovered(seen.course)) return notice(command, episode, 'breached', 'not-recovered');
  const isFlapping = changesOf(command, watch.cases[command.place.period]) >= FLAPPING.changes;
  if (isFlapping && watch.isFlapping) return notice(command, episode, 'breached', 'flapping');
  return isFlapping ? notice(command, episode, 'flapping', 'flapping') : notice(command, episode, 'breached', 'first');
}

function notice({ place, rule, addressees }: Observe, episode: number, kind: NoticeKind, because: NoticeReason): WatchEvent {
  // That it flaps is told once; the changes after that are held for the same reason.
  const isHeld = HOLDING.includes(because) && kind !== 'flapping';
  const decision = isHeld ? 'hold' : 'send';
  return {
    type: 'notice-decided',
    data: { ...place, episode, notice: kind, decision, because, severity: rule.rule.severity, to: isHeld ? [] : addressees },
  };
}

function found({ place, rule: { version }, seen: { data, figures, cause } }: Observe, episode: number): CaseFound {
  return { ...place, episode, ruleVersion: version, data, figures, cause };
}

function updated(command: Observe, open: Case): WatchEvent[] {
  const { data, figures } = command.seen;
  const isSame = open.data === data && isSameJson(open.figures, figures);
  return isSame ? [] : [{ type: 'case-updated', data: found(command, open.episode) }];
}

/** What kept its breach from being told is over. */
function isReleased({ held, handling }: Case, { heldBack, at }: Observe): boolean {
  if (held === 'snoozed') return handlingAt({ handling }, at) !== 'snoozed';
  return (held === 'children-tell' || held === 'data-missing') && heldBack === null;
}

/** Reporting periods in a row, with the last, in which it holds. */
function runOf(course: readonly Condition[]): number {
  const known = course.filter((condition) => condition !== 'unknown');
  return known.length - 1 - known.findLastIndex((condition) => condition !== 'holds');
}

/** Each period's condition, where the band keeps that of the period before. */
function statesOf(course: readonly Condition[]): boolean[] {
  const states: boolean[] = [];
  for (const condition of course)
    if (condition !== 'unknown') states.push(condition === 'holds' || (condition === 'within-band' && states.at(-1) === true));
  return states;
}

/** The period before came back, but by less than the band: what is told of already has not ended. */
function isUnrecovered(course: readonly Condition[]): boolean {
  const known = course.filter((condition) => condition !== 'unknown');
  return known.at(-2) === 'within-band' && statesOf(course).at(-2) === true;
}

/** Changes of the last periods, or of this case's last days: whichever are more. One that is just happening counts. */
function changesOf({ seen, at }: Observe, before: Case | undefined): number {
  const states = statesOf(seen.course).slice(-FLAPPING.periods);
  const overPeriods = states.filter((state, index) => state !== (states[index - 1] ?? false)).length;
  const since = new Date(Date.parse(at) - FLAPPING.days * DAY_MS).toISOString();
  const ofCase = (before?.turns.filter((turn) => turn > since).length ?? 0) + 1;
  return Math.max(overPeriods, ofCase);
}

const CORRECTIONS = ['measurement-corrected', 'measurement-withdrawn'];

function isCorrection(cause: Cause | null): boolean {
  return cause !== null && CORRECTIONS.includes(cause.type);
}
