import type { DocumentMeasurement, StyrbordDocument } from '@styrbord/steering/document';
import { idOf, linesOf } from './shared-data';

/** England's emergency departments, trust by trust and month by month: attendances, and those not seen off within four hours. */
export const EMERGENCY_FILE = '07_en_ae_4h/ae_attendances.csv';
export const ENGLAND = 'england';

export interface Attended {
  readonly trust: string;
  readonly month: string;
  readonly type: string;
  readonly attendances: number;
  readonly within: number;
}

export function attended(): Attended[] {
  return linesOf(EMERGENCY_FILE).map(({ period = '', org_code = '', type = '', attendances, breaches }) => ({
    trust: idOf(org_code),
    month: period.slice(0, 7),
    type,
    attendances: Number(attendances),
    within: Number(attendances) - Number(breaches),
  }));
}

/** Each trust's share within four hours, of all types of department and of the major ones (type 1). */
export function emergencyDocument(lines: readonly Attended[]): StyrbordDocument {
  const measure = (id: string, name: string) => ({
    id,
    name: { sv: name },
    kind: 'share' as const,
    unitOfMeasure: '%',
    decimals: 1,
    better: 'higher' as const,
    rhythm: 'month' as const,
  });
  const trusts = [...new Set(lines.map(({ trust }) => trust))].toSorted();
  return {
    format: 'styrbord/1',
    units: [
      { id: ENGLAND, name: { sv: 'England' }, kind: 'region' },
      ...trusts.map((id) => ({ id, name: { sv: id.toUpperCase() }, kind: 'trust', parent: ENGLAND })),
    ],
    measures: [measure('inom-4h', 'Inom fyra timmar'), measure('inom-4h-typ-1', 'Inom fyra timmar, typ 1')],
    targets: ['inom-4h', 'inom-4h-typ-1'].map((id) => ({ measure: id, unit: ENGLAND, text: '95 %', period: '2016', to: '2019' })),
    measurements: [
      ...summed(lines, 'inom-4h'),
      ...summed(
        lines.filter(({ type }) => type === '1'),
        'inom-4h-typ-1',
      ),
    ],
  };
}

function summed(lines: readonly Attended[], measure: string): DocumentMeasurement[] {
  const sums = new Map<string, { unit: string; period: string; numerator: number; denominator: number }>();
  for (const { trust, month, attendances, within } of lines) {
    const key = `${trust} ${month}`;
    const sum = sums.get(key) ?? { unit: trust, period: month, numerator: 0, denominator: 0 };
    sums.set(key, { ...sum, numerator: sum.numerator + within, denominator: sum.denominator + attendances });
  }
  return [...sums.values()].map((sum) => ({ measure, ...sum }));
}
