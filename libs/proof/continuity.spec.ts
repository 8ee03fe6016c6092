import { sha256 } from '@styrbord/node-proof/sha256';
import type { Checkpoint, TreeHead } from './checkpoint';
import { continuityOf, isInOrder, type Continuity } from './continuity';
import { coverBeside, RootBuilder } from './cover';
import { leafHash, subtreesOf } from './merkle';

const utf8 = new TextEncoder();
const leaves = Array.from({ length: 40 }, (_, at) => leafHash(sha256, utf8.encode(`fact ${at}`)));
const subtree = subtreesOf(sha256, leaves);
const head = (size: number): TreeHead => ({ size, root: subtree(0, size) });
const other = (size: number): TreeHead => ({ size, root: subtree(1, size) });
const signed = (events: TreeHead, commits: TreeHead = head(7)): Checkpoint => ({
  origin: 'styrbord.example.se/nara/steering',
  events,
  commits,
});

describe('a signed tree beside the one that was seen before', () => {
  it.each([
    ['nothing was seen', null, signed(head(9)), true, 'first'],
    ['it is the very one', signed(head(9)), signed(head(9)), null, 'same'],
    ['it is larger, and the older is its beginning', signed(head(9)), signed(head(12)), true, 'continued'],
    ['it is larger, and the older is not its beginning', signed(head(9)), signed(head(12)), false, 'inconsistent'],
    ['it is larger, and nothing shows the older in it', signed(head(9)), signed(head(12)), null, 'unshown'],
    ['it is of that size with another root', signed(head(9)), signed(other(9)), true, 'inconsistent'],
    ['it is smaller', signed(head(12)), signed(head(9)), true, 'smaller'],
    ['its commits are fewer, whatever its events are', signed(head(9)), signed(head(12), head(6)), true, 'smaller'],
    ['it follows on nothing at all', signed(head(0)), signed(head(12)), true, 'unshown'],
  ] as const)('%s', async (_, earlier, now, shown, said) => {
    expect(await continuityOf(earlier, now, () => shown)).toBe(said);
  });

  it('is in order only where that is shown', () => {
    const all: readonly Continuity[] = ['first', 'same', 'continued', 'smaller', 'inconsistent', 'unshown'];
    expect(all.filter(isInOrder)).toEqual(['first', 'same', 'continued']);
  });
});

describe('a root on the way', () => {
  it('is that of the first leaves, for every size that the parts come to', () => {
    for (let watched = 1; watched <= leaves.length; watched++) {
      const builder = new RootBuilder(sha256, watched);
      for (const [from, hash] of leaves.entries()) builder.add({ from, width: 1, hash });
      expect(builder.watchedRoot).toEqual(subtree(0, watched));
    }
  });

  it('is not there where a part goes over the edge', () => {
    const builder = new RootBuilder(sha256, 33);
    for (const part of coverBeside(subtree, [35], leaves.length)) {
      if (part.from === 36) builder.add({ from: 35, width: 1, hash: leaves[35] as Uint8Array });
      builder.add(part);
    }
    expect([builder.size, builder.watchedRoot]).toEqual([leaves.length, null]);
  });
});
