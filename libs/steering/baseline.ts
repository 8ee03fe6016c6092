import { TOTAL, type CellName } from './cell';
import { plain } from './decimal';
import { parsePeriod, type PeriodName } from './period';
import { isTargetRefusal, misfit, normalised, NUMBER, readNumber, type About } from './target-text';

/** One figure of a baseline text. `period` null: the text does not say which, or says it ambiguously. */
export interface BaselineReading {
  readonly cell: CellName;
  readonly period: PeriodName | null;
  readonly value: string;
}

/** A baseline (ingångsvärde) as it was read. `ambiguous`: given twice with different values; kept, shown, never compared. */
export interface Baseline {
  readonly text: string;
  /** The period somebody has said it is of. */
  readonly typed: PeriodName | null;
  readonly readings: readonly BaselineReading[];
  readonly ambiguous: readonly { readonly cell: CellName; readonly period: PeriodName | null }[];
}

interface Token {
  readonly kind: 'year' | 'part' | 'whole-year' | 'age' | 'sex' | 'number' | 'month';
  readonly text: string;
  readonly unit: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const MONTH =
  'jan(?:uari)?|feb(?:ruari)?|mar(?:s)?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const TOKEN = new RegExp(
  [
    '(?<part>[thq][1-4])(?![a-zåäö0-9])',
    `(?<month>(?:${MONTH})(?:-(?:${MONTH}))?)(?![a-zåäö])`,
    '(?<whole>helår(?:et)?)',
    '(?<age>\\d{1,3}(?:\\+|-\\d{1,3})?) ?år(?![a-zåäö])',
    '(?<year>(?:19|20)\\d\\d)(?![\\d%,.]\\d?%?)',
    `(?<number>${NUMBER})(?: ?(?<unit>%|‰|procent|mnkr|tkr|kr|st)(?![a-zåäö]))?`,
    '(?<sex>kvinnor|män|totalt|flickor|pojkar|[kmt])(?![a-zåäö0-9])',
  ].join('|'),
  'g',
);
const SEX: Record<string, CellName> = { k: 'K', m: 'M', t: 'T', kvinnor: 'K', män: 'M', totalt: 'T', flickor: 'K', pojkar: 'M' };

/**
 * Reads a baseline in the forms that occur: "19600 T2 2021", "T1-2021: 11,7%", "Helår 2021=8 Helår 2020=4",
 * "2019 K: 8 520 M: 4 458", "40 år K: 16% M: 13%". Figures in another unit than the measure's belong to a companion and are passed by.
 */
export function readBaseline(text: string, about: About, typed: PeriodName | null = null): Baseline {
  const readings = readFigures(
    tokens(
      normalised(text)
        .replace(/([thq]\d)-(?=\d{4})/g, '$1 ')
        .replace(/^(?:ingångsvärde|per tertial|utfall):? ?/g, ''),
    ),
    about,
  ).map((reading) => ({
    ...reading,
    period: typed ?? reading.period,
  }));
  const distinct = readings.filter(
    (reading, at) => readings.findIndex((other) => isSamePlace(other, reading) && other.value === reading.value) === at,
  );
  const ambiguous = distinct
    .filter((reading, at) => distinct.findIndex((other) => isSamePlace(other, reading)) !== at)
    .map(({ cell, period }) => ({ cell, period }));
  return { text, typed, readings: distinct, ambiguous };
}

const isSamePlace = (a: BaselineReading, b: BaselineReading): boolean => a.cell === b.cell && a.period === b.period;

function tokens(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map(({ groups = {} }) => {
    const unit = groups['unit'] ?? '';
    if (groups['part'] !== undefined) return { kind: 'part', text: groups['part'].toUpperCase(), unit };
    if (groups['month'] !== undefined) return { kind: 'month', text: groups['month'], unit };
    if (groups['whole'] !== undefined) return { kind: 'whole-year', text: '', unit };
    if (groups['age'] !== undefined) return { kind: 'age', text: groups['age'], unit };
    if (groups['year'] !== undefined) return { kind: 'year', text: groups['year'], unit };
    if (groups['sex'] !== undefined) return { kind: 'sex', text: groups['sex'], unit };
    return { kind: 'number', text: groups['number'] ?? '', unit };
  });
}

/** Walks the tokens with the period and cell last named; a single figure before its period takes the one that follows. */
function readFigures(all: readonly Token[], about: About): BaselineReading[] {
  const first = all.findIndex(({ kind }) => kind === 'number');
  const figuresFirst = first === 0 && all.filter(({ kind }) => kind === 'number').length === 1;
  const found: BaselineReading[] = [];
  let year: string | null = null;
  let part: string | null = null;
  let sex: CellName | null = null;
  let age: string | null = null;
  const walk = figuresFirst ? [...all.slice(1), ...all.slice(0, 1)] : all;
  walk.forEach((token, at) => {
    const before = walk[at - 1]?.kind;
    switch (token.kind) {
      case 'year':
        if (before !== 'part' && before !== 'month') part = null;
        year = token.text;
        [sex, age] = [null, null];
        return;
      case 'whole-year':
        [part, sex, age] = [null, null, null];
        return;
      case 'part':
      case 'month':
        part = token.text;
        [sex, age] = [null, null];
        return;
      case 'age':
        [age, sex] = [token.text, null];
        return;
      case 'sex':
        sex = SEX[token.text] ?? null;
        return;
      case 'number': {
        const value = readNumber(token.text.replace(/\.(\d{3})$/, ',$1'));
        if (isTargetRefusal(value) || misfit(value, token.unit, about, token.text)) return;
        found.push({ cell: cellOf(sex, age), period: periodOf(year, part, about), value: plain(value) });
      }
    }
  });
  return found;
}

function cellOf(sex: CellName | null, age: string | null): CellName {
  if (age === null) return sex ?? TOTAL;
  return sex === null || sex === TOTAL ? age : `${sex}/${age}`;
}

/** A cumulating value printed "T2" may be May–August or January–August: it stays untyped until somebody says. */
function periodOf(year: string | null, part: string | null, about: About): PeriodName | null {
  if (year === null) return null;
  if (part === null) return year;
  if (about.cumulates !== false && /^T[23]$/.test(part)) return null;
  if (/^[THQ]/.test(part)) return parsePeriod(`${year}-${part}`)?.name ?? null;
  const [from = '', to = from] = part.split('-').map((month) => String(MONTHS.indexOf(month.slice(0, 3)) + 1).padStart(2, '0'));
  return parsePeriod(`${year}-${from}..${year}-${to}`)?.name ?? null;
}
