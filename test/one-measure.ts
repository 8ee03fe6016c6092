import type { Measure, MeasureGiven } from '@styrbord/steering/measure';
import type { Entry } from '@styrbord/steering/series';
import type { Structure } from '@styrbord/steering/structure';
import { readTarget } from '@styrbord/steering/target';

export const KNOWN = { no: 1, index: 0, at: '2022-05-02T08:00:00.000Z' };

export const SHARE: MeasureGiven = { id: 'm', name: { sv: 'Mått' }, kind: 'share', better: 'higher', decimals: 1, rhythm: 'month' };

export const entry = (value: string): Entry => ({
  ...KNOWN,
  kind: 'recorded',
  value,
  numerator: null,
  denominator: null,
  status: 'final',
  source: null,
  note: null,
  spread: null,
  reason: null,
});

/** The unit `u` with the measure `m` in its versions, and the target that holds from `from` to 2025, if any. */
export function structureOf(versions: readonly Measure[], target: string | null, from = '2019'): Structure {
  const measure = versions[versions.length - 1] as Measure;
  const { kind, unitOfMeasure, better, cumulates } = measure;
  const reading = target === null ? null : readTarget(target, { kind, unitOfMeasure, better, cumulates });
  const unit = {
    id: 'u',
    kind: 'unit',
    provider: 'own',
    setting: null,
    from: null,
    closedOn: null,
    closedBy: null,
    successors: null,
    no: 1,
  } as const;
  const since = { from: null, no: 1, decision: null };
  const scope = { measure: 'm', unit: 'u', cell: null, from, to: '2025', tolerance: null, applied: false, baseline: null, decision: null };
  return {
    organisation: {
      units: { u: { ...unit, names: [{ name: { sv: 'Enheten' }, ...since }], parents: [{ parent: null, ...since }], classes: [] } },
      reorganisations: [],
    },
    measures: new Map([['m', { versions: versions.map((each, at) => ({ measure: each, version: at + 1, ...KNOWN })) }]]),
    plans: new Map(),
    targets: new Map(reading === null || target === null ? [] : [['m', [{ ...scope, ...KNOWN, text: target, reading }]]]),
  };
}
