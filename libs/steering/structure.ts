import type { DateText, SteeringEvent } from './events';
import type { Measure } from './measure';
import { ancestorsOf, type Organisation } from './organisation';
import { parsePeriod, contains, type Period } from './period';
import { inherited, type Plan } from './plan';
import type { Known, TargetFact } from './series';
import { evolveJudgements, type JudgementFact } from './signed-judgement';

export interface MeasureVersions {
  readonly versions: readonly {
    readonly measure: Measure;
    readonly version: number;
    readonly no: number;
    readonly index: number;
    readonly at: string;
  }[];
}

export interface PlanVersions {
  readonly versions: readonly {
    readonly plan: Plan;
    readonly version: number;
    readonly adopted: boolean;
    readonly decision: string | null;
    readonly no: number;
    readonly index: number;
    readonly at: string;
  }[];
  /** What persons judged of its goals and perspectives, in the order it became known. */
  readonly judgements?: readonly JudgementFact[];
}

export const NO_MEASURE: MeasureVersions = { versions: [] };
export const NO_PLAN: PlanVersions = { versions: [] };

/** Organisation, measures, plans and targets as they are known: small, and held in memory where boards are read. */
export interface Structure {
  readonly organisation: Organisation;
  /** Set where not every unit's name may be told. */
  readonly sees?: (unit: string) => boolean;
  /** Set where it is read as of a date: `organisation` is then what it was, or is to be, that day, and this is all of it. */
  readonly asOf?: { readonly date: DateText; readonly organisation: Organisation };
  readonly measures: ReadonlyMap<string, MeasureVersions>;
  readonly plans: ReadonlyMap<string, PlanVersions>;
  /** By measure, in the order they were decided, over all units. */
  readonly targets: ReadonlyMap<string, readonly TargetFact[]>;
}

export function evolveMeasure(state: MeasureVersions, event: SteeringEvent, { no, index, at }: Known): MeasureVersions {
  if (event.type === 'measure-defined') return { versions: [{ measure: event.data, version: 1, no, index, at }] };
  if (event.type === 'measure-redefined') return { versions: [...state.versions, { ...event.data, no, index, at }] };
  return state;
}

export function evolvePlan(
  state: PlanVersions,
  event: SteeringEvent,
  known: Known,
  { decision = null, reason = '' }: { readonly decision?: string | null; readonly reason?: string },
): PlanVersions {
  const { no, index, at } = known;
  if (event.type === 'judgement-signed' || event.type === 'judgement-withdrawn')
    return { ...state, judgements: evolveJudgements(state.judgements ?? [], event, known, reason) };
  if (event.type === 'plan-updated')
    return { ...state, versions: [...state.versions, { ...event.data, adopted: false, decision: null, no, index, at }] };
  if (event.type === 'plan-adopted') {
    return {
      ...state,
      versions: state.versions.map((version) =>
        version.version === event.data.version ? { ...version, adopted: true, decision } : version,
      ),
    };
  }
  return state;
}

export function currentMeasure(versions: MeasureVersions | null | undefined): Measure | null {
  return versions?.versions[versions.versions.length - 1]?.measure ?? null;
}

export function measureOf(structure: Structure, id: string): Measure | null {
  return currentMeasure(structure.measures.get(id));
}

export function companionsOf(structure: Structure, id: string): Measure[] {
  return [...structure.measures.keys()].toSorted().flatMap((other) => {
    const measure = measureOf(structure, other);
    return measure?.companionOf === id ? [measure] : [];
  });
}

export interface PlanInForce {
  readonly plan: Plan;
  readonly version: number;
}

/** The plan a unit is read with: its own, else the nearest above; with what the plans above it decided filled in. */
export function planFor(structure: Structure, unit: string, period: Period): PlanInForce | null {
  const inForce = [unit, ...ancestorsOf(structure.organisation, unit)].flatMap((id) => {
    const found = latestPlanOf(structure, id, period);
    return found ? [found] : [];
  });
  const nearest = inForce[0];
  if (!nearest) return null;
  const plan = inForce.toReversed().reduce<Plan | null>((above, { plan: own }) => inherited(own, above), null);
  return plan ? { plan, version: nearest.version } : null;
}

function latestPlanOf({ plans }: Structure, unit: string, period: Period): PlanInForce | null {
  const current = [...plans.values()]
    .flatMap(({ versions }) => versions.slice(-1))
    .filter(({ plan }) => {
      const held = plan.unit === unit ? parsePeriod(plan.period) : null;
      return held !== null && contains(held, period);
    });
  return current.reduce<(typeof current)[number] | null>(
    (latest, other) => (latest === null || other.no > latest.no ? other : latest),
    null,
  );
}

export function currentMeasureFact(versions: MeasureVersions | undefined): MeasureVersions['versions'][number] | null {
  return versions?.versions[versions.versions.length - 1] ?? null;
}
