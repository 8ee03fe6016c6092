import type { Supposition } from '@styrbord/steering/laboratory';

/** The whole question, as it stands in the address: whoever has the link asks the very same. */
export interface LaboratorySearch {
  readonly cell?: string;
  readonly target?: string;
  readonly tolerance?: string;
  readonly reference?: string;
  readonly formula?: string;
  readonly baseline?: string;
  readonly screen?: string;
  /** Periods with a comma between; `inga` for none at all. */
  readonly limitsFrom?: string;
  /** The commit at which the history was known. */
  readonly knownAt?: string;
}

const MEMBERS = ['cell', 'target', 'tolerance', 'reference', 'formula', 'baseline', 'screen', 'limitsFrom', 'knownAt'] as const;
/** All values of the segment, in the place of a number of them. */
export const ALL = 'all';
const NO_LIMITS = 'inga';

/** A number or a flag in an address comes back as one. */
export function readLaboratorySearch(raw: Readonly<Record<string, unknown>>): LaboratorySearch {
  return Object.fromEntries(
    MEMBERS.flatMap((member) => {
      const value = raw[member];
      const isGiven = (typeof value === 'string' && value.trim() !== '') || typeof value === 'number' || typeof value === 'boolean';
      return isGiven ? [[member, String(value)]] : [];
    }),
  );
}

/** As the server takes it; a comma is the decimal sign here, as it is in a target. */
export function suppositionOf(search: LaboratorySearch): Supposition {
  const { target, tolerance, reference, formula, baseline, screen, limitsFrom } = search;
  return {
    ...(target === undefined ? {} : { target }),
    ...(tolerance === undefined ? {} : { tolerance: tolerance.trim().replace(',', '.').replace('−', '-') }),
    ...(reference === undefined ? {} : { reference }),
    ...(formula === undefined ? {} : { formula }),
    ...(baseline === undefined ? {} : { baselinePoints: baseline === ALL ? null : Number(baseline) }),
    ...(screen === undefined ? {} : { screen: screen === 'true' }),
    ...(limitsFrom === undefined ? {} : { limitsFrom: limitsFrom === NO_LIMITS ? [] : limitsFrom.split(/[\s,;]+/).filter(Boolean) }),
  };
}
