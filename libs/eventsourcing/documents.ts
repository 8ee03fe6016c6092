import type { Json } from '@styrbord/proof/canonical';

/** A JSON document of a named collection. `version` counts its writes, from 1, unless the writer says it. */
export interface Stored<Body = Json> {
  readonly id: string;
  readonly version: number;
  readonly body: Body;
}

export type Change =
  | {
      readonly put: {
        readonly collection: string;
        readonly id: string;
        readonly body: Json;
        /** Then the document is written only over a lower version, so that a writer who lags behind overwrites nothing newer. */
        readonly version?: number;
      };
    }
  | { readonly delete: { readonly collection: string; readonly id: string } };

/** Collections of JSON documents: views, checkpoints, identities, sessions, outbox. */
export interface Documents {
  get(collection: string, id: string): Promise<Stored | null>;
  getMany(collection: string, ids: readonly string[]): Promise<readonly Stored[]>;
  /** `ifVersion` 0 means "must not exist"; absent means "whatever is there". Conflict is data. */
  put(collection: string, id: string, body: Json, ifVersion?: number): Promise<{ readonly version: number } | 'conflict'>;
  delete(collection: string, id: string, ifVersion?: number): Promise<'deleted' | 'absent' | 'conflict'>;
  /** By id, ascending (code unit order). */
  scan(collection: string, prefix: string, options?: { readonly after?: string; readonly limit?: number }): AsyncIterable<Stored>;
  /** In order, in one transaction where the store has them; otherwise the last change is written last. */
  write(changes: readonly Change[]): Promise<void>;
  /** Leaves nothing of what was deleted or overwritten where the store itself can reach. Slow: for erasures. */
  scrub(): Promise<void>;
}
