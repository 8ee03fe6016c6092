import type { Figures } from '../computed';
import { derivationOf, type Operand } from '../derivation';
import { keptBackByOperands } from '../kept-back';
import { leadsBack, operandsOf } from '../formula';
import type { Measure } from '../measure';
import { childrenIn, type Organisation } from '../organisation';
import type { Series } from '../series';
import { measureOf, type Structure } from '../structure';
import { unitTotals, type TotalsOverUnits } from '../unit-totals';

/** What figures are read from: the structure, series, and totals over the units below one. */
export interface Reading {
  readonly structure: Structure;
  series(unit: string, measure: string): Promise<Series>;
  /** Null where units have no total. */
  totals(unit: string, measure: Measure): Promise<TotalsOverUnits | null>;
  /** Keeps from the reader what may not be seen; absent where everything may. */
  readonly keep?: (figures: Figures, place: { readonly unit: string; readonly measure: Measure }) => Promise<Figures>;
}

/** A measure's figures at a unit: what was recorded there, and what its units below or its formula make. */
export async function figuresOf(reading: Reading, unit: string, measure: Measure): Promise<Figures> {
  const figures = await allFiguresOf(reading, unit, measure);
  return reading.keep && measure.formula === null ? reading.keep(figures, { unit, measure }) : figures;
}

async function allFiguresOf(reading: Reading, unit: string, measure: Measure): Promise<Figures> {
  const series = await reading.series(unit, measure.id);
  if (measure.formula !== null) return derived(reading, { unit, measure }, series);
  const { organisation, asOf } = reading.structure;
  const hasUnits = asOf !== undefined || childrenIn(organisation).has(unit);
  const totals = hasUnits ? await reading.totals(unit, measure) : null;
  return {
    series: totals?.ofItsUnits?.(unit, series) ?? series,
    computed: totals && {
      from: 'units',
      periods: totals.periodsOf(unit),
      entryAt: (cell, period) => totals.entryAt(unit, cell, period),
      partsAt: (cell, period) => totals.partsAt(unit, cell, period),
    },
  };
}

async function derived(reading: Reading, { unit, measure }: { unit: string; measure: Measure }, series: Series): Promise<Figures> {
  const formulaOf = (id: string): string | null => measureOf(reading.structure, id)?.formula ?? null;
  const isCyclic = leadsBack(measure.id, formulaOf);
  const operands: Operand[] = [];
  for (const id of isCyclic ? [] : operandsOf(measure.formula)) {
    const definition = measureOf(reading.structure, id);
    if (definition) operands.push({ id, definition, figures: await figuresOf(reading, unit, definition) });
  }
  return keptBackByOperands({ series, computed: derivationOf(measure, operands, isCyclic) }, operands);
}

/** The measure and all that its formula leads to: a change of any of them may change its row. */
export function measuresBehind(structure: Structure, measure: string): string[] {
  const behind = [measure];
  for (const id of behind)
    for (const operand of operandsOf(measureOf(structure, id)?.formula ?? null)) if (!behind.includes(operand)) behind.push(operand);
  return behind;
}

const MADE_OF = new WeakMap<Structure, Map<string, readonly string[]>>();

/** The measure and all whose formulas lead to it: their rows may change with its own. */
export function measuresMadeOf(structure: Structure, measure: string): readonly string[] {
  const known = MADE_OF.get(structure) ?? madeOfEach(structure);
  MADE_OF.set(structure, known);
  return known.get(measure) ?? [measure];
}

function madeOfEach(structure: Structure): Map<string, readonly string[]> {
  const made = new Map<string, string[]>();
  for (const id of structure.measures.keys())
    for (const behind of measuresBehind(structure, id)) made.set(behind, [...(made.get(behind) ?? (behind === id ? [] : [behind])), id]);
  return made;
}

/** Totals computed from nothing. */
export async function totalsFrom(
  organisation: Organisation,
  series: Reading['series'],
  { unit, measure }: { readonly unit: string; readonly measure: Measure },
): Promise<TotalsOverUnits | null> {
  const totals = unitTotals(organisation, measure);
  for (const id of totals?.wanted(unit) ?? []) totals?.put(id, await series(id, measure.id));
  return totals;
}
