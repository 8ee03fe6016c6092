import { verifyPack, type PackVerdict } from '@styrbord/proof/evidence-pack';
import type { NoteKey } from '@styrbord/proof/note';
import { derivedFrom } from '@styrbord/steering/evidence';
import { inflate, sha256, sourceOf, verifySignature } from '../../reading/browser-proof';

export interface PackChecked {
  readonly verdict: PackVerdict;
  /** The page of the pack: what its events make, shown only when the pack is good. */
  readonly page: string | null;
}

/** Between two frames: long enough to be worth it, short enough that the page answers. */
const FRAME_MS = 30;

/** @param onProgress hears which share of the file has been read */
export async function checkPack(
  file: Blob,
  { keys, onProgress }: { readonly keys: readonly NoteKey[]; readonly onProgress: (share: number) => void },
): Promise<PackChecked> {
  let drawn = performance.now();
  let furthest = 0;
  let page: string | null = null;
  const source = sourceOf(file, async (from) => {
    // The directory lies last and is read first: it is no progress.
    if (from > furthest && from < file.size - DIRECTORY_BYTES) furthest = from;
    if (performance.now() - drawn < FRAME_MS) return;
    onProgress(furthest / Math.max(1, file.size));
    await new Promise((done) => setTimeout(done));
    drawn = performance.now();
  });
  const verdict = await verifyPack(source, {
    sha256,
    verify: verifySignature,
    inflate,
    keys,
    derive: async (manifest, events, known) => {
      const derived = await derivedFrom(manifest, events, known);
      page = derived.page;
      return derived;
    },
  });
  return { verdict, page: verdict.result === 'good' ? page : null };
}

const DIRECTORY_BYTES = 1_024;
