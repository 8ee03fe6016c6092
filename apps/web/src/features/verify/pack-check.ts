import { checkpointIn } from '@styrbord/proof/continuity';
import { isProved, verifyPack, type PackVerdict } from '@styrbord/proof/evidence-pack';
import type { NoteKey } from '@styrbord/proof/note';
import { compareShown } from '@styrbord/steering/evidence';
import { inflate, sha256, sourceOf, verifySignature } from '../../reading/browser-proof';
import { seenOf, type SeenCheckpoint } from '../../reading/seen-checkpoints';

export interface PackChecked {
  readonly verdict: PackVerdict;
  /** What the events of the pack make, shown only when they are proved; never the page that lies in it. */
  readonly page: string | null;
  /** What its checkpoint was compared with. */
  readonly earlier: SeenCheckpoint | null;
}

export interface Progress {
  /** Which share of the file has been read. */
  readonly share: number;
  /** Reading and hashing, then making the scorecard again. */
  readonly step: 'reading' | 'deriving';
}

/** More often nobody sees. */
const TOLD_MS = 60;
const DIRECTORY_BYTES = 1_024;

interface Given {
  readonly keys: readonly NoteKey[];
  readonly seen: readonly SeenCheckpoint[];
  readonly onProgress: (progress: Progress) => void;
}

export async function checkPack(file: Blob, { keys, seen, onProgress }: Given): Promise<PackChecked> {
  let told = performance.now();
  let furthest = 0;
  let page: string | null = null;
  let earlier: SeenCheckpoint | null = null;
  const source = sourceOf(file, (from) => {
    // The directory lies last and is read first: it is no progress.
    if (from > furthest && from < file.size - DIRECTORY_BYTES) furthest = from;
    if (performance.now() - told < TOLD_MS) return;
    onProgress({ share: furthest / Math.max(1, file.size), step: 'reading' });
    told = performance.now();
  });
  const verdict = await verifyPack(source, {
    sha256,
    verify: verifySignature,
    inflate,
    keys,
    earlier: (origin) => {
      earlier = seenOf(origin, seen);
      return earlier && checkpointIn(earlier.note);
    },
    compare: async (pack) => {
      onProgress({ share: 1, step: 'deriving' });
      const compared = await compareShown(pack);
      page = compared.page;
      return compared;
    },
  });
  return { verdict, page: isProved(verdict) ? page : null, earlier };
}
