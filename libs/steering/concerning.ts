import type { AuditEvents } from './audit-events';
import type { SteeringEvents } from './events';

/** Every event of every ledger that the history shows. */
export type ToldEvents = SteeringEvents & AuditEvents;

/** Which units, which measure and which plan an event is about. */
export interface Concern {
  readonly units: readonly string[];
  readonly measure: string | null;
  readonly plan: string | null;
}

type Concerning<T extends keyof ToldEvents> = (data: ToldEvents[T]) => Concern;

const atUnit = ({ unit }: { readonly unit: string }): Concern => ({ units: [unit], measure: null, plan: null });
const atPlace = ({ unit, measure }: { readonly unit: string; readonly measure: string }): Concern => ({
  units: [unit],
  measure,
  plan: null,
});

const ofNone = (): Concern => ({ units: [], measure: null, plan: null });

/** Leaving an event out does not compile. */
const CONCERNS: { readonly [T in keyof ToldEvents]: Concerning<T> } = {
  'unit-established': atUnit,
  'unit-renamed': atUnit,
  'unit-moved': atUnit,
  'unit-reclassified': atUnit,
  'unit-merged': ({ units, into }) => ({ units: [...new Set([...units, into])], measure: null, plan: null }),
  'unit-split': ({ unit, into }) => ({ units: [...new Set([unit, ...into])], measure: null, plan: null }),
  'unit-closed': atUnit,
  'measure-defined': ({ id }) => ({ units: [], measure: id, plan: null }),
  'measure-redefined': ({ measure }) => ({ units: [], measure: measure.id, plan: null }),
  'plan-updated': ({ plan }) => ({ units: [plan.unit], measure: null, plan: plan.id }),
  'plan-adopted': ({ plan }) => ({ units: [], measure: null, plan }),
  'target-set': atPlace,
  'measurement-recorded': atPlace,
  'measurement-corrected': atPlace,
  'measurement-withdrawn': atPlace,
  'measurement-disputed': atPlace,
  'absence-recorded': atPlace,
  'comment-written': atPlace,
  'limits-renewed': atPlace,
  'limits-withdrawn': atPlace,
  'judgement-signed': ({ unit, plan }) => ({ units: [unit], measure: null, plan }),
  'judgement-withdrawn': ({ unit, plan }) => ({ units: [unit], measure: null, plan }),
  'access-granted': ({ units }) => ({ units: units === 'all' ? [] : units, measure: null, plan: null }),
  'access-revoked': ofNone,
  'erasure-requested': ofNone,
  'erasure-approved': ofNone,
  'erasure-withdrawn': ofNone,
  'export-made': atUnit,
  'evidence-pack-made': ({ unit, measures }) => ({
    units: unit === null ? [] : [unit],
    measure: measures?.length === 1 ? (measures[0] ?? null) : null,
    plan: null,
  }),
  'entries-read': ofNone,
  'subject-data-read': ofNone,
  'sample-note-written': ({ units, measure }) => ({ units, measure, plan: null }),
};

/** Null for a type that this version does not know. */
export function concernOf(type: string, data: unknown): Concern | null {
  const concerning = (CONCERNS as Readonly<Record<string, Concerning<never>>>)[type];
  return concerning ? concerning(data as never) : null;
}

const OF_EVERY_UNIT = /^(access-|erasure-|subject-|evidence-pack-made$|entries-read$)/;

/** What only somebody who sees every unit is told: who may do what, who is erased, and who took what is of everybody. */
export function isOfEveryUnit(type: string, units: readonly string[]): boolean {
  return OF_EVERY_UNIT.test(type) && units.length === 0;
}
