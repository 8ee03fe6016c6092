import type { Baseline } from './baseline';
import { TOTAL, type CellName } from './cell';
import type { Measure } from './measure';
import { ancestorsOf, nameOf } from './organisation';
import { parsePeriod, type Period } from './period';
import type { Name } from './scorecard';
import type { Known, TargetFact } from './series';
import type { Structure } from './structure';
import type { Target } from './target-kinds';
import type { TargetRefusal } from './target-text';

/** The target that holds for a cell, or why the one that stands there does not. */
export interface TargetInForce {
  readonly fact: TargetFact;
  readonly state:
    | { readonly kind: 'sound'; readonly target: Target }
    | { readonly kind: 'refused'; readonly refusal: TargetRefusal }
    | { readonly kind: 'another-level'; readonly target: Target };
  /** Whose target it is, when not the unit's own. */
  readonly of: { readonly unit: string; readonly name: Name; readonly applied: boolean } | null;
}

interface Asked {
  readonly unit: string;
  readonly measure: Measure;
  readonly period: Period;
}

/** One's own, else the nearest unit's above. */
export function targetFor(structure: Structure, asked: Asked, cell: CellName): TargetInForce | null {
  const facts = structure.targets.get(asked.measure.id) ?? [];
  for (const unit of [asked.unit, ...ancestorsOf(structure.organisation, asked.unit)]) {
    const own = factsInForce(facts, unit, asked.period);
    if (own.length > 0) return forCell(structure, own, asked, cell);
  }
  return null;
}

export type KnownBaseline = Baseline & { readonly known: Known };

/** A unit's own baselines, the latest first: another unit's figures are no reference. `period` null: whenever they held. */
export function baselinesFor(
  structure: Structure,
  { unit, measure, period }: Omit<Asked, 'period'> & { readonly period: Period | null },
): KnownBaseline[] {
  return (structure.targets.get(measure.id) ?? [])
    .filter((fact) => fact.unit === unit && (period === null || holdsAt(fact, period)))
    .toReversed()
    .flatMap((fact) => (fact.baseline ? [ofItsCell(fact, fact.baseline)] : []));
}

/** What stands beside one cell's target is of that cell, though its text names none. */
function ofItsCell(fact: TargetFact, baseline: Baseline): KnownBaseline {
  const placed = <T extends { readonly cell: CellName }>(places: readonly T[]): T[] =>
    places.map((place) => (fact.cell !== null && place.cell === TOTAL ? { ...place, cell: fact.cell } : place));
  return { ...baseline, readings: placed(baseline.readings), ambiguous: placed(baseline.ambiguous), known: fact };
}

/** The latest word on each cell scope that holds at the period; withdrawn targets are none. */
function factsInForce(facts: readonly TargetFact[], unit: string, period: Period): TargetFact[] {
  const latest = new Map<CellName | null, TargetFact>();
  for (const fact of facts) if (fact.unit === unit && holdsAt(fact, period)) latest.set(fact.cell, fact);
  return [...latest.values()].filter(({ reading }) => reading.kind !== 'none');
}

function holdsAt({ from, to }: TargetFact, period: Period): boolean {
  const start = parsePeriod(from);
  const end = parsePeriod(to);
  return start !== null && end !== null && start.from <= period.to && period.to <= end.to;
}

/** A cell's own target goes before one without cells. */
function forCell(structure: Structure, facts: readonly TargetFact[], asked: Asked, cell: CellName): TargetInForce | null {
  const own = facts.find((fact) => fact.cell === cell);
  const wide = facts.find((fact) => fact.cell === null);
  return (own && inForce(structure, own, asked, cell)) ?? (wide && inForce(structure, wide, asked, cell)) ?? null;
}

function inForce(structure: Structure, fact: TargetFact, asked: Asked, cell: CellName): TargetInForce | null {
  const { reading } = fact;
  const inherited = fact.unit !== asked.unit;
  const of = inherited ? { unit: fact.unit, name: unitName(structure, fact.unit), applied: false } : null;
  if (reading.kind === 'none') return null;
  if (reading.kind === 'refused')
    return holdsForCell(fact, null, asked.measure, cell) ? { fact, state: { kind: 'refused', refusal: reading.refusal }, of } : null;
  const part = reading.parts.find((candidate) => candidate.cell === cell) ?? reading.parts.find((candidate) => candidate.cell === null);
  if (!part || !(part.cell === cell || holdsForCell(fact, part.target, asked.measure, cell))) return null;
  const level = levelOf(structure, fact, reading.level, asked.unit);
  const applied = fact.applied && (inherited || level !== null);
  const foreign = level !== null || (inherited && !isLevelKind(asked.measure));
  return {
    fact,
    state: foreign && !applied ? { kind: 'another-level', target: part.target } : { kind: 'sound', target: part.target },
    of: level ? { ...level, applied } : of && { ...of, applied },
  };
}

/** Without cells: every cell of a share, mean or index, and T alone of a count or amount; a direction for every cell. */
function holdsForCell(fact: TargetFact, target: Target | null, measure: Measure, cell: CellName): boolean {
  if (fact.cell !== null) return fact.cell === cell;
  return cell === TOTAL || isLevelKind(measure) || target?.kind === 'direction';
}

/** "8 of 19 clinics reach the 70 %": a level is the same wherever it is read, a count is not. */
const isLevelKind = ({ kind }: Measure): boolean => kind === 'share' || kind === 'mean' || kind === 'index';

/** Whose the target is by its own words ("På regionnivå …"); null when it is the unit's. */
function levelOf(structure: Structure, fact: TargetFact, level: string | null, unit: string): { unit: string; name: Name } | null {
  if (level === null) return null;
  const { units } = structure.organisation;
  const holder = [fact.unit, ...ancestorsOf(structure.organisation, fact.unit)].find((id) => units[id]?.kind === level);
  if (holder === unit) return null;
  return holder === undefined ? { unit: level, name: { sv: level, en: level } } : { unit: holder, name: unitName(structure, holder) };
}

function unitName(structure: Structure, id: string): Name {
  const unit = structure.organisation.units[id];
  return unit ? nameOf(unit) : { sv: id };
}
