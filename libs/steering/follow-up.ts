import type { Refusal } from '@styrbord/eventsourcing/decider';
import type { Baseline } from './baseline';
import { readBaseline } from './baseline';
import { TOTAL, type CellName } from './cell';
import { decimal, decimalsOf, isDecimalText, rounded } from './decimal';
import type { Absence, DateText, Figure, Measured, Place, Spread, Status, SteeringEvent, TargetSet } from './events';
import { isCellName, quotient, scaleOf, type Measure } from './measure';
import { decideLimits, type RenewLimits } from './limits-renewal';
import { hasEnded, monthOfDate, parseMonth, parsePeriod, type Period, type PeriodName } from './period';
import { isSameJson } from './same';
import {
  currentEntry,
  EMPTY_SERIES,
  evolveSeries,
  evolveTargets,
  isSameFigure,
  type Entry,
  type Known,
  type Series,
  type TargetFact,
} from './series';
import { readTarget } from './target';

/** What the follow-up of one measure at one unit is decided on: its series and the targets set there. */
export interface FollowUp {
  readonly series: Series;
  readonly targets: readonly TargetFact[];
}

export const NO_FOLLOW_UP: FollowUp = { series: EMPTY_SERIES, targets: [] };

/** What a decision here reads elsewhere. Null for what does not exist. */
export interface FollowUpGiven {
  readonly measure: Measure | null;
  readonly unit: { readonly closedOn: DateText | null } | null;
  /** From when changed definitions of the measure hold. */
  readonly breaks: readonly { readonly from: DateText }[];
  /** The date in Europe/Stockholm. */
  readonly today: DateText;
}

export interface RecordMeasurement {
  readonly type: 'RecordMeasurement';
  readonly measure: string;
  readonly unit: string;
  readonly cell: CellName | null;
  readonly period: string;
  readonly value: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly status: Status | null;
  readonly source: string | null;
  readonly note: string | null;
  readonly spread: Spread | null;
  /** Taken as a report prints it: a period that had not ended is accepted and disputed. */
  readonly asPrinted: boolean;
  readonly reason: string | null;
}

export interface SetTarget {
  readonly type: 'SetTarget';
  readonly measure: string;
  readonly unit: string;
  readonly cell: CellName | null;
  readonly text: string;
  readonly period: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly tolerance: string | null;
  readonly applied: boolean;
  readonly asPrinted: boolean;
  readonly baseline: { readonly text: string; readonly period: string | null } | null;
}

type AtPlace = {
  readonly measure: string;
  readonly unit: string;
  readonly cell: CellName | null;
  readonly period: string;
  readonly reason: string | null;
};

export type FollowUpCommand =
  | RecordMeasurement
  | ({ readonly type: 'CorrectMeasurement' } & AtPlace & Figure)
  | ({ readonly type: 'WithdrawMeasurement' } & AtPlace)
  | ({ readonly type: 'DisputeMeasurement' } & AtPlace)
  | SetTarget
  | ({ readonly type: 'MarkAbsent' } & Absence)
  | RenewLimits
  | { readonly type: 'WriteComment'; readonly measure: string; readonly unit: string; readonly period: string; readonly text: string };

/** An event with the reason its meta carries. */
export type Decided = SteeringEvent & { readonly reason?: string };

type Decision = readonly Decided[] | Refusal;

/** Refusals in the order they are checked: unit, measure, period, cell, figure, what is recorded, reason. An empty decision changes nothing. */
export function decideFollowUp(command: FollowUpCommand, state: FollowUp, given: FollowUpGiven): Decision {
  if (!given.unit) return { refused: 'unit-unknown', pointer: '/unit', given: command.unit };
  const { measure } = given;
  if (!measure) return { refused: 'measure-unknown', pointer: '/measure', given: command.measure };
  switch (command.type) {
    case 'RecordMeasurement':
      return record(command, measure, state, given);
    case 'CorrectMeasurement':
      return correct(command, measure, state, given);
    case 'WithdrawMeasurement':
      return atValue(command, measure, state, (place, entry) => [
        { type: 'measurement-withdrawn', data: { ...place, before: figureOf(entry) }, reason: command.reason ?? '' },
      ]);
    case 'DisputeMeasurement':
      return atValue(command, measure, state, (place, entry) => dispute(place, entry, state, command.reason ?? ''));
    case 'SetTarget':
      return setTarget(command, measure, state);
    case 'MarkAbsent':
      return markAbsent(command, state);
    case 'RenewLimits':
    case 'WithdrawLimits':
      return decideLimits(command, { measure, series: state.series, breaks: given.breaks });
    case 'WriteComment':
      return writeComment(command, state);
  }
}

function record(command: RecordMeasurement, measure: Measure, { series }: FollowUp, given: FollowUpGiven): Decision {
  const place = placeOf(command, measure);
  if ('refused' in place) return place;
  const untimely = periodRefusal(place.of, given);
  const figure = checkFigure(command, measure);
  const before = currentEntry(series, place.at.cell, place.at.period);
  const isKnown = before !== null && !('refused' in figure) && isSameFigure(before, figure);
  if (untimely && !command.asPrinted && !isKnown) return untimely;
  if ('refused' in figure) return figure;
  const { source, note, spread } = command;
  const measured: Measured = { ...place.at, ...figure, status: command.status ?? 'final', source, note, spread };
  const disputed: Decided[] =
    untimely?.refused === 'period-not-ended'
      ? [{ type: 'measurement-disputed', data: place.at, reason: 'perioden hade inte tagit slut när värdet redovisades' }]
      : [];
  if (!before) return [{ type: 'measurement-recorded', data: { ...measured, before: null } }, ...disputed];
  if (isSameFigure(before, measured)) return sameFigure(measured, before, command.reason);
  if (before.status === 'preliminary')
    return [{ type: 'measurement-recorded', data: { ...measured, before: figureOf(before) } }, ...disputed];
  if (!command.reason) return reasonRequired(before);
  return [{ type: 'measurement-corrected', data: { ...measured, before: figureOf(before) }, reason: command.reason }, ...disputed];
}

/** The same figure again changes nothing, unless it becomes final or brings words that were not there. */
function sameFigure(measured: Measured, before: Entry, reason: string | null): Decision {
  const becomesFinal = before.status === 'preliminary' && measured.status === 'final';
  const says = (['source', 'note'] as const).some((member) => measured[member] !== null && measured[member] !== before[member]);
  const spreads = measured.spread !== null && !isSameJson(measured.spread, before.spread);
  if (!becomesFinal && !says && !spreads) return [];
  const status = before.status === 'final' ? 'final' : measured.status;
  const data = {
    ...measured,
    status,
    source: measured.source ?? before.source,
    note: measured.note ?? before.note,
    spread: measured.spread ?? before.spread,
    before: figureOf(before),
  };
  return [{ type: 'measurement-recorded', data, ...(reason ? { reason } : {}) }];
}

const reasonRequired = (before: Entry): Refusal => ({
  refused: 'reason-required',
  pointer: '/reason',
  given: null,
  allowed: `a reason, since ${before.value ?? `${before.numerator}/${before.denominator}`} is recorded as final`,
});

function correct(
  command: Extract<FollowUpCommand, { type: 'CorrectMeasurement' }>,
  measure: Measure,
  state: FollowUp,
  given: FollowUpGiven,
): Decision {
  return atValue(command, measure, state, (place, entry, of) => {
    const ended = periodRefusal(of, given);
    if (ended && ended.refused !== 'period-not-ended') return ended;
    const figure = checkFigure(command, measure);
    if ('refused' in figure) return figure;
    if (isSameFigure(entry, figure)) return [];
    const { status, source, note, spread } = entry;
    return [
      {
        type: 'measurement-corrected',
        data: { ...place, ...figure, status, source, note, spread, before: figureOf(entry) },
        reason: command.reason ?? '',
      },
    ];
  });
}

function dispute(place: Place, entry: Entry, { series }: FollowUp, reason: string): Decision {
  const known = series.disputes.some(
    (other) => other.cell === place.cell && other.period === place.period && other.reason === reason && other.no >= entry.no,
  );
  return known ? [] : [{ type: 'measurement-disputed', data: place, reason }];
}

/** For commands on a value that is there: place, value, reason. */
function atValue(
  command: AtPlace,
  measure: Measure,
  { series }: FollowUp,
  then: (place: Place, entry: Entry, of: Period) => Decision,
): Decision {
  const place = placeOf(command, measure);
  if ('refused' in place) return place;
  const entry = currentEntry(series, place.at.cell, place.at.period);
  if (!entry)
    return {
      refused: 'measurement-unknown',
      pointer: '/period',
      given: `${place.at.cell} ${place.at.period}`,
      allowed: 'a place with a recorded value',
    };
  if (!command.reason?.trim()) return { refused: 'reason-required', pointer: '/reason', given: command.reason };
  return then(place.at, entry, place.of);
}

function placeOf(command: AtPlace | RecordMeasurement, measure: Measure): { readonly at: Place; readonly of: Period } | Refusal {
  const of = parsePeriod(command.period);
  if (!of)
    return {
      refused: 'period-malformed',
      pointer: '/period',
      given: command.period,
      allowed: '2022, 2022-H1, 2022-T1, 2022-Q1, 2022-04, 2022-01..2022-08',
    };
  const cell = command.cell ?? TOTAL;
  if (!isCellName(cell)) return { refused: 'cell-malformed', pointer: '/cell', given: cell, allowed: 'T, K, M, 40, 65+, K/40, filialer' };
  if (!measure.cells.includes(cell)) return { refused: 'cell-unknown', pointer: '/cell', given: cell, allowed: [...measure.cells] };
  return { at: { measure: command.measure, unit: command.unit, cell, period: of.name }, of };
}

function periodRefusal(of: Period, { unit, today }: FollowUpGiven): Refusal | null {
  if (unit?.closedOn && of.from >= monthOfDate(unit.closedOn)) {
    return { refused: 'unit-closed', pointer: '/period', given: of.name, allowed: `< ${unit.closedOn}` };
  }
  return hasEnded(of, today) ? null : { refused: 'period-not-ended', pointer: '/period', given: of.name, allowed: `< ${today}` };
}

/** A figure that fits the measure: what was given and what is allowed otherwise. */
export function checkFigure(given: Figure, measure: Measure): Figure | Refusal {
  const { value, numerator, denominator } = given;
  if (value === null && numerator === null && denominator === null)
    return { refused: 'value-missing', pointer: '/value', given: null, allowed: 'value, or numerator and denominator' };
  if ((numerator === null) !== (denominator === null)) {
    return {
      refused: 'incomplete-share',
      pointer: numerator === null ? '/numerator' : '/denominator',
      given: numerator ?? denominator,
      allowed: 'numerator and denominator together; a lone one belongs in the note',
    };
  }
  if (value !== null && measure.kind !== 'text' && !isDecimalText(value))
    return { refused: 'value-malformed', pointer: '/value', given: value, allowed: 'a decimal number with a dot, such as 14.7' };
  const refusal =
    (numerator !== null && denominator !== null ? checkQuotient(numerator, denominator, value, measure) : null) ??
    (value !== null ? checkValue(value, measure) : null);
  return refusal ?? { value, numerator, denominator };
}

function checkQuotient(numerator: number, denominator: number, value: string | null, measure: Measure): Refusal | null {
  if (measure.kind !== 'share' && measure.kind !== 'mean' && measure.kind !== 'milestone') {
    return {
      refused: 'quotient-not-fitting',
      pointer: '/numerator',
      given: numerator,
      allowed: `a value, since the measure is a ${measure.kind}`,
    };
  }
  if (denominator === 0) return { refused: 'zero-denominator', pointer: '/denominator', given: 0, allowed: '≥ 1' };
  if (denominator < 0) return { refused: 'negative-denominator', pointer: '/denominator', given: denominator, allowed: '≥ 1' };
  if (measure.kind !== 'mean' && numerator < 0)
    return { refused: 'negative-numerator', pointer: '/numerator', given: numerator, allowed: '≥ 0' };
  if (measure.kind !== 'mean' && numerator > denominator)
    return { refused: 'numerator-above-denominator', pointer: '/numerator', given: numerator, allowed: `≤ ${denominator}` };
  if (value === null || measure.kind === 'milestone') return null;
  const exact = rounded(quotient(measure, numerator, denominator), decimalsOf(value));
  return decimal(exact).eq(value) ? null : { refused: 'value-not-quotient', pointer: '/value', given: value, allowed: exact };
}

function checkValue(value: string, measure: Measure): Refusal | null {
  if (measure.kind === 'text') return null;
  const figure = decimal(value);
  if (measure.kind === 'count' || measure.kind === 'milestone') {
    if (!figure.eq(figure.round(0, 0))) return { refused: 'decimal-for-count', pointer: '/value', given: value, allowed: '0, 1, 2 …' };
    if (figure.lt(0)) return { refused: 'negative-count', pointer: '/value', given: value, allowed: '≥ 0' };
  }
  if (measure.kind === 'share' && (figure.lt(0) || figure.gt(scaleOf(measure)))) {
    return { refused: 'share-out-of-range', pointer: '/value', given: value, allowed: `0 to ${scaleOf(measure)} ${measure.unitOfMeasure}` };
  }
  return null;
}

const figureOf = ({ value, numerator, denominator }: Figure): Figure => ({ value, numerator, denominator });

function setTarget(command: SetTarget, measure: Measure, { targets }: FollowUp): Decision {
  const validity = validityOf(command);
  if ('refused' in validity) return validity;
  if (command.cell !== null && !measure.cells.includes(command.cell) && command.cell !== TOTAL) {
    return { refused: 'cell-unknown', pointer: '/cell', given: command.cell, allowed: [...measure.cells] };
  }
  const reading = readTarget(command.text, measure, [...measure.cells, TOTAL]);
  if (command.cell !== null && reading.kind === 'read' && reading.parts.some(({ cell }) => cell !== null)) {
    return { refused: 'cell-given-twice', pointer: '/text', given: command.text, allowed: 'cells in the text or in cell, not both' };
  }
  if (reading.kind === 'refused' && !command.asPrinted) {
    return {
      refused: reading.refusal.code,
      pointer: '/text',
      given: reading.refusal.given,
      allowed: { sv: reading.refusal.sv, en: reading.refusal.en },
    };
  }
  if (command.tolerance !== null && (!isDecimalText(command.tolerance) || decimal(command.tolerance).lt(0))) {
    return { refused: 'tolerance-malformed', pointer: '/tolerance', given: command.tolerance, allowed: '≥ 0' };
  }
  const baseline = typedBaseline(command, measure);
  if (baseline && 'refused' in baseline) return baseline;
  const { measure: id, unit, cell, text, tolerance, applied } = command;
  const set: TargetSet = { measure: id, unit, cell, text, reading, ...validity, tolerance, applied, baseline };
  return isSameAsSet(set, targets) ? [] : [{ type: 'target-set', data: set }];
}

function typedBaseline({ baseline }: SetTarget, measure: Measure): Baseline | Refusal | null {
  if (!baseline) return null;
  const typed = baseline.period === null ? null : parsePeriod(baseline.period);
  if (baseline.period !== null && !typed) return { refused: 'period-malformed', pointer: '/baseline/period', given: baseline.period };
  return readBaseline(baseline.text, measure, typed?.name ?? null);
}

function validityOf({ period, from, to }: SetTarget): { from: PeriodName; to: PeriodName } | Refusal {
  const whole = parsePeriod(period);
  if (!whole) return { refused: 'period-malformed', pointer: '/period', given: period };
  const ends = { from, to };
  for (const end of ['from', 'to'] as const) {
    if (ends[end] !== null && parsePeriod(ends[end]) === null) return { refused: 'period-malformed', pointer: `/${end}`, given: ends[end] };
  }
  return { from: from ?? whole.name, to: to ?? whole.name };
}

/** Set already, as the latest word on the same cell and time. */
function isSameAsSet(set: TargetSet, targets: readonly TargetFact[]): boolean {
  const latest = targets.findLast((fact) => fact.cell === set.cell && fact.from === set.from && fact.to === set.to);
  if (!latest) return set.reading.kind === 'none' && set.baseline === null;
  return (
    (['text', 'tolerance', 'applied'] as const).every((member) => latest[member] === set[member]) &&
    isSameJson(latest.baseline, set.baseline)
  );
}

function markAbsent({ type: _, ...absence }: Extract<FollowUpCommand, { type: 'MarkAbsent' }>, { series }: FollowUp): Decision {
  const from = parseMonth(absence.from);
  const to = absence.to === null ? null : parseMonth(absence.to);
  if (from === null) return { refused: 'period-malformed', pointer: '/from', given: absence.from, allowed: '2022-01' };
  if (absence.to !== null && to === null) return { refused: 'period-malformed', pointer: '/to', given: absence.to, allowed: '2022-12' };
  if (to !== null && to < from) return { refused: 'period-reversed', pointer: '/to', given: absence.to, allowed: `≥ ${absence.from}` };
  const known = series.absences.some(
    ({ from: start, to: end, reason, by, text }) =>
      start === absence.from && end === absence.to && reason === absence.reason && by === absence.by && text === absence.text,
  );
  return known ? [] : [{ type: 'absence-recorded', data: absence }];
}

function writeComment({ measure, unit, period, text }: Extract<FollowUpCommand, { type: 'WriteComment' }>, { series }: FollowUp): Decision {
  const of = parsePeriod(period);
  if (!of) return { refused: 'period-malformed', pointer: '/period', given: period };
  const latest = series.comments.findLast((comment) => comment.period === of.name);
  return (latest?.text ?? '') === text ? [] : [{ type: 'comment-written', data: { measure, unit, period: of.name, text } }];
}

export function evolveFollowUp(
  state: FollowUp,
  event: SteeringEvent,
  known: Known,
  meta: { readonly reason?: string; readonly decision?: string },
): FollowUp {
  return {
    series: evolveSeries(state.series, event, known, meta.reason ?? null),
    targets: evolveTargets(state.targets, event, known, meta.decision ?? null),
  };
}
