import type { Json } from '@styrbord/proof/canonical';
import type { Recorded } from '@styrbord/eventsourcing/ledger';
import type { View } from '@styrbord/eventsourcing/view';
import { evolveOrganisation, NO_UNITS, type Organisation } from '../organisation';
import type { Plan } from '../plan';
import { evolveTargets, type TargetFact } from '../series';
import { evolveMeasure, evolvePlan, NO_MEASURE, NO_PLAN, type MeasureVersions, type PlanVersions, type Structure } from '../structure';
import type { Measure } from '../measure';
import { eventOf, knownOf } from './recorded';

export const ORGANISATION_ID = 'organisation';

/** Organisation, measures, plans and targets: what every boards process holds in memory. */
export const structureView: View = {
  name: 'structure',
  version: 1,
  documents({ fact }) {
    const id = documentOf(fact);
    return id === null ? [] : [id];
  },
  initial: (id) => initialBody(id) as Json,
  evolve: (body, recorded, id) => evolveBody(body, recorded, id) as Json,
};

function documentOf({ type, data }: Recorded['fact']): string | null {
  if (type.startsWith('unit-')) return ORGANISATION_ID;
  if (type === 'measure-defined') return `measure/${(data as unknown as Measure).id}`;
  if (type === 'measure-redefined') return `measure/${(data as unknown as { measure: Measure }).measure.id}`;
  if (type === 'plan-updated') return `plan/${(data as unknown as { plan: Plan }).plan.id}`;
  if (type === 'plan-adopted') return `plan/${(data as unknown as { plan: string }).plan}`;
  return type === 'target-set' ? `targets/${(data as unknown as TargetFact).measure}` : null;
}

function initialBody(id: string): unknown {
  if (id === ORGANISATION_ID) return NO_UNITS;
  if (id.startsWith('measure/')) return NO_MEASURE;
  return id.startsWith('plan/') ? NO_PLAN : [];
}

function evolveBody(body: unknown, recorded: Recorded, id: string): unknown {
  const event = eventOf(recorded);
  const known = knownOf(recorded);
  const decision = recorded.fact.meta.decision ?? null;
  if (id === ORGANISATION_ID) return evolveOrganisation(body as Organisation, event, known.no);
  if (id.startsWith('measure/')) return evolveMeasure(body as MeasureVersions, event, known);
  if (id.startsWith('plan/')) return evolvePlan(body as PlanVersions, event, known, decision);
  return evolveTargets(body as readonly TargetFact[], event, known, decision);
}

/** The structure a set of documents makes. */
export function structureOf(documents: Iterable<{ readonly id: string; readonly body: Json }>): Structure {
  let organisation: Organisation = NO_UNITS;
  const measures = new Map<string, MeasureVersions>();
  const plans = new Map<string, PlanVersions>();
  const targets = new Map<string, readonly TargetFact[]>();
  for (const { id, body } of documents) {
    const name = id.slice(id.indexOf('/') + 1);
    if (id === ORGANISATION_ID) organisation = body as unknown as Organisation;
    else if (id.startsWith('measure/')) measures.set(name, body as unknown as MeasureVersions);
    else if (id.startsWith('plan/')) plans.set(name, body as unknown as PlanVersions);
    else targets.set(name, body as unknown as readonly TargetFact[]);
  }
  return { organisation, measures, plans, targets };
}
