import { verifyPack, type PackVerdict } from '@styrbord/proof/evidence-pack';
import type { NoteKey } from '@styrbord/proof/note';
import { derivedFrom } from '@styrbord/steering/evidence';
import { inflate, sha256, sourceOf, verifySignature } from '../../reading/browser-proof';

export interface PackChecked {
  readonly verdict: PackVerdict;
  /** The page of the pack: what its events make, shown only when the pack is good. */
  readonly page: string | null;
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

export async function checkPack(
  file: Blob,
  { keys, onProgress }: { readonly keys: readonly NoteKey[]; readonly onProgress: (progress: Progress) => void },
): Promise<PackChecked> {
  let told = performance.now();
  let furthest = 0;
  let page: string | null = null;
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
    derive: async (manifest, events, known) => {
      onProgress({ share: 1, step: 'deriving' });
      const derived = await derivedFrom(manifest, events, known);
      page = derived.page;
      return derived;
    },
  });
  return { verdict, page: verdict.result === 'good' ? page : null };
}
