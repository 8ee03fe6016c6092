import type { Json } from '@styrbord/proof/canonical';

/** Why a command was refused: a state a person can be told. `pointer` is an RFC 6901 pointer into what was sent. */
export interface Refusal {
  readonly refused: string;
  readonly pointer?: string;
  readonly given?: Json;
  readonly allowed?: Json;
}

/** Pure: time, ids and everything read elsewhere come with the command. */
export interface Decider<State, Command, Event> {
  readonly initialState: State;
  decide(command: Command, state: State): readonly Event[] | Refusal;
  evolve(state: State, event: Event): State;
}

export function isRefusal(result: object): result is Refusal {
  return 'refused' in result;
}
