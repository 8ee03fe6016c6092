import type { Refusal } from '@styrbord/eventsourcing/decider';
import type { AbsenceReason, Bridge, Provider, Setting, Spread, Status } from './events';
import { operandsOf } from './formula';
import type { MeasureGiven } from './measure';
import type { LaterChanges } from './organising';
import type { Plan } from './plan';
import type { Name } from './scorecard';
import type { Item } from './steering';

/** `application/vnd.styrbord+json`: an organisation, plans, measures, targets and measurements in one file. Every part is optional; null equals absent. */
export interface StyrbordDocument {
  readonly format: 'styrbord/1';
  readonly reason?: string | null;
  readonly units?: readonly DocumentUnit[] | null;
  readonly changes?: readonly DocumentChange[] | null;
  readonly measures?: readonly MeasureGiven[] | null;
  readonly plans?: readonly DocumentPlan[] | null;
  readonly targets?: readonly DocumentTarget[] | null;
  readonly measurements?: readonly DocumentMeasurement[] | null;
  readonly absences?: readonly DocumentAbsence[] | null;
  readonly disputes?: readonly DocumentDispute[] | null;
  /** New limits that somebody approved. */
  readonly limits?: readonly DocumentLimits[] | null;
  readonly comments?: readonly DocumentComment[] | null;
}

export interface DocumentUnit {
  readonly id: string;
  readonly name: Name;
  readonly kind: string;
  readonly parent?: string | null;
  readonly provider?: Provider | null;
  readonly setting?: Setting | null;
  readonly from?: string | null;
}

export interface DocumentChange {
  readonly kind: 'rename' | 'move' | 'reclassify' | 'merge' | 'split' | 'close';
  /** rename, move, reclassify, split, close */
  readonly unit?: string | null;
  /** Those that merge; open ones that stay below what is closed. */
  readonly units?: readonly string[] | null;
  readonly into?: string | readonly string[] | null;
  readonly name?: Name | null;
  readonly parent?: string | null;
  readonly class?: DocumentClass | null;
  readonly on: string;
  readonly decision?: string | null;
  readonly bridge?: Bridge | null;
}

/** What a unit is from a day on. */
export interface DocumentClass {
  readonly kind: string;
  readonly provider?: Provider | null;
  readonly setting?: Setting | null;
}

export type DocumentPlan = Pick<Plan, 'id' | 'unit' | 'period'> & {
  [M in 'decision' | 'name' | 'provenance' | 'perspectives']?: PlanPart<Plan[M]>;
};
type PlanPart<T> = T extends readonly (infer N)[] ? readonly { [M in keyof N]?: PlanPart<N[M]> }[] : T | null;

export interface DocumentTarget {
  readonly measure: string;
  readonly unit: string;
  readonly cell?: string | null;
  readonly text: string;
  readonly period: string;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly tolerance?: string | null;
  readonly decision?: string | null;
  readonly applied?: boolean | null;
  readonly asPrinted?: boolean | null;
  readonly baseline?: { readonly text: string; readonly period?: string | null } | null;
}

export interface DocumentMeasurement {
  readonly measure: string;
  readonly unit: string;
  readonly cell?: string | null;
  readonly period: string;
  readonly value?: string | null;
  readonly numerator?: number | null;
  readonly denominator?: number | null;
  readonly status?: Status | null;
  readonly source?: string | null;
  readonly note?: string | null;
  readonly spread?: { [M in keyof Spread]?: Spread[M] } | null;
  readonly asPrinted?: boolean | null;
  readonly reason?: string | null;
}

export interface DocumentAbsence {
  readonly measure: string;
  readonly unit: string;
  readonly from: string;
  readonly to?: string | null;
  readonly reason: AbsenceReason;
  readonly by?: string | null;
  readonly text?: string | null;
}

export interface DocumentDispute {
  readonly measure: string;
  readonly unit: string;
  readonly cell?: string | null;
  readonly period: string;
  readonly reason: string;
}

export interface DocumentLimits {
  readonly measure: string;
  readonly unit: string;
  readonly cell?: string | null;
  /** The period of the first value with limits of its own. */
  readonly from: string;
  readonly reason: string;
}

export interface DocumentComment {
  readonly measure: string;
  readonly unit: string;
  readonly period: string;
  readonly text: string;
}

/** What is wrong with a document before anything is carried out: an id in two places, a unit above itself. */
export function documentFaults(document: StyrbordDocument): Refusal[] {
  const twice = (['units', 'measures', 'plans'] as const).flatMap((part) => {
    const ids = (document[part] ?? []).map(({ id }) => id);
    return ids.flatMap((id, at): Refusal[] =>
      ids.indexOf(id) === at ? [] : [{ refused: 'id-given-twice', pointer: `/${part}/${at}/id`, given: id }],
    );
  });
  return [...twice, ...cycles(document.units ?? [])];
}

function cycles(units: readonly DocumentUnit[]): Refusal[] {
  const parents = new Map(units.map(({ id, parent }) => [id, parent ?? null]));
  return units.flatMap(({ id }, at) => {
    const seen = new Set<string>();
    for (let above = parents.get(id); above; above = parents.get(above)) {
      if (above === id) return [{ refused: 'organisation-cyclic', pointer: `/units/${at}/parent`, given: parents.get(id) ?? null }];
      if (seen.has(above)) break;
      seen.add(above);
    }
    return [];
  });
}

/**
 * What a document orders, in the order it can be carried out: units from the top, their changes, then what stands on them. A unit is
 * described as it was before the changes that come with it.
 */
export function itemsOf(document: StyrbordDocument, today: string): Item[] {
  const reason = document.reason ?? null;
  const later = laterChanges(document.changes ?? []);
  return [
    ...topDown(document.units ?? []).map(({ unit, at }) =>
      item(`/units/${at}`, {
        type: 'DescribeUnit',
        unit: unit.id,
        name: unit.name,
        kind: unit.kind,
        parent: unit.parent ?? null,
        provider: unit.provider ?? 'own',
        setting: unit.setting ?? null,
        from: unit.from ?? null,
        today,
        later: later.get(unit.id) ?? {},
      }),
    ),
    ...withoutSuperseded(document.changes ?? []).map(({ change, at }) => changeItem(change, `/changes/${at}`)),
    ...dependentsLast(document.measures ?? []).map(({ measure, at }) => item(`/measures/${at}`, { type: 'DefineMeasure', measure })),
    ...(document.plans ?? []).map((plan, at) => item(`/plans/${at}`, { type: 'PutPlan', plan: completePlan(plan) }, plan.decision)),
    ...(document.targets ?? []).map((target, at) => targetItem(target, `/targets/${at}`)),
    ...(document.absences ?? []).map(({ to = null, by = null, text = null, ...absence }, at) =>
      item(`/absences/${at}`, { type: 'MarkAbsent', ...absence, to, by, text }),
    ),
    ...(document.measurements ?? []).map((measurement, at) => measurementItem(measurement, `/measurements/${at}`, reason)),
    ...(document.disputes ?? []).map(({ cell = null, ...dispute }, at) =>
      item(`/disputes/${at}`, { type: 'DisputeMeasurement', cell, ...dispute }),
    ),
    ...(document.limits ?? []).map(({ cell = null, ...limits }, at) => item(`/limits/${at}`, { type: 'RenewLimits', cell, ...limits })),
    ...(document.comments ?? []).map((comment, at) => item(`/comments/${at}`, { type: 'WriteComment', ...comment })),
  ];
}

function laterChanges(changes: readonly DocumentChange[]): Map<string, LaterChanges> {
  const later = new Map<string, LaterChanges>();
  for (const { kind, unit, on } of changes) {
    if (!unit || !isWord(kind)) continue;
    const others = later.get(unit) ?? {};
    const first = others[kind];
    if (first === undefined || on < first) later.set(unit, { ...others, [kind]: on });
  }
  return later;
}

const isWord = (kind: DocumentChange['kind']): kind is keyof LaterChanges => kind === 'rename' || kind === 'move' || kind === 'reclassify';

/** Without words that hold on no day, since a later one of the same document takes their place. */
function withoutSuperseded(changes: readonly DocumentChange[]): { change: DocumentChange; at: number }[] {
  const earliest = new Map<string, string>();
  return changes
    .map((change, at) => ({ change, at }))
    .toReversed()
    .filter(({ change: { kind, unit, on } }) => {
      if (!isWord(kind)) return true;
      const next = earliest.get(`${kind} ${unit}`);
      if (next !== undefined && next <= on) return false;
      earliest.set(`${kind} ${unit}`, on);
      return true;
    })
    .toReversed();
}

function item(pointer: string, command: Item['command'], decision: string | null = null): Item {
  return { pointer, command, decision };
}

/** Parents before their units, wherever they stand in the file; a cycle stays as given and is refused. */
function topDown(units: readonly DocumentUnit[]): { unit: DocumentUnit; at: number }[] {
  const given = units.map((unit, at) => ({ unit, at }));
  return inOrder(
    given,
    ({ unit: { id } }) => id,
    ({ unit: { parent } }) => (parent ? [parent] : []),
  );
}

/** What a measure accompanies or is made of before it, wherever they stand in the file; a cycle stays as given and is refused. */
function dependentsLast(measures: readonly MeasureGiven[]): { measure: MeasureGiven; at: number }[] {
  const given = measures
    .map((measure, at) => ({ measure, at }))
    .toSorted((a, b) => Number(Boolean(a.measure.companionOf)) - Number(Boolean(b.measure.companionOf)));
  return inOrder(
    given,
    ({ measure: { id } }) => id,
    ({ measure: { formula } }) => operandsOf(formula ?? null),
  );
}

/** Each after those it needs, else as given. */
function inOrder<T>(given: readonly T[], idOf: (entry: T) => string, needs: (entry: T) => readonly string[]): T[] {
  const byId = new Map(given.map((entry) => [idOf(entry), entry]));
  const ordered = new Set<T>();
  const visit = (entry: T, waiting: ReadonlySet<string>): void => {
    if (ordered.has(entry)) return;
    for (const id of needs(entry)) {
      const needed = byId.get(id);
      if (needed && !waiting.has(id)) visit(needed, new Set([...waiting, idOf(entry)]));
    }
    ordered.add(entry);
  };
  for (const entry of given) visit(entry, new Set([idOf(entry)]));
  return [...ordered];
}

/** A change of the organisation as an order; what it lacks is refused by the rules. */
export function changeItem(change: DocumentChange, pointer: string): Item {
  const { on, decision } = change;
  const unit = change.unit ?? change.units?.[0] ?? '';
  switch (change.kind) {
    case 'rename':
      return item(pointer, { type: 'RenameUnit', unit, name: change.name ?? { sv: unit }, on }, decision);
    case 'move':
      return item(pointer, { type: 'MoveUnit', unit, parent: change.parent ?? null, on }, decision);
    case 'reclassify':
      return item(
        pointer,
        {
          type: 'ReclassifyUnit',
          unit,
          class: change.class
            ? { kind: change.class.kind, provider: change.class.provider ?? 'own', setting: change.class.setting ?? null }
            : null,
          on,
        },
        decision,
      );
    case 'merge':
      return item(
        pointer,
        { type: 'MergeUnits', units: change.units ?? [], into: single(change.into), on, bridge: change.bridge ?? 'none' },
        decision,
      );
    case 'split':
      return item(
        pointer,
        {
          type: 'SplitUnit',
          unit,
          into: typeof change.into === 'string' ? [change.into] : (change.into ?? []),
          on,
          bridge: change.bridge ?? 'none',
        },
        decision,
      );
    case 'close':
      return item(pointer, { type: 'CloseUnit', unit, on, leaving: change.units ?? [] }, decision);
  }
}

const single = (into: DocumentChange['into']): string => (typeof into === 'string' ? into : (into?.[0] ?? ''));

export function targetItem(target: DocumentTarget, pointer: string, asPrinted = true): Item {
  const { measure, unit, cell = null, text, period, from = null, to = null, tolerance = null, decision, baseline } = target;
  return item(
    pointer,
    {
      type: 'SetTarget',
      measure,
      unit,
      cell,
      text,
      period,
      from,
      to,
      tolerance,
      applied: target.applied ?? false,
      asPrinted: asPrinted || (target.asPrinted ?? false),
      baseline: baseline ? { text: baseline.text, period: baseline.period ?? null } : null,
    },
    decision,
  );
}

export function measurementItem(measurement: DocumentMeasurement, pointer: string, reason: string | null): Item {
  const {
    measure,
    unit,
    cell = null,
    period,
    value = null,
    numerator = null,
    denominator = null,
    status = null,
    source = null,
    note = null,
    spread,
  } = measurement;
  const told = spread
    ? { units: spread.units ?? 0, reachingTarget: spread.reachingTarget ?? null, min: spread.min ?? null, max: spread.max ?? null }
    : null;
  return item(pointer, {
    type: 'RecordMeasurement',
    measure,
    unit,
    cell,
    period,
    value,
    numerator,
    denominator,
    status,
    source,
    note,
    spread: told,
    asPrinted: measurement.asPrinted ?? false,
    reason: measurement.reason ?? reason,
  });
}

/** Every member present and in one order, so that the same plan is the same text. */
export function completePlan(plan: DocumentPlan): Plan {
  const node = (given: {
    id?: string | null;
    name?: Name | null;
    weight?: string | null;
    decidedBy?: string | null;
  }): { id: string; name: Name | null; weight: string | null; decidedBy: string | null } => ({
    id: given.id ?? '',
    name: given.name ?? null,
    weight: given.weight ?? null,
    decidedBy: given.decidedBy ?? null,
  });
  return {
    id: plan.id,
    unit: plan.unit,
    period: plan.period,
    decision: plan.decision ?? null,
    name: plan.name ?? null,
    provenance: plan.provenance ?? null,
    perspectives:
      plan.perspectives?.map((perspective) => ({
        ...node(perspective),
        goals:
          perspective.goals?.map((goal) => ({
            ...node(goal),
            factors:
              goal.factors?.map((factor) => ({
                ...node(factor),
                measures: factor.measures?.map(({ measure, weight }) => ({ measure: measure ?? '', weight: weight ?? null })) ?? null,
              })) ?? null,
          })) ?? null,
      })) ?? null,
  };
}
