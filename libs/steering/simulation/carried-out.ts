import { isRefusal } from '@styrbord/eventsourcing/decider';
import { itemsOf, type StyrbordDocument } from '../document';
import { NO_UNITS } from '../organisation';
import type { SteeringEvent } from '../events';
import { EMPTY_SERIES, type TargetFact } from '../series';
import { decideAll, evolve, initialState, streamOf, type Item, type StreamState } from '../steering';
import type { Structure } from '../structure';
import { totalsFrom, type Reading } from '../views/figures';

type States = ReadonlyMap<string, StreamState>;

/** What orders bring about, read without a ledger. */
export interface CarriedOut extends Reading {
  readonly refusals: readonly string[];
  readonly events: readonly SteeringEvent[];
  readonly states: States;
}

/** Decides all of a document as an import does, and folds it; every event is a commit of its own. */
export function carryOut(document: Omit<StyrbordDocument, 'format'>, today: string, before?: States): CarriedOut {
  return carryOutItems(itemsOf({ format: 'styrbord/1', ...document }, today), today, before);
}

export function carryOutItems(items: readonly Item[], today: string, before: States = new Map()): CarriedOut {
  const states = new Map(before);
  const stateOf = (stream: string): StreamState => states.get(stream) ?? initialState(stream);
  const at = `${today}T08:00:00.000Z`;
  const refusals: string[] = [];
  const events: SteeringEvent[] = [];
  for (const { item, result } of decideAll(items, stateOf, today, at)) {
    if (isRefusal(result)) refusals.push(`${result.pointer} ${result.refused}`);
    else
      for (const event of result) {
        const stream = streamOf(item.command);
        const known = { no: events.push(event), index: 0, at };
        states.set(stream, evolve(stateOf(stream), event, known, { reason: event.reason, decision: item.decision ?? undefined }));
      }
  }
  return { refusals, events, states, ...readingOf(states) };
}

function readingOf(states: States): Reading {
  type StateOf<Of> = Extract<StreamState, { of: Of }>['state'];
  const of = <Of extends StreamState['of']>(kind: Of): Map<string, StateOf<Of>> =>
    new Map(
      [...states].flatMap(([stream, { of: found, state }]): [string, StateOf<Of>][] =>
        found === kind ? [[stream.slice(stream.indexOf('/') + 1), state as StateOf<Of>]] : [],
      ),
    );
  const followUps = of('series');
  const targets = new Map<string, TargetFact[]>();
  for (const [place, { targets: facts }] of followUps) {
    const measure = place.split('/')[1] ?? '';
    targets.set(measure, [...(targets.get(measure) ?? []), ...facts]);
  }
  const [organisation = NO_UNITS] = of('organisation').values();
  const structure: Structure = { organisation, measures: of('measure'), plans: of('plan'), targets };
  const series: Reading['series'] = async (unit, measure) => followUps.get(`${unit}/${measure}`)?.series ?? EMPTY_SERIES;
  return { structure, series, totals: (unit, measure) => totalsFrom(organisation, series, { unit, measure }) };
}
