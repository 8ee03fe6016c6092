import type { Checkpoint } from '@styrbord/proof/checkpoint';
import { checkpointIn } from '@styrbord/proof/continuity';
import { useMemo, useSyncExternalStore } from 'react';
import { keptSeen, onSeenChange, readSeen, type SeenCheckpoint } from '../reading/seen-checkpoints';

export interface SeenLedger extends SeenCheckpoint {
  readonly checkpoint: Checkpoint;
}

/** What is remembered now, and again whenever it changes. */
export function useSeenLedgers(): readonly SeenLedger[] {
  const text = useSyncExternalStore(onSeenChange, keptSeen);
  return useMemo(
    () =>
      readSeen(text).flatMap((seen) => {
        const checkpoint = checkpointIn(seen.note);
        return checkpoint ? [{ ...seen, checkpoint }] : [];
      }),
    [text],
  );
}
