import { parseCheckpoint, type Checkpoint, type TreeHead } from './checkpoint';
import { toHex } from './hex';
import { parseNote } from './note';

/**
 * How a signed tree stands to one that was seen before. `unshown`: larger, and nothing at hand shows that it goes on from it.
 * Only `first`, `same` and `continued` are in order.
 */
export type Continuity = 'first' | 'same' | 'continued' | 'smaller' | 'inconsistent' | 'unshown';

/** Whether the older tree is the beginning of the newer, by whatever shows it; null where nothing does. */
export type ShowsTree = (tree: 'events' | 'commits', older: TreeHead) => Promise<boolean | null> | boolean | null;

export async function continuityOf(earlier: Checkpoint | null, now: Checkpoint, shows: ShowsTree): Promise<Continuity> {
  if (earlier === null) return 'first';
  const found: Continuity[] = [];
  for (const tree of ['events', 'commits'] as const) {
    const [older, newer] = [earlier[tree], now[tree]];
    if (older.size > newer.size) found.push('smaller');
    else if (older.size === newer.size) found.push(isSame(older, newer) ? 'same' : 'inconsistent');
    else if (older.size === 0) found.push('unshown');
    else found.push(SHOWN[String(await shows(tree, older)) as keyof typeof SHOWN]);
  }
  return GRAVEST.find((continuity) => found.includes(continuity)) ?? 'unshown';
}

const SHOWN = { true: 'continued', false: 'inconsistent', null: 'unshown' } as const;
const GRAVEST: readonly Continuity[] = ['inconsistent', 'smaller', 'unshown', 'continued', 'same'];

export const isInOrder = (continuity: Continuity): boolean => continuity === 'first' || continuity === 'same' || continuity === 'continued';

/** What a signed note says, its signatures not looked at. */
export function checkpointIn(note: string): Checkpoint | null {
  return parseCheckpoint(parseNote(note)?.text ?? '');
}

export const isSame = (a: TreeHead, b: TreeHead): boolean => a.size === b.size && toHex(a.root) === toHex(b.root);
