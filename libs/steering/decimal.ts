import Big from 'big.js';

/** Exact decimals; quotients carry 40 digits, far past any printed figure. */
export const Decimal = Big();
Decimal.DP = 40;
export type Decimal = Big;

/** What a figure may look like on the wire: at most 18 digits before the dot and 12 after. */
const DECIMAL_TEXT = /^-?\d{1,18}(\.\d{1,12})?$/;

export function isDecimalText(text: string): boolean {
  return DECIMAL_TEXT.test(text) && !/^-0*(\.0*)?$/.test(text);
}

export function decimal(value: string | number | Decimal): Decimal {
  return new Decimal(value);
}

/** Digits after the dot, as printed: `14.70` has two. */
export function decimalsOf(text: string): number {
  const dot = text.indexOf('.');
  return dot < 0 ? 0 : text.length - dot - 1;
}

/** The shortest plain form: no exponent, no trailing zeros, no minus zero. */
export function plain(value: Decimal): string {
  const text = value.toFixed();
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return short === '-0' ? '0' : short;
}

/** Rounded half away from zero, as reports print. */
export function rounded(value: Decimal, decimals: number): string {
  const text = value.toFixed(decimals, Decimal.roundHalfUp);
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

/** Swedish print: `18 464`, `24,8`, `−16`; thousands by no-break space. */
export function swedish(text: string): string {
  return grouped(text, '\u00a0', ',');
}

export function english(text: string): string {
  return grouped(text, ',', '.');
}

function grouped(text: string, group: string, point: string): string {
  const negative = text.startsWith('-');
  const [whole = '', part] = (negative ? text.slice(1) : text).split('.');
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return `${negative ? '−' : ''}${thousands}${part === undefined ? '' : point + part}`;
}
