import type { Language } from './language';

const NO_BREAK = '\u00a0';
const MINUS = '\u2212';

/**
 * A decimal string as people read it: "18464" is "18 464", "-1.3" is "−1,3". Digits are moved, never computed with, so none is lost.
 * @param decimals at most this many are shown, rounded half away from zero; all of them without it
 */
export function sayNumber(
  value: string,
  { language, decimals, sign = false }: { language: Language; decimals?: number; sign?: boolean },
): string {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(value.trim());
  if (!match) return value;
  const { whole, fraction } = rounded(match[2] ?? '0', match[3] ?? '', decimals);
  const zero = !/[1-9]/.test(whole + fraction);
  const before = zero ? '' : match[1] === '-' ? MINUS : sign ? '+' : '';
  return before + grouped(whole, language) + (fraction ? (language === 'sv' ? ',' : '.') + fraction : '');
}

/** The number with its unit of measure: "24,8 %", "−16 mnkr". */
export function sayQuantity(value: string, unit: string, options: { language: Language; decimals?: number }): string {
  const number = sayNumber(value, options);
  return unit ? number + NO_BREAK + unit : number;
}

/** "2026-11-23T20:14:05Z" as "2026-11-23", in the reader's own time zone. */
export function sayDate(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
}

/** "2026-11-23 20:14", in the reader's own time zone. */
export function sayMoment(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : `${sayDate(at)} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function sayTime(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':');
}

/** What a person typed, as a decimal string; null when it is no number. Comma and point are both the decimal sign, a space groups. */
export function readNumber(typed: string): string | null {
  const bare = typed
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(/[\u2212\u2013]/g, '-')
    .replace(',', '.')
    .replace(/%$/, '');
  return /^[+-]?\d+(\.\d+)?$/.test(bare) ? bare.replace(/^\+/, '') : null;
}

function rounded(whole: string, fraction: string, decimals: number | undefined): { whole: string; fraction: string } {
  if (decimals === undefined || fraction.length <= decimals) return { whole, fraction };
  const kept = BigInt(whole + fraction.slice(0, decimals)) + (Number(fraction[decimals]) >= 5 ? 1n : 0n);
  const digits = kept.toString().padStart(decimals + 1, '0');
  const at = digits.length - decimals;
  return { whole: digits.slice(0, at), fraction: digits.slice(at) };
}

function grouped(whole: string, language: Language): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, language === 'sv' ? NO_BREAK : ',');
}

function two(part: number): string {
  return String(part).padStart(2, '0');
}
