import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import type { CommitNo, Recorded } from '@styrbord/eventsourcing/ledger';
import { evolve, initialState, type StateOf, type StreamState } from '@styrbord/steering/steering';
import { eventOf, knownOf } from '@styrbord/steering/views/recorded';

const STREAMS_MAX = 100_000;

/** The states decisions are made on, kept current by every commit; a miss reads that stream, never the whole ledger. */
export class StreamStates {
  private readonly states = new Map<string, StreamState>();
  /** Streams being read, once for all who wait for them, and what was committed to them meanwhile. */
  private readonly loading = new Map<string, { readonly done: Promise<void>; readonly later: Recorded[] }>();

  constructor(private readonly ledger: LedgerWriter) {
    ledger.onCommit((_, facts) => facts.forEach((recorded) => this.took(recorded)));
  }

  /** Makes the streams present; afterwards, until the next await, they are current as of `ledger.no`. */
  async load(streams: Iterable<string>): Promise<StateOf> {
    await this.ledger.position();
    const wanted = new Set(streams);
    for (let missing = this.missing(wanted); missing.length > 0; missing = this.missing(wanted)) {
      for (const stream of missing) await this.read(stream);
    }
    return (stream) => this.states.get(stream) ?? initialState(stream);
  }

  private missing(wanted: ReadonlySet<string>): string[] {
    return [...wanted].filter((stream) => !this.states.has(stream));
  }

  private read(stream: string): Promise<void> {
    const loading = this.loading.get(stream);
    if (loading) return loading.done;
    const later: Recorded[] = [];
    const done = this.readUpTo(stream, this.ledger.no, later).finally(() => this.loading.delete(stream));
    this.loading.set(stream, { done, later });
    return done;
  }

  private async readUpTo(stream: string, no: CommitNo, later: readonly Recorded[]): Promise<void> {
    let state = initialState(stream);
    for await (const recorded of this.ledger.stream(stream, no)) state = evolved(state, recorded);
    this.remember(stream, later.reduce(evolved, state));
  }

  private took(recorded: Recorded): void {
    const { stream } = recorded.fact;
    this.loading.get(stream)?.later.push(recorded);
    const state = this.states.get(stream);
    if (state) this.remember(stream, evolved(state, recorded));
  }

  private remember(stream: string, state: StreamState): void {
    this.states.delete(stream);
    this.states.set(stream, state);
    if (this.states.size > STREAMS_MAX) this.states.delete(this.states.keys().next().value as string);
  }
}

function evolved(state: StreamState, recorded: Recorded): StreamState {
  const { reason, decision } = recorded.fact.meta;
  return evolve(state, eventOf(recorded), knownOf(recorded), { reason, decision });
}
