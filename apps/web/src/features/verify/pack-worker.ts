import type { NoteKey } from '@styrbord/proof/note';
import type { SeenCheckpoint } from '../../reading/seen-checkpoints';
import { checkPack, type PackChecked, type Progress } from './pack-check';

export interface PackAsked {
  readonly file: Blob;
  readonly keys: readonly NoteKey[];
  readonly seen: readonly SeenCheckpoint[];
}

export type PackTold =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly checked: PackChecked }
  | { readonly kind: 'failed' };

const tell = (told: PackTold): void => self.postMessage(told);

/** Checks packs beside the page, which answers meanwhile. One at a time; who no longer wants the answer ends the worker. */
self.addEventListener('message', ({ data: { file, ...given } }: MessageEvent<PackAsked>) => {
  checkPack(file, { ...given, onProgress: (progress) => tell({ kind: 'progress', progress }) }).then(
    (checked) => tell({ kind: 'done', checked }),
    () => tell({ kind: 'failed' }),
  );
});
tell({ kind: 'ready' });
