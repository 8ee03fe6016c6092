import type { DocumentMeasurement, StyrbordDocument } from '../document';
import { Chance } from './chance';

const SEED = 20_220_601;
const SHARE_CORRECTED = 0.01;
/** Of the numerator first reported. */
const DEVIATION = 0.04;

type Quotient = DocumentMeasurement & { readonly numerator: number; readonly denominator: number };

/** What health centres reported wrongly and put right later, with the totals that follow: the document to take after the region's own. */
export function simulatedCorrections({ measurements }: StyrbordDocument, seed = SEED): StyrbordDocument {
  const chance = new Chance(seed);
  const settled = (measurements ?? []).filter(isSettled);
  const centres = settled.filter(({ unit }) => unit.startsWith('hc-'));
  const mistaken = centres.filter(() => chance.next() < SHARE_CORRECTED);
  const corrected = mistaken.map((row) => ({ ...row, numerator: correctedNumerator(row, chance) }));
  const moved = new Map<string, number>();
  for (const [at, row] of mistaken.entries())
    moved.set(placeOf(row), (moved.get(placeOf(row)) ?? 0) + (corrected[at]?.numerator ?? 0) - row.numerator);
  const totals = settled
    .filter((row) => !row.unit.startsWith('hc-') && moved.has(placeOf(row)))
    .map((row) => ({ ...row, numerator: row.numerator + (moved.get(placeOf(row)) ?? 0) }));
  return {
    format: 'styrbord/1',
    reason: 'Simulerad rättelse: enheten hade rapporterat ofullständigt underlag.',
    measurements: [...corrected, ...totals],
  };
}

const placeOf = ({ measure, period }: DocumentMeasurement): string => `${measure} ${period}`;

function isSettled(row: DocumentMeasurement): row is Quotient {
  return row.status === 'final' && typeof row.numerator === 'number' && typeof row.denominator === 'number';
}

/** Stays within a denominator it was within. */
function correctedNumerator({ numerator, denominator }: Quotient, chance: Chance): number {
  const most = numerator <= denominator ? denominator : Number.MAX_SAFE_INTEGER;
  return Math.min(most, Math.max(0, Math.round(numerator * (1 + chance.normal(0, DEVIATION)))));
}
