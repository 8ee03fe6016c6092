import type { DocumentMeasurement, StyrbordDocument } from '@styrbord/steering/document';
import { idOf, linesOf } from './shared-data';

/** Region Halland's published board of indicators, most from Kolada: its own change, rank and signal, and every region's values. */
export const KOLADA_FOLDER = '02_se_halland_kolada';
export const HALLAND = 'halland';

export interface Published {
  readonly id: string;
  readonly name: string;
  readonly isShare: boolean;
  readonly lowerIsBetter: boolean;
  readonly hasDirection: boolean;
  readonly latest: number;
  readonly change: number | null;
  readonly rank: number | null;
  readonly signal: string;
  /** Year by year. */
  readonly halland: ReadonlyMap<string, string>;
  /** Of the regions in Halland's latest year, itself included. */
  readonly regions: ReadonlyMap<string, number>;
}

/** What is no region: the country, and the band that the best three make. */
const isRegion = (name: string): boolean => name !== 'Riket' && !name.startsWith('Top-3');

export function published(): Published[] {
  const values = new Map<string, Map<string, Map<string, string>>>();
  for (const { kpi_id = '', region = '', period = '', value = '' } of linesOf(`${KOLADA_FOLDER}/region_values_long.csv`)) {
    if (value === '') continue;
    const of = values.get(kpi_id) ?? new Map<string, Map<string, string>>();
    values.set(kpi_id, of);
    of.set(region, (of.get(region) ?? new Map<string, string>()).set(period.slice(0, 4), value));
  }
  return linesOf(`${KOLADA_FOLDER}/indicators.csv`).map((line) => {
    const of = values.get(line['kpi_id'] ?? '') ?? new Map<string, Map<string, string>>();
    const halland = new Map([...(of.get('Halland') ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const year = [...halland.keys()].at(-1) ?? '';
    const number = (text: string | undefined): number | null => (text === undefined || text === '' ? null : Number(text));
    return {
      id: line['kpi_id'] ?? '',
      name: line['name'] ?? '',
      isShare: line['unit'] === 'procent',
      lowerIsBetter: line['lower_is_better'] === 'True',
      hasDirection: line['no_direction'] !== 'True',
      latest: Number(line['halland_latest']),
      change: number(line['halland_change']),
      rank: number(line['rank']),
      signal: line['halland_status'] ?? '',
      halland,
      regions: new Map(
        [...of].flatMap(([region, years]) => (isRegion(region) && years.has(year) ? [[region, Number(years.get(year))] as const] : [])),
      ),
    };
  });
}

export const koladaMeasure = ({ id }: Published): string => idOf(id);

/** Halland's years, of what is a value of a year and points some way; printed values, without denominators. */
export function koladaDocument(all: readonly Published[]): StyrbordDocument {
  return {
    format: 'styrbord/1',
    units: [{ id: HALLAND, name: { sv: 'Region Halland' }, kind: 'region' }],
    measures: all.map((one) => ({
      id: koladaMeasure(one),
      name: { sv: one.name },
      kind: 'index',
      unitOfMeasure: one.isShare ? '%' : '',
      decimals: 1,
      better: one.hasDirection ? (one.lowerIsBetter ? 'lower' : 'higher') : 'neutral',
      rhythm: 'year',
    })),
    measurements: all.flatMap((one) =>
      [...one.halland].map(([period, value]): DocumentMeasurement => ({
        measure: koladaMeasure(one),
        unit: HALLAND,
        period,
        value,
        asPrinted: true,
      })),
    ),
  };
}

/** Where the board's change is not the difference of the values it prints. */
export function otherChanges(all: readonly Published[]): string[] {
  return all.flatMap(({ id, change, halland }) => {
    const [before, last] = [...halland.values()].slice(-2).map(Number);
    if (change === null || before === undefined || last === undefined) return [];
    const difference = Number((last - before).toFixed(6));
    return difference === change ? [] : [`${id}: ${change} ≠ ${last} − ${before} = ${difference}`];
  });
}

/** Where the board's rank is not one more than the regions that are better. */
export function otherRanks(all: readonly Published[]): string[] {
  return all.flatMap(({ id, rank, latest, lowerIsBetter, regions }) => {
    const better = [...regions.values()].filter((value) => (lowerIsBetter ? value < latest : value > latest)).length;
    const same = [...regions.values()].filter((value) => value === latest).length;
    return rank === null || rank === better + 1 ? [] : [`${id}: plats ${rank} ≠ ${better + 1} (${same} regioner har ${latest})`];
  });
}
