import { isRefusal, type Refusal } from '@styrbord/eventsourcing/decider';
import { decideMeasure, decidePlan } from './definition';
import { decideErasure, evolveErasures, NO_ERASURES, type ErasureCommand, type Erasures } from './erasure';
import {
  accessStream,
  ERASURES_STREAM,
  measureStream,
  ORGANISATION_STREAM,
  planStream,
  seriesStream,
  type SteeringEvent,
  type SteeringEvents,
} from './events';
import { decideFollowUp, evolveFollowUp, NO_FOLLOW_UP, type Decided, type FollowUp, type FollowUpCommand } from './follow-up';
import { operandsOf } from './formula';
import { definitionBreaks, type MeasureGiven } from './measure';
import { evolveOrganisation, NO_UNITS, type Organisation } from './organisation';
import { decideOrganisation, type OrganisationCommand } from './organising';
import { measuresOf, type Plan } from './plan';
import type { Known } from './series';
import { decideJudgement, type JudgementCommand } from './signed-judgement';
import { currentMeasure, evolveMeasure, evolvePlan, NO_MEASURE, NO_PLAN, type MeasureVersions, type PlanVersions } from './structure';

/** Every order the steering ledger takes. */
export type SteeringCommand =
  | OrganisationCommand
  | { readonly type: 'DefineMeasure'; readonly measure: MeasureGiven }
  | { readonly type: 'PutPlan'; readonly plan: Plan }
  | FollowUpCommand
  | JudgementCommand
  | ErasureCommand
  | ({ readonly type: 'GrantAccess' } & SteeringEvents['access-granted'])
  | ({ readonly type: 'RevokeAccess' } & SteeringEvents['access-revoked']);

/** The state of one stream: what decisions on it are made from. */
export type StreamState =
  | { readonly of: 'organisation'; readonly state: Organisation }
  | { readonly of: 'measure'; readonly state: MeasureVersions }
  | { readonly of: 'plan'; readonly state: PlanVersions }
  | { readonly of: 'series'; readonly state: FollowUp }
  | { readonly of: 'erasures'; readonly state: Erasures }
  | { readonly of: 'access'; readonly state: null };

export type StateOf = (stream: string) => StreamState;

export function initialState(stream: string): StreamState {
  if (stream === ORGANISATION_STREAM) return { of: 'organisation', state: NO_UNITS };
  if (stream.startsWith('measure/')) return { of: 'measure', state: NO_MEASURE };
  if (stream.startsWith('plan/')) return { of: 'plan', state: NO_PLAN };
  if (stream.startsWith('series/')) return { of: 'series', state: NO_FOLLOW_UP };
  if (stream === ERASURES_STREAM) return { of: 'erasures', state: NO_ERASURES };
  return { of: 'access', state: null };
}

/** The stream a command is decided on, and recorded in. */
export function streamOf(command: SteeringCommand): string {
  switch (command.type) {
    case 'DescribeUnit':
    case 'RenameUnit':
    case 'MoveUnit':
    case 'ReclassifyUnit':
    case 'MergeUnits':
    case 'SplitUnit':
    case 'CloseUnit':
      return ORGANISATION_STREAM;
    case 'DefineMeasure':
      return measureStream(command.measure.id);
    case 'PutPlan':
      return planStream(command.plan.id);
    case 'SignJudgement':
    case 'WithdrawJudgement':
      return planStream(command.plan);
    case 'GrantAccess':
    case 'RevokeAccess':
      return accessStream(command.principal);
    case 'RequestErasure':
    case 'ApproveErasure':
    case 'WithdrawErasure':
      return ERASURES_STREAM;
    case 'RecordMeasurement':
    case 'CorrectMeasurement':
    case 'WithdrawMeasurement':
    case 'DisputeMeasurement':
    case 'RenewLimits':
    case 'WithdrawLimits':
    case 'SetTarget':
    case 'MarkAbsent':
    case 'WriteComment':
      return seriesStream(command.unit, command.measure);
  }
}

/**
 * Every stream a decision reads: its own, and those whose change would change the answer. What a formula leads to is seen only in
 * what is loaded: with `stateOf` of all that it named, it names no more once nothing is lacking.
 */
export function streamsRead(command: SteeringCommand, stateOf: StateOf = initialState): string[] {
  const own = streamOf(command);
  switch (command.type) {
    case 'DefineMeasure': {
      const { companionOf, formula = null, populationUnits } = command.measure;
      const read = [...operandsOf(formula)];
      for (const id of read) {
        const operand = currentMeasure(stateAt(stateOf, measureStream(id), 'measure'));
        for (const further of operandsOf(operand?.formula ?? null)) if (!read.includes(further)) read.push(further);
      }
      const measures = [...(companionOf ? [companionOf] : []), ...read];
      return [...new Set([own, ...(populationUnits ? [ORGANISATION_STREAM] : []), ...measures.map(measureStream)])];
    }
    case 'PutPlan':
      return [own, ORGANISATION_STREAM, ...new Set(measuresOf(command.plan).map(measureStream))];
    case 'SignJudgement':
    case 'WithdrawJudgement':
      return [own, ORGANISATION_STREAM];
    default:
      return 'measure' in command ? [own, ORGANISATION_STREAM, measureStream(command.measure)] : [own];
  }
}

/** `today`: the date in Europe/Stockholm. An empty decision changes nothing. */
export function decide(command: SteeringCommand, stateOf: StateOf, today: string): readonly Decided[] | Refusal {
  const organisation = (): Organisation => stateAt(stateOf, ORGANISATION_STREAM, 'organisation');
  const measure = (id: string): ReturnType<typeof currentMeasure> => currentMeasure(stateAt(stateOf, measureStream(id), 'measure'));
  switch (command.type) {
    case 'DescribeUnit':
    case 'RenameUnit':
    case 'MoveUnit':
    case 'ReclassifyUnit':
    case 'MergeUnits':
    case 'SplitUnit':
    case 'CloseUnit':
      return decideOrganisation(command, organisation());
    case 'DefineMeasure':
      return decideMeasure(command.measure, stateAt(stateOf, streamOf(command), 'measure'), {
        defined: measure,
        unitExists: (id) => organisation().units[id] !== undefined,
      });
    case 'PutPlan':
      return decidePlan(command.plan, stateAt(stateOf, streamOf(command), 'plan'), {
        organisation: organisation(),
        measureExists: (id) => measure(id) !== null,
      });
    case 'SignJudgement':
    case 'WithdrawJudgement':
      return decideJudgement(command, stateAt(stateOf, streamOf(command), 'plan'), organisation());
    case 'GrantAccess': {
      const { type: _, ...data } = command;
      return [{ type: 'access-granted', data }];
    }
    case 'RevokeAccess':
      return [{ type: 'access-revoked', data: { principal: command.principal } }];
    case 'RequestErasure':
    case 'ApproveErasure':
    case 'WithdrawErasure':
      return decideErasure(command, stateAt(stateOf, ERASURES_STREAM, 'erasures'));
    default:
      return decideFollowUp(command, stateAt(stateOf, streamOf(command), 'series'), {
        measure: measure(command.measure),
        unit: organisation().units[command.unit] ?? null,
        breaks: definitionBreaks(stateAt(stateOf, measureStream(command.measure), 'measure').versions),
        today,
      });
  }
}

type States = { readonly [S in StreamState as S['of']]: S['state'] };

function stateAt<K extends keyof States>(stateOf: StateOf, stream: string, of: K): States[K] {
  const state = stateOf(stream);
  if (state.of !== of) throw new Error(`stream ${stream} holds ${state.of}, not ${of}`);
  return state.state as States[K];
}

export function evolve(
  state: StreamState,
  event: SteeringEvent,
  known: Known,
  meta: { readonly reason?: string; readonly decision?: string },
): StreamState {
  switch (state.of) {
    case 'organisation':
      return { of: 'organisation', state: evolveOrganisation(state.state, event, known.no, meta.decision) };
    case 'measure':
      return { of: 'measure', state: evolveMeasure(state.state, event, known) };
    case 'plan':
      return { of: 'plan', state: evolvePlan(state.state, event, known, meta) };
    case 'series':
      return { of: 'series', state: evolveFollowUp(state.state, event, known, meta) };
    case 'erasures':
      return { of: 'erasures', state: evolveErasures(state.state, event, known) };
    case 'access':
      return state;
  }
}

/** A command with its place in what was sent, so that a refusal points there. */
export interface Item {
  readonly pointer: string;
  readonly command: SteeringCommand;
  /** Decision reference, kept with every event of the item. */
  readonly decision: string | null;
}

export interface Outcome {
  readonly item: Item;
  readonly result: readonly Decided[] | Refusal;
}

/** Decides items one after the other, each on what those before it left. */
export function decideAll(items: readonly Item[], stateOf: StateOf, today: string, at: string): Outcome[] {
  const changed = new Map<string, StreamState>();
  const current: StateOf = (stream) => changed.get(stream) ?? stateOf(stream);
  return items.map((item) => {
    const result = decide(item.command, current, today);
    if (isRefusal(result)) return { item, result: { ...result, pointer: item.pointer + (result.pointer ?? '') } };
    const stream = streamOf(item.command);
    const known: Known = { no: Number.MAX_SAFE_INTEGER, index: 0, at };
    for (const event of result)
      changed.set(stream, evolve(current(stream), event, known, { reason: event.reason, decision: item.decision ?? undefined }));
    return { item, result };
  });
}
