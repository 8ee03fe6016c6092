import { decimal, isDecimalText, plain, type Decimal } from './decimal';

/** What a derived measure is made of: `a * b`, `a / b`, `a - b`, `sum(a, b)`, `weighted(a: 0.25, b: 0.25)`. */
export interface Formula {
  readonly operation: 'product' | 'quotient' | 'difference' | 'sum' | 'weighted';
  readonly operands: readonly { readonly measure: string; readonly weight: string | null }[];
}

const ID = '[a-z0-9][a-z0-9-]{0,63}';
const WEIGHTED = new RegExp(`^(${ID})\\s*:\\s*(\\S+)$`);
const CALL = /^(sum|weighted)\s*\((.*)\)$/s;
const OPERATIONS = { '*': 'product', '/': 'quotient', '-': 'difference' } as const;

/** Null for what is no formula. A minus stands between spaces, since ids have hyphens; a product may have more than two factors. */
export function parseFormula(text: string): Formula | null {
  const [, call, inner = ''] = CALL.exec(text.trim()) ?? [];
  if (call === 'sum') return formula('sum', inner.split(',').map(plainOperand));
  if (call === 'weighted') return formula('weighted', inner.split(',').map(weightedOperand));
  for (const [sign, operation] of Object.entries(OPERATIONS)) {
    const parts = text.split(sign === '-' ? /\s-\s/ : sign);
    if (parts.length === 2 || (parts.length > 2 && operation === 'product')) return formula(operation, parts.map(plainOperand));
  }
  return null;
}

type Operand = Formula['operands'][number];

function formula(operation: Formula['operation'], operands: readonly (Operand | null)[]): Formula | null {
  const whole = operands.flatMap((operand) => operand ?? []);
  return whole.length === operands.length ? { operation, operands: whole } : null;
}

function plainOperand(text: string): Operand | null {
  const measure = text.trim();
  return new RegExp(`^${ID}$`).test(measure) ? { measure, weight: null } : null;
}

function weightedOperand(text: string): Operand | null {
  const [, measure, weight] = WEIGHTED.exec(text.trim()) ?? [];
  return measure !== undefined && weight !== undefined && isDecimalText(weight) ? { measure, weight } : null;
}

/** Every measure a formula names, once. */
export function operandsOf(text: string | null): string[] {
  const parsed = text === null ? null : parseFormula(text);
  return [...new Set(parsed?.operands.map(({ measure }) => measure))];
}

/** Whether formulas lead from a measure's own back to it, or from an operand back to that operand. */
export function leadsBack(measure: string, formulaOf: (measure: string) => string | null): boolean {
  const isOnWay = (id: string, way: readonly string[]): boolean =>
    way.includes(id) || operandsOf(formulaOf(id)).some((operand) => isOnWay(operand, [...way, id]));
  return isOnWay(measure, []);
}

/** Weights that are all zero, or below it, divide nothing. */
export function hasSoundWeights({ operation, operands }: Formula): boolean {
  if (operation !== 'weighted') return true;
  const weights = operands.map(({ weight }) => decimal(weight ?? 0));
  return weights.every((weight) => weight.gte(0)) && weights.some((weight) => weight.gt(0));
}

/** Why a derived measure has no value. */
export const DERIVATION_FAULTS = [
  'formula-malformed',
  'formula-cyclic',
  'inputs-missing',
  'division-by-zero',
  'weights-sum-to-nothing',
  'negative-count',
  'share-out-of-range',
] as const;
export type DerivationFault = (typeof DERIVATION_FAULTS)[number];

export type Evaluated =
  | { readonly value: Decimal; readonly fault: null; readonly weights: readonly (string | null)[] }
  | { readonly value: null; readonly fault: DerivationFault };

/**
 * `values`: of each operand, in its order; null where it has none. Only `weighted` does without: its weights are renormalised
 * over the operands that are there, and answered as per cent.
 */
export function evaluate({ operation, operands }: Formula, values: readonly (Decimal | null)[]): Evaluated {
  if (operation === 'weighted') return weighted(operands, values);
  const present = values.flatMap((value) => value ?? []);
  const [first, ...others] = present;
  if (!first || present.length < operands.length) return { value: null, fault: 'inputs-missing' };
  const made = (value: Decimal): Evaluated => ({ value, fault: null, weights: operands.map(() => null) });
  switch (operation) {
    case 'product':
      return made(others.reduce((product, value) => product.times(value), first));
    case 'sum':
      return made(others.reduce((sum, value) => sum.plus(value), first));
    case 'difference':
      return made(others.reduce((rest, value) => rest.minus(value), first));
    case 'quotient':
      if (others.some((value) => value.eq(0))) return { value: null, fault: 'division-by-zero' };
      return made(others.reduce((quotient, value) => quotient.div(value), first));
  }
}

const SHARE_DECIMALS = 1;

function weighted(operands: Formula['operands'], values: readonly (Decimal | null)[]): Evaluated {
  const terms = operands.map(({ weight }, at) => ({ weight: decimal(weight ?? 0), value: values[at] ?? null }));
  const present = terms.flatMap(({ weight, value }) => (value ? [{ weight, value }] : []));
  if (present.length === 0) return { value: null, fault: 'inputs-missing' };
  const whole = present.reduce((sum, { weight }) => sum.plus(weight), decimal(0));
  if (whole.lte(0)) return { value: null, fault: 'weights-sum-to-nothing' };
  const value = present.reduce((sum, term) => sum.plus(term.value.times(term.weight)), decimal(0)).div(whole);
  const weights = terms.map((term) => (term.value ? plain(term.weight.times(100).div(whole).round(SHARE_DECIMALS)) : null));
  return { value, fault: null, weights };
}
