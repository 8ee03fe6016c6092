import type { CellName } from './cell';
import type { RowAsked } from './cell-reading';
import type { DerivationInput, DerivationReading } from './computed';
import { decimal, english, plain, rounded, swedish } from './decimal';
import type { DerivationFault } from './formula';
import type { Measure } from './measure';
import { monthsIn, type Period } from './period';
import type { CellDerivation, CellPartly, CellTotal, Name } from './scorecard';
import { sayFigure } from './target-text';
import type { UnitPart } from './unit-totals';
import { valueOf, type Value } from './entry-value';
import { exactValue, partlyValue } from './value';

/** What the units below come to in a cell's period, beside what was recorded; null where none of them says anything. */
export function totalOf({ series, computed, measure }: RowAsked, cell: CellName, period: Period): CellTotal | null {
  if (computed?.from !== 'units') return null;
  const parts = computed.partsAt(cell, period);
  if (parts.length === 0) return null;
  const entry = computed.entryAt(cell, period);
  const value = entry && valueOf(entry, measure, period);
  const count = (state: UnitPart['state']): number => parts.filter((part) => part.state === state).length;
  const coverage = {
    units: count('counted'),
    of: parts.length - count('closed'),
    withoutDenominator: count('without-denominator'),
    closed: count('closed'),
    denominatorPercent: value ? denominatorPercent(parts, value) : null,
  };
  return {
    period: period.name,
    value: value?.text ?? null,
    numerator: value?.numerator ?? null,
    denominator: value?.denominator ?? null,
    ...coverage,
    difference: differenceOf(exactValue(series, measure, cell, period), value),
    said: sayCoverage(coverage),
  };
}

/** How much of the denominator is there, the missing units' being as their latest earlier one; null where one has none. */
function denominatorPercent(parts: readonly UnitPart[], { denominator }: Value): string | null {
  if (denominator === null) return null;
  const lacking = parts.filter(({ state }) => state === 'missing' || state === 'without-denominator');
  if (lacking.some(({ lastDenominator }) => lastDenominator === null)) return null;
  const missing = lacking.reduce((sum, { lastDenominator }) => sum + (lastDenominator ?? 0), 0);
  // Down, so that what lacks something is never called all of it.
  return decimal(denominator)
    .times(100)
    .div(denominator + missing)
    .round(0, 0)
    .toFixed();
}

function sayCoverage(coverage: Pick<CellTotal, 'units' | 'of' | 'withoutDenominator' | 'closed' | 'denominatorPercent'>): Name {
  const { units, of, withoutDenominator, closed, denominatorPercent: percent } = coverage;
  const told = (sv: string, en: string, holds: boolean): Name[] => (holds ? [{ sv, en }] : []);
  const parts = [
    { sv: `${units} av ${of} ${of === 1 ? 'enhet' : 'enheter'}`, en: `${units} of ${of} ${of === 1 ? 'unit' : 'units'}` },
    ...told(`${percent} % av nämnaren`, `${percent} % of the denominator`, percent !== null && units < of),
    ...told(`${withoutDenominator} utan nämnare`, `${withoutDenominator} without a denominator`, withoutDenominator > 0),
    ...told(`${closed} stängd räknas inte`, `${closed} closed not counted`, closed > 0),
  ];
  return { sv: parts.map(({ sv }) => sv).join(', '), en: parts.map(({ en }) => en).join(', ') };
}

/** Recorded less computed, at the decimals that were recorded; null where they are the same, or one is not there. */
export function differenceOf(recorded: Value | null, computed: Value | null): string | null {
  if (!recorded?.exact || !computed?.exact) return null;
  const difference = plain(decimal(rounded(recorded.exact, recorded.decimals)).minus(rounded(computed.exact, recorded.decimals)));
  return difference === '0' && !isOfOtherSums(recorded, computed) ? null : difference;
}

const isOfOtherSums = (a: Value, b: Value): boolean =>
  a.denominator !== null && b.denominator !== null && (a.numerator !== b.numerator || a.denominator !== b.denominator);

/** How a derived measure's value comes about, or what keeps it from that. */
export function derivationIn({ series, computed, measure }: RowAsked, cell: CellName, period: Period): CellDerivation | null {
  if (computed?.from !== 'formula') return null;
  const reading = computed.readingAt(cell, period);
  const entry = computed.entryAt(cell, period);
  const value = entry && valueOf(entry, measure, period);
  return {
    formula: measure.formula ?? '',
    value: value?.text ?? null,
    fault: reading.fault,
    inputs: reading.inputs.map(({ id, definition, value: input, weight }) => ({
      measure: id,
      name: definition?.name ?? null,
      value: input?.text ?? null,
      weight,
    })),
    difference: differenceOf(exactValue(series, measure, cell, period), value),
    said: value ? sayDerivation(reading, value, measure) : sayFault(reading, reading.fault ?? 'inputs-missing'),
  };
}

const SIGNS = { product: ' × ', quotient: ' / ', difference: ' − ', sum: ' + ', weighted: ' + ' } as const;

function sayDerivation({ operation, inputs }: DerivationReading, value: Value, measure: Measure): Name {
  const sign = SIGNS[operation ?? 'sum'];
  const result = sayFigure(value.text, measure);
  const there = inputs.flatMap((input) => (input.value ? [sayInput(input, input.value)] : []));
  const lacking = inputs.filter((input) => !input.value);
  const renormalised = lacking.length === 0 ? null : namesOf(lacking);
  return {
    sv: `${there.map(({ sv }) => sv).join(sign)} = ${result.sv}${renormalised ? `; ${renormalised.sv} saknas, och vikterna är omräknade på det som finns` : ''}`,
    en: `${there.map(({ en }) => en).join(sign)} = ${result.en}${renormalised ? `; ${renormalised.en} is missing, and the weights are renormalised over what is there` : ''}`,
  };
}

function sayInput({ definition, weight }: DerivationInput, { text }: Value): Name & { en: string } {
  const { sv, en = sv } = definition ? sayFigure(text, definition) : { sv: text };
  return weight === null ? { sv, en } : { sv: `${sv} (vikt ${swedish(weight)} %)`, en: `${en} (weight ${english(weight)} %)` };
}

const FAULT_WORDS: Record<DerivationFault, Name & { en: string }> = {
  'inputs-missing': { sv: 'saknas: {names}', en: 'missing: {names}' },
  'division-by-zero': { sv: 'nämnaren är noll: {last}', en: 'the denominator is zero: {last}' },
  'weights-sum-to-nothing': { sv: 'vikterna för det som finns är noll', en: 'the weights of what is there are zero' },
  'formula-malformed': { sv: 'formeln kan inte läsas', en: 'the formula cannot be read' },
  'formula-cyclic': { sv: 'formeln leder tillbaka till sig själv', en: 'the formula leads back to itself' },
  'negative-count': { sv: 'ett antal kan inte vara mindre än noll', en: 'a count cannot be below zero' },
  'share-out-of-range': { sv: 'en andel kan inte ligga utanför 0–100 %', en: 'a share cannot be outside 0–100 %' },
};

function sayFault({ inputs }: DerivationReading, fault: DerivationFault): Name {
  const names = namesOf(inputs.filter(({ value }) => !value));
  const last = namesOf(inputs.slice(-1));
  const words = FAULT_WORDS[fault];
  return {
    sv: `Kan inte räknas, ${words.sv.replace('{names}', names.sv).replace('{last}', last.sv)}.`,
    en: `Cannot be computed, ${words.en.replace('{names}', names.en).replace('{last}', last.en)}.`,
  };
}

function namesOf(inputs: readonly DerivationInput[]): Name & { en: string } {
  const names = inputs.map(({ id, definition }) => definition?.name ?? { sv: id });
  return { sv: names.map(({ sv }) => sv).join(', '), en: names.map(({ sv, en }) => en ?? sv).join(', ') };
}

/** What a period that is not complete has come to so far; null where it is, or where its latest part says all there is to say. */
export function partlyOf({ series, measure }: RowAsked, cell: CellName, period: Period): CellPartly | null {
  const partly = partlyValue(series, measure, cell, period);
  if (!partly) return null;
  const { months, value } = partly;
  const of = monthsIn(period);
  const figure = value && sayFigure(value.text, measure);
  return {
    months,
    of,
    value: value?.text ?? null,
    said: {
      sv: `${months} av ${of} månader${figure ? `, hittills ${figure.sv}` : ''}`,
      en: `${months} of ${of} months${figure ? `, so far ${figure.en ?? figure.sv}` : ''}`,
    },
  };
}
