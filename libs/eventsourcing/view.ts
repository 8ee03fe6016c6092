import type { Json } from '@styrbord/proof/canonical';
import type { Recorded } from './ledger';

/** A projection as a pure fold into documents. A new shape is a new `version`, built beside the old one. */
export interface View<Body extends Json = Json> {
  readonly name: string;
  readonly version: number;
  /** Ids of the documents a fact changes; empty when it does not concern this view. Throws like `evolve`. */
  documents(recorded: Recorded): readonly string[];
  initial(id: string): Body;
  /** Throws on a fact it cannot apply: the stream is parked, the rest goes on. */
  evolve(body: Body, recorded: Recorded, id: string): Body;
}
