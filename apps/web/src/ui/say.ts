import type { TFunction } from 'i18next';
import { parsePeriod, yearOf } from '@styrbord/steering/period';
import type { CellName } from '@styrbord/steering/cell';
import type { Cell, Change, Row, Verdict } from '@styrbord/steering/scorecard';
import type { Language } from '../language/language';
import { sayNumber, sayQuantity } from '../language/numbers';
import { sayPeriod } from '@styrbord/steering/period-words';

/** How things of a scorecard are put in words, the same everywhere. */
export type Light = 'met' | 'onTrack' | 'near' | 'missed' | 'none';

const DECEMBER = 11;

/** A met year-total is "i fas" until the year has ended. */
export function lightOf(verdict: Verdict, cell: Cell | undefined, period: string): Light {
  if (verdict.result !== 'met') return verdict.result;
  const ending = parsePeriod(period);
  const open = ending !== null && ending.to - yearOf(ending.to) * 12 < DECEMBER;
  return open && cell?.path ? 'onTrack' : 'met';
}

/** The cells worth showing, T first. A total that nobody reports and nothing sums to is only a place in the answer. */
export function shownCells(row: Row): CellName[] {
  const names = [...new Set(['T', ...row.reported, ...Object.keys(row.cells)])].filter((name) => row.cells[name]);
  const parts = names.filter((name) => name !== 'T');
  const bare = !row.reported.includes('T') && !row.cells['T']?.outcome && parts.length > 0;
  return bare ? parts : names;
}

/** The cell that speaks for the row: T, else the first with a figure, else the first at all. */
export function leadingName(row: Row): CellName {
  const names = shownCells(row);
  return (
    names.find((name) => name === 'T' && row.cells[name]?.outcome) ?? names.find((name) => row.cells[name]?.outcome) ?? names[0] ?? 'T'
  );
}

export function leadingCell(row: Row): Cell | undefined {
  return row.cells[leadingName(row)];
}

export function sayCell(cell: string, t: TFunction): string {
  if (cell === 'T' || cell === 'K' || cell === 'M') return t(`cell.${cell}`);
  const both = /^([KM])\/(.+)$/.exec(cell);
  if (both) return t(both[1] === 'K' ? 'cell.women' : 'cell.men', { age: both[2] });
  if (/^\d/.test(cell)) return t('cell.age', { age: cell });
  return cell.replaceAll('-', ' ');
}

export function sayOutcome(value: string, row: Pick<Row, 'unitOfMeasure' | 'decimals'>, language: Language): string {
  return sayQuantity(value, row.unitOfMeasure, { language, decimals: row.decimals });
}

/** What there is room for beside an axis. */
const UNIT_CHARS_MAX = 4;

/** A figure of an axis; the last one says the unit. */
export function sayTick(
  tick: number,
  { last, unit, language }: { readonly last: number | undefined; readonly unit: string; readonly language: Language },
): string {
  const saysUnit = tick === last && unit.length <= UNIT_CHARS_MAX;
  return saysUnit ? sayQuantity(String(tick), unit, { language }) : sayNumber(String(tick), { language });
}

/** A mean or a limit: as many decimals as it is given with. */
export function sayLine(value: string, language: Language): string {
  return sayNumber(value, { language, decimals: value.split('.')[1]?.length ?? 0 });
}

export interface ChangeWords {
  readonly word: string;
  /** "−1,3 % (−5,8 … +3,5)" */
  readonly figures: string | null;
  readonly against: string;
}

export function sayChange(change: Change, row: Row, { t, language }: { t: TFunction; language: Language }): ChangeWords {
  const { reference, interval, result } = change;
  const against = t('change.against', { period: sayPeriod(reference.period, language), value: sayOutcome(reference.value, row, language) });
  if (!interval) {
    const word = result === 'better' ? t('change.signBetter') : result === 'worse' ? t('change.signWorse') : t('change.signNone');
    return { word, figures: null, against };
  }
  const number = (value: string, sign: boolean) => sayNumber(value, { language, decimals: 1, sign });
  const unit = interval.unit === '%' ? '%' : t('change.points');
  return {
    word: t(`change.${result}`),
    figures: `${number(interval.change, true)}\u00a0${unit} (${number(interval.lower, true)} … ${number(interval.upper, true)})`,
    against,
  };
}
