import type { CellName } from './cell';
import type { Derivation, DerivationInput, DerivationReading, Figures } from './computed';
import { plain, type Decimal } from './decimal';
import { evaluate, parseFormula, type DerivationFault, type Formula } from './formula';
import { naturalScaleOf, scaleOf, type Measure } from './measure';
import type { Period } from './period';
import { laterOf, periodsIn, type Entry, type Known } from './series';
import { valueOf, type Value } from './entry-value';
import { exactValue } from './value';

/** A measure that a formula names, with what its values are read from. */
export interface Operand {
  readonly id: string;
  readonly definition: Measure;
  readonly figures: Figures;
}

/** `isCyclic`: the formula leads back to the measure itself, which no definition may but a reader must survive. */
export function derivationOf(measure: Measure, operands: readonly Operand[], isCyclic: boolean): Derivation {
  const formula = measure.formula === null ? null : parseFormula(measure.formula);
  const byId = new Map(operands.map((operand) => [operand.id, operand]));
  const readingAt = (cell: CellName, period: Period): DerivationReading => {
    const inputs = (formula?.operands ?? []).map(({ measure: id }): DerivationInput => {
      const operand = byId.get(id);
      return { id, definition: operand?.definition ?? null, value: operand ? valueAt(operand, cell, period) : null, weight: null };
    });
    if (!formula || isCyclic)
      return { operation: formula?.operation ?? null, exact: null, fault: isCyclic ? 'formula-cyclic' : 'formula-malformed', inputs };
    return read(formula, inputs, measure);
  };
  const periods = new Map(operands.flatMap(({ figures }) => periodsOf(figures)).map((period) => [period.name, period]));
  return {
    from: 'formula',
    periods: [...periods.values()],
    entryAt: (cell, period) => entryOf(readingAt(cell, period)),
    readingAt,
  };
}

function valueAt({ definition, figures: { series, computed } }: Operand, cell: CellName, period: Period): Value | null {
  const recorded = exactValue(series, definition, cell, period);
  if (recorded || !computed) return recorded;
  const entry = computed.kept?.madeAt(cell, period) ?? computed.entryAt(cell, period);
  return entry && valueOf(entry, definition, period);
}

function read(formula: Formula, inputs: readonly DerivationInput[], measure: Measure): DerivationReading {
  const { operation } = formula;
  const evaluated = evaluate(
    formula,
    inputs.map(({ definition, value }) => (definition && value?.exact ? value.exact.div(naturalScaleOf(definition)) : null)),
  );
  if (evaluated.fault !== null) return { operation, exact: null, fault: evaluated.fault, inputs };
  const exact = evaluated.value.times(naturalScaleOf(measure));
  const weighted = inputs.map((input, at) => ({ ...input, weight: evaluated.weights[at] ?? null }));
  const fault = faultOf(exact, measure);
  return { operation, exact: fault ? null : exact, fault, inputs: weighted };
}

/** What no recorded value of the kind could be either. */
function faultOf(exact: Decimal, measure: Measure): DerivationFault | null {
  if (measure.kind === 'count' && exact.lt(0)) return 'negative-count';
  return measure.kind === 'share' && (exact.lt(0) || exact.gt(scaleOf(measure))) ? 'share-out-of-range' : null;
}

function entryOf({ exact, inputs }: DerivationReading): Entry | null {
  const used = inputs.flatMap(({ value }) => value ?? []);
  const known = used.flatMap(({ entries }) => entries).reduce<Known | null>(laterOf, null);
  if (!exact || !known) return null;
  const status = used.some((value) => value.status === 'preliminary') ? 'preliminary' : 'final';
  const figure = { value: plain(exact), numerator: null, denominator: null };
  return { kind: 'computed', ...figure, status, source: null, note: null, spread: null, reason: null, ...known };
}

const periodsOf = ({ series, computed }: Figures): readonly Period[] => [...periodsIn(series), ...(computed?.periods ?? [])];
