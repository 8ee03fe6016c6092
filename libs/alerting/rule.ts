import type { Refusal } from '@styrbord/eventsourcing/decider';
import type { Name } from '@styrbord/steering/scorecard';
import type { DueTime } from './deadline';

export const RULE_KINDS = [
  'target-missed',
  'target-at-risk',
  'cells-disagree',
  'contradiction',
  'met-without-detectable-change',
  'report-missing',
  'outcome-disputed',
  'worsening',
] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/** They find nothing where no verdict is, so nothing where no target was ever set. */
export const JUDGES_TARGETS: readonly RuleKind[] = [
  'target-missed',
  'target-at-risk',
  'cells-disagree',
  'contradiction',
  'met-without-detectable-change',
];

/** Severe is told at once; what is to be noted never hurries. */
export const SEVERITIES = ['severe', 'warning', 'note'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How far past its target a value must come before a breach is over, in the measure's unit or in per cent of the target. */
export interface Band {
  readonly width: string;
  readonly unit: 'measure' | 'percent';
}

/** Where a rule holds; null is everywhere. A unit is meant with everything below it. */
export interface RuleScope {
  readonly unit: string | null;
  /** Of the plan the unit is read with. */
  readonly perspective: string | null;
  readonly measure: string | null;
}

interface RuleCommon {
  readonly id: string;
  readonly name: Name;
  readonly scope: RuleScope;
  readonly severity: Severity;
  readonly isOn: boolean;
  /** Reporting periods in a row in which it must hold before anybody is told: 0 tells of the first. */
  readonly pendingPeriods: number;
}

export type Rule = RuleCommon &
  (
    | { readonly kind: 'target-missed'; readonly band: Band | null }
    | { readonly kind: 'report-missing'; readonly due: DueTime }
    | { readonly kind: Exclude<RuleKind, 'target-missed' | 'report-missing'> }
  );

/** A rule as it is asked for. */
export interface RuleGiven extends RuleCommon {
  readonly kind: RuleKind;
  readonly band: Band | null;
  readonly due: DueTime | null;
}

/** What a rule names, as the steering ledger knows it. */
export interface RuleWorld {
  readonly unitExists: (unit: string) => boolean;
  readonly perspectiveExists: (perspective: string) => boolean;
  /** Null for a measure that is not there. */
  readonly measureKind: (measure: string) => string | null;
}

const PENDING_MAX = 12;
const DAYS_MAX = 366;

/** Refusals in the order they are checked: unit, perspective, measure, pending periods, band, due time. */
export function checkRule({ kind, band, due, ...common }: RuleGiven, world: RuleWorld): Rule | Refusal {
  const { scope, pendingPeriods } = common;
  if (scope.unit !== null && !world.unitExists(scope.unit)) return { refused: 'unit-unknown', pointer: '/scope/unit', given: scope.unit };
  if (scope.perspective !== null && !world.perspectiveExists(scope.perspective))
    return { refused: 'perspective-unknown', pointer: '/scope/perspective', given: scope.perspective };
  const measureKind = scope.measure === null ? null : world.measureKind(scope.measure);
  if (scope.measure !== null && measureKind === null)
    return { refused: 'measure-unknown', pointer: '/scope/measure', given: scope.measure };
  if (!isWhole(pendingPeriods, PENDING_MAX))
    return { refused: 'pending-periods-unfit', pointer: '/pendingPeriods', given: pendingPeriods, allowed: `0–${PENDING_MAX}` };
  if (kind === 'report-missing' && pendingPeriods > 0)
    return { refused: 'pending-periods-unfit', pointer: '/pendingPeriods', given: pendingPeriods, allowed: 'graceDays' };
  if (band !== null) {
    const refusal = bandRefusal(band, kind, measureKind);
    if (refusal) return refusal;
  }
  if (kind !== 'report-missing') {
    if (due !== null) return { refused: 'due-time-unfit', pointer: '/due', given: kind, allowed: 'report-missing' };
    return kind === 'target-missed' ? { ...common, kind, band } : { ...common, kind };
  }
  if (due === null) return { refused: 'due-time-missing', pointer: '/due', given: null, allowed: '{ days, count, graceDays }' };
  for (const member of ['days', 'graceDays'] as const)
    if (!isWhole(due[member], DAYS_MAX))
      return { refused: 'due-time-unfit', pointer: `/due/${member}`, given: due[member], allowed: `0–${DAYS_MAX}` };
  return { ...common, kind, due };
}

/** A band is of what is measured against a figure; a share of milestones is no distance. */
function bandRefusal({ width, unit }: Band, kind: RuleKind, measureKind: string | null): Refusal | null {
  if (kind !== 'target-missed') return { refused: 'band-unfit', pointer: '/band', given: kind, allowed: 'target-missed' };
  if (measureKind === 'milestone' || measureKind === 'text')
    return { refused: 'band-unfit', pointer: '/band', given: measureKind, allowed: 'a measure of figures' };
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(width) || Number(width) === 0)
    return { refused: 'band-width-unfit', pointer: '/band/width', given: width, allowed: '> 0' };
  if (unit === 'percent' && Number(width) > 100)
    return { refused: 'band-width-unfit', pointer: '/band/width', given: width, allowed: '≤ 100' };
  return null;
}

const isWhole = (value: number, max: number): boolean => Number.isInteger(value) && value >= 0 && value <= max;

/** A measure at a unit, as scopes see it. */
export interface Subject {
  /** The unit, then those above it. */
  readonly units: readonly string[];
  readonly measure: string;
  /** In which the plan in force there holds the measure. */
  readonly perspectives: readonly string[];
}

export function covers({ isOn, scope }: Rule, { units, measure, perspectives }: Subject): boolean {
  return (
    isOn &&
    (scope.unit === null || units.includes(scope.unit)) &&
    (scope.measure === null || scope.measure === measure) &&
    (scope.perspective === null || perspectives.includes(scope.perspective))
  );
}

const EVERYWHERE: RuleScope = { unit: null, perspective: null, measure: null };
const standard = { scope: EVERYWHERE, isOn: false, pendingPeriods: 0 };

/** The rules there are before anybody has set one: *missed target* is on, the others wait to be tried and switched on. */
export const STANDARD_RULES: readonly Rule[] = [
  {
    ...standard,
    id: 'target-missed',
    kind: 'target-missed',
    name: { sv: 'Målet missat', en: 'Target missed' },
    severity: 'warning',
    isOn: true,
    band: null,
  },
  { ...standard, id: 'target-at-risk', kind: 'target-at-risk', name: { sv: 'Målet i fara', en: 'Target at risk' }, severity: 'warning' },
  { ...standard, id: 'cells-disagree', kind: 'cells-disagree', name: { sv: 'Celler säger olika', en: 'Cells disagree' }, severity: 'note' },
  { ...standard, id: 'contradiction', kind: 'contradiction', name: { sv: 'Motsägelse', en: 'Contradiction' }, severity: 'note' },
  {
    ...standard,
    id: 'met-without-detectable-change',
    kind: 'met-without-detectable-change',
    name: { sv: 'Nått utan påvisbar förändring', en: 'Met without detectable change' },
    severity: 'note',
  },
  {
    ...standard,
    id: 'report-missing',
    kind: 'report-missing',
    name: { sv: 'Utfall saknas', en: 'Report missing' },
    severity: 'warning',
    due: { days: 20, count: 'calendar-days', graceDays: 3 },
  },
  {
    ...standard,
    id: 'outcome-disputed',
    kind: 'outcome-disputed',
    name: { sv: 'Utfallet ifrågasatt', en: 'Outcome disputed' },
    severity: 'note',
  },
  { ...standard, id: 'worsening', kind: 'worsening', name: { sv: 'Försämring', en: 'Worsening' }, severity: 'warning' },
];
