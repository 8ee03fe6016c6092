import { decimal, decimalsOf, plain, swedish, type Decimal } from './decimal';
import type { Better, MeasureKind } from './measure';
import { parsePeriod, type PeriodName } from './period';
import { MONTHS } from './period-words';
import type { Name } from './scorecard';

/** What a target text is read against. `cumulates` null: not known yet, both readings are open. */
export interface About {
  readonly kind: MeasureKind;
  readonly unitOfMeasure: string;
  readonly better: Better;
  readonly cumulates: boolean | null;
}

export interface TargetRefusal {
  readonly code: string;
  readonly given: string;
  readonly sv: string;
  readonly en: string;
}

/** What an outcome is held against, as the text names it. */
export type ReferenceName =
  | { readonly of: 'year'; readonly year: number }
  | { readonly of: 'period'; readonly period: PeriodName }
  | { readonly of: 'latest' }
  | { readonly of: 'previous-year' }
  | { readonly of: 'baseline' };

/** A number as targets print it: spaces group thousands, the comma is the decimal sign. */
export const NUMBER = '[-+]?(?:\\d{1,3}(?: \\d{3})+(?!\\d)|\\d+)(?:[,.]\\d+)?';
export const UNIT = '(?:%|‰|[a-zåäöé]+(?:kronor| kronor)?)?';

const DIGITS_MAX = 15;
const UNIT_WORDS: Record<string, string> = {
  procent: '%',
  promille: '‰',
  mkr: 'mnkr',
  'miljoner kronor': 'mnkr',
  kronor: 'kr',
  stycken: 'st',
  antal: 'st',
  månader: 'mån',
  månad: 'mån',
};

/** Lower case, plain spaces and hyphens: what the reading looks at. The text itself is kept as printed. */
export function normalised(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s\u00a0\u2007\u2009\u202f]+/g, ' ')
    .replace(/[−‐‑]/g, '-')
    .replace(/\+ ?\/ ?-|\+-/g, '±')
    .replace(/[.!]+$/, '')
    .trim();
}

export function refuse(code: string, given: string, sv: string, en: string): TargetRefusal {
  return { code, given, sv, en };
}

export function isTargetRefusal(reading: object): reading is TargetRefusal {
  return 'code' in reading;
}

/** A printed number as an exact decimal, or why it cannot be one. `43.000` could be either and is refused. */
export function readNumber(text: string): Decimal | TargetRefusal {
  const digits = text.replace(/[^\d]/g, '');
  if (digits.length > DIGITS_MAX) {
    return refuse(
      'number-too-large',
      text,
      `talet ${text} har fler än ${DIGITS_MAX} siffror`,
      `the number ${text} has more than ${DIGITS_MAX} digits`,
    );
  }
  if (/\.\d{3}$/.test(text)) {
    return refuse(
      'ambiguous-number',
      text,
      `${text} kan läsas som tusental eller som decimaltal; skriv ${text.replace('.', ' ')} eller ${text.replace('.', ',')}`,
      `${text} may be thousands or a decimal; write ${text.replace('.', ' ')} or ${text.replace('.', ',')}`,
    );
  }
  return decimal(text.replace(/ /g, '').replace('+', '').replace(',', '.'));
}

function canonicalUnit(unit: string): string {
  const word = normalised(unit);
  return UNIT_WORDS[word] ?? word;
}

/** Checks a figure and its printed unit against the measure: 43 000 is no share, 97,5 no count. */
export function misfit(value: Decimal, unit: string, about: About, printedAs: string): TargetRefusal | null {
  const own = canonicalUnit(about.unitOfMeasure);
  const given = canonicalUnit(unit);
  const fits =
    given === '' ||
    given === own ||
    (about.kind === 'count' && given === 'st') ||
    (own === '' && (about.kind === 'share') === (given === '%' || given === '‰'));
  if (!fits) {
    const named = about.unitOfMeasure || (about.kind === 'share' ? '%' : 'st');
    return refuse(
      'unit-mismatch',
      printedAs,
      `enheten ”${unit}” passar inte; måttet anges i ${named}`,
      `the unit “${unit}” does not fit; the measure is in ${named}`,
    );
  }
  if (about.kind === 'share') {
    const whole = own === '‰' ? 1000 : 100;
    if (value.lt(0) || value.gt(whole)) {
      return refuse(
        'share-out-of-range',
        printedAs,
        `${swedish(plain(value))} lästes som en andel; en andel ligger mellan 0 och ${whole} ${own || '%'}`,
        `${swedish(plain(value))} was read as a share; a share lies between 0 and ${whole} ${own || '%'}`,
      );
    }
  }
  if (about.kind === 'count' && value.lt(0))
    return refuse(
      'negative-count',
      printedAs,
      'ett antal kan inte vara negativt; ange 0 eller mer',
      'a count cannot be negative; give 0 or more',
    );
  if (about.kind === 'count' && decimalsOf(plain(value)) > 0) {
    return refuse(
      'decimal-for-count',
      printedAs,
      `${swedish(plain(value))} angavs för ett antal; bara hela tal`,
      `${swedish(plain(value))} given for a count; whole numbers only`,
    );
  }
  return null;
}

/** `2021`, `samma period 2021`, `T1 2021`, `april 2021`, `helår 2020`, `senaste mätning`, `föregående år`, `ingångsvärdet`. */
export function readReference(text: string): ReferenceName | null {
  const words = text.replace(/^(?:utfallet|värdet|nivån)(?: för| under)? /, '').trim();
  if (/^(?:den )?(?:senaste|föregående|förra) (?:mätning(?:en)?|värdet?)$/.test(words)) return { of: 'latest' };
  if (/^(?:samma period )?(?:föregående|förra) år(?:et)?$/.test(words)) return { of: 'previous-year' };
  if (/^ingångsvärdet?$/.test(words)) return { of: 'baseline' };
  const year = /^(?:samma period |år |helår(?:et)? )?((?:19|20)\d\d)$/.exec(words);
  if (year) return { of: 'year', year: Number(year[1]) };
  const found = readPeriod(words);
  return found === null ? null : { of: 'period', period: found };
}

function readPeriod(words: string): PeriodName | null {
  const part = /^([thq]\d)[ -]?((?:19|20)\d\d)$/.exec(words) ?? /^(?:kvartal )(\d) ((?:19|20)\d\d)$/.exec(words);
  if (part) return parsePeriod(`${part[2]}-${(part[1] ?? '').length === 1 ? `Q${part[1]}` : (part[1] ?? '').toUpperCase()}`)?.name ?? null;
  const month = /^([a-zåäö]+) ((?:19|20)\d\d)$/.exec(words);
  const index = month ? MONTHS.sv.findIndex((name) => name === month[1]) : -1;
  if (month && index >= 0) return `${month[2]}-${String(index + 1).padStart(2, '0')}`;
  return parsePeriod(words.toUpperCase())?.name ?? null;
}

export function sayReference(reference: ReferenceName): Name {
  switch (reference.of) {
    case 'year':
      return { sv: String(reference.year), en: String(reference.year) };
    case 'period':
      return { sv: reference.period, en: reference.period };
    case 'latest':
      return { sv: 'senaste mätning', en: 'the latest measurement' };
    case 'previous-year':
      return { sv: 'samma period föregående år', en: 'the same period of the previous year' };
    case 'baseline':
      return { sv: 'ingångsvärdet', en: 'the baseline' };
  }
}

/** A figure with the measure's unit: `43 000 st`, `24,8 %`. */
export function sayFigure(value: string, about: About): Name {
  const unit = about.unitOfMeasure || (about.kind === 'share' ? '%' : '');
  const tail = unit === '' || !/^(?:%|‰|[a-zåäöé]+(?:kronor| kronor)?)$/i.test(unit) ? '' : `\u00a0${unit}`;
  return { sv: swedish(value) + tail, en: swedish(value) + tail };
}

export const DIRECTION_MISSING = (given: string): TargetRefusal =>
  refuse(
    'level-without-direction',
    given,
    `”${given}” lästes som en nivå, men måttet säger inte om högre eller lägre är bättre; skriv ”minst …” eller ”högst …”, eller ange riktningen på måttet`,
    `“${given}” was read as a level, but the measure does not say whether higher or lower is better; write “minst …” or “högst …”, or state the direction on the measure`,
  );
