import type { DocumentMeasurement, StyrbordDocument } from '@styrbord/steering/document';
import { idOf, linesOf } from './shared-data';

/** "En god vård" (Socialstyrelsen): indicators by county, with the publisher's own figure for the country. */
export const GOOD_CARE_FILE = '01_se_en_god_vard/Datalista-En-god-vard.csv';
export const DIAGNOSES_FILE = '01_se_en_god_vard/pag-sjp-diagnos-hela-sverige.csv';
export const COUNTRY = 'riket';

const COUNTIES = 21;
const CELLS: Readonly<Record<string, string>> = { Totalt: 'T', Kvinnor: 'K', Man: 'M' };
/** As far as a value, printed with five decimals, can be from the whole number it was divided of. */
const WHOLE_WITHIN = 0.02;

interface Line {
  readonly indicator: string;
  readonly name: string;
  readonly county: string;
  readonly cell: string;
  readonly period: string;
  /** Null where the publisher hides it: fewer than ten patients. */
  readonly value: number | null;
  readonly people: number;
}

/** An indicator's figures for all counties in one period, and the publisher's for the country. */
export interface Group {
  readonly indicator: string;
  readonly name: string;
  readonly cell: string;
  readonly period: string;
  readonly counties: readonly Line[];
  readonly country: number;
  /** Whether every county's value is a quotient of whole numbers, so that its numerator can be told. */
  readonly isCounted: boolean;
}

/** Shares in per cent that have a denominator in every county. */
export function groups(): Group[] {
  const lines = linesOf(GOOD_CARE_FILE, { delimiter: ';', encoding: 'latin1' }).filter(({ type, n }) => type === 'Procent' && n !== '');
  const all = new Map<string, Line[]>();
  for (const { ind_id = '', name_short = '', geo_cat = '', cat_type, sex_all = '', period = '', value, n } of lines) {
    const cell = CELLS[sex_all];
    const named = periodIn(period);
    if (!cell || !named || cat_type === 'UTB') continue;
    const key = `${ind_id} ${cell} ${named}`;
    const line = {
      indicator: ind_id,
      name: name_short,
      county: idOf(geo_cat),
      cell,
      period: named,
      value: value ? Number(value) : null,
      people: Number(n),
    };
    all.set(key, [...(all.get(key) ?? []), line]);
  }
  return [...all.values()].flatMap((found): Group[] => {
    const country = found.find(({ county }) => county === COUNTRY);
    const counties = found.filter(({ county }) => county !== COUNTRY);
    if (!country || country.value === null || counties.length !== COUNTIES || counties.some(({ people }) => !(people > 0))) return [];
    const { indicator, name, cell, period } = country;
    const isWhole = (count: number): boolean => Math.abs(count - Math.round(count)) < WHOLE_WITHIN;
    const isCounted = counties.every(({ value, people }) => value === null || isWhole((value * people) / 100));
    return [{ indicator, name, cell, period, counties, country: country.value, isCounted }];
  });
}

/** `2017`, `2018 (varen)`, `2014-2016`, `2016-01-01` as months. */
function periodIn(text: string): string | null {
  const [, from, to] = /^((?:19|20)\d\d)(?:-((?:19|20)\d\d))?(?: \(varen\)|-01-01)?$/.exec(text.trim()) ?? [];
  if (from === undefined) return null;
  if (/varen/.test(text)) return `${from}-H1`;
  return to === undefined ? from : `${from}-01..${to}-12`;
}

export const measureOf = ({ indicator }: Pick<Group, 'indicator'>): string => `gv-${indicator}`;

export function goodCareDocument(counted: readonly Group[]): StyrbordDocument {
  const counties = [...new Set(counted.flatMap((group) => group.counties.map(({ county }) => county)))].toSorted();
  const indicators = new Map(counted.map((group) => [group.indicator, group]));
  return {
    format: 'styrbord/1',
    units: [
      { id: COUNTRY, name: { sv: 'Riket' }, kind: 'region' },
      ...counties.map((id) => ({ id, name: { sv: id }, kind: 'county', parent: COUNTRY })),
    ],
    measures: [...indicators.values()].map((group) => ({
      id: measureOf(group),
      name: { sv: group.name },
      kind: 'share',
      unitOfMeasure: '%',
      decimals: 2,
      cells: ['T', 'K', 'M'],
      rhythm: 'year',
    })),
    measurements: counted.flatMap((group) =>
      group.counties.flatMap(({ county, value, people }): DocumentMeasurement[] => {
        if (value === null) return [];
        const [numerator, denominator] = [Math.round((value * people) / 100), Math.round(people)];
        return [{ measure: measureOf(group), unit: county, cell: group.cell, period: group.period, numerator, denominator }];
      }),
    ),
  };
}

/** Lines of the diagnoses whose own figures contradict each other: the same chapter twice, or T that is not K + M. */
export function contradictingDiagnoses(): string[] {
  const lines = linesOf(DIAGNOSES_FILE);
  const keyOf = ({ ar, kvartal, diagnoskapitel_kod }: Record<string, string>): string => `${ar} kvartal ${kvartal}, ${diagnoskapitel_kod}`;
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(keyOf(line), (counts.get(keyOf(line)) ?? 0) + 1);
  return lines
    .filter(({ antal, antal_kvinnor, antal_man }) => {
      const [all, women, men] = [antal, antal_kvinnor, antal_man].map(Number) as [number, number, number];
      return [all, women, men].every(Number.isFinite) && all !== women + men;
    })
    .map((line) => `${keyOf(line)}: ${line['antal']} ≠ ${line['antal_kvinnor']} + ${line['antal_man']} (${counts.get(keyOf(line))} rader)`);
}
