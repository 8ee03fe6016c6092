import type { Json } from '@styrbord/proof/canonical';
import type { Recorded } from '@styrbord/eventsourcing/ledger';
import type { View } from '@styrbord/eventsourcing/view';
import { evolveOrganisation, NO_UNITS, type Organisation } from '../organisation';
import { evolveTargets, type TargetFact } from '../series';
import { evolveMeasure, evolvePlan, NO_MEASURE, NO_PLAN, type MeasureVersions, type PlanVersions, type Structure } from '../structure';
import { eventOf, foldedInto, knownOf } from './recorded';

export const ORGANISATION_ID = 'organisation';

/** A document as it stands, and the facts it was folded from: any earlier form is the fold of those known by then. */
interface Kept {
  readonly now: Json;
  readonly facts: readonly Recorded[];
}

/** Organisation, measures, plans and targets: what every boards process holds in memory. */
export const structureView: View = {
  name: 'structure',
  version: 5,
  documents(recorded) {
    const id = documentOf(recorded);
    return id === null ? [] : [id];
  },
  initial: (id) => ({ now: initialBody(id) as Json, facts: [] }),
  evolve(body, recorded, id) {
    const { now, facts } = body as unknown as Kept;
    return { now: evolveBody(now, recorded, id), facts: [...facts, recorded] } as unknown as Json;
  },
};

/** A document as it stands. */
export const currentOf = (body: Json): Json => (body as unknown as Kept).now;

/** Commits that changed a document. */
export const changesIn = (body: Json): number[] => (body as unknown as Kept).facts.map(({ no }) => no);

/** A document as it was known at a commit, by the very `evolve` that made it; null before its first fact. */
export function knownBodyOf(id: string, body: Json, no: number): Json | null {
  const { now, facts } = body as unknown as Kept;
  const count = facts.findLastIndex((fact) => fact.no <= no) + 1;
  if (count === facts.length) return now;
  return count === 0 ? null : (facts.slice(0, count).reduce((before, fact) => evolveBody(before, fact, id), initialBody(id)) as Json);
}

function documentOf(recorded: Recorded): string | null {
  const event = eventOf(recorded);
  switch (event.type) {
    case 'measure-defined':
      return `measure/${event.data.id}`;
    case 'measure-redefined':
      return `measure/${event.data.measure.id}`;
    case 'plan-updated':
      return `plan/${event.data.plan.id}`;
    case 'plan-adopted':
    case 'judgement-signed':
    case 'judgement-withdrawn':
      return `plan/${event.data.plan}`;
    case 'target-set':
      return `targets/${event.data.measure}`;
    default:
      return foldedInto(recorded) === 'organisation' ? ORGANISATION_ID : null;
  }
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
  if (id === ORGANISATION_ID) return evolveOrganisation(body as Organisation, event, known.no, decision);
  if (id.startsWith('measure/')) return evolveMeasure(body as MeasureVersions, event, known);
  if (id.startsWith('plan/')) return evolvePlan(body as PlanVersions, event, known, recorded.fact.meta);
  return evolveTargets(body as readonly TargetFact[], event, known, decision);
}

/** The structure that documents make, each as it stood at one time. */
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
