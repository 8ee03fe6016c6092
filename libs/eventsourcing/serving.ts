import { GENESIS } from './commit';
import type { Documents } from './documents';
import type { View } from './view';
import type { Checkpoint } from './view-reader';

/** Before the first commit. */
export const START: Checkpoint = { no: 0, hash: GENESIS, epoch: 0 };

/** Id, in `views`, of the document that says which generation serves. */
export const pointerOf = ({ name, version }: View): string => `${name}.v${version}`;

/** Where a generation of a view keeps its documents; also the id, in `checkpoints`, of how far it has come. */
export const collectionOf = (view: View, generation: number): string => `${pointerOf(view)}.g${generation}`;

export async function servingGeneration(documents: Documents, view: View): Promise<number> {
  const pointer = await documents.get('views', pointerOf(view));
  return (pointer?.body as { generation?: number } | undefined)?.generation ?? 1;
}

export async function checkpointOf(documents: Documents, collection: string): Promise<Checkpoint> {
  const stored = await documents.get('checkpoints', collection);
  return stored ? (stored.body as unknown as Checkpoint) : START;
}
