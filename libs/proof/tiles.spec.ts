import { hash } from 'node:crypto';
import fc from 'fast-check';
import { coverBeside, RootBuilder } from './cover';
import { toHex } from './hex';
import { consistencyProof, inclusionProof, leafHash, subtreesOf, type Hash } from './merkle';
import { GrowingTiles, subtreesIn, tilesAskedBy, type TilePlace } from './tiles';

const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');
const LEAVES = Array.from({ length: 70_000 }, (_, at) => leafHash(sha256, new TextEncoder().encode(String(at))));
const name = ({ level, index }: TilePlace): string => `${level}/${index}`;

/** A tree grown in steps, begun again from what it ended with after each. */
function grown(sizes: readonly number[]): Map<string, readonly Hash[]> {
  const stored = new Map<string, readonly Hash[]>();
  let size = 0;
  for (const next of sizes) {
    const tiles = new GrowingTiles(
      sha256,
      size,
      GrowingTiles.edgesOf(size).map((place) => stored.get(name(place)) ?? []),
    );
    for (const { hashes, ...place } of tiles.add(LEAVES.slice(size, next))) stored.set(name(place), [...hashes]);
    size = next;
  }
  return stored;
}

describe('tiles of a Merkle tree', () => {
  it('give every proof that the leaves themselves give, however the tree grew', () => {
    const stored = grown([1, 255, 256, 257, 1_000, 65_535, 65_536, 65_793, 70_000]);
    const tiled = subtreesIn(sha256, (place) => stored.get(name(place)) ?? []);
    const plain = subtreesOf(sha256, LEAVES);
    const sizes = fc.integer({ min: 1, max: LEAVES.length });
    fc.assert(
      fc.property(sizes, fc.double({ min: 0, max: 0.999, noNaN: true }), (size, part) => {
        const index = Math.floor(size * part);
        expect(inclusionProof(tiled, index, size).map(toHex)).toEqual(inclusionProof(plain, index, size).map(toHex));
        expect(consistencyProof(tiled, index + 1, size).map(toHex)).toEqual(consistencyProof(plain, index + 1, size).map(toHex));
      }),
      { numRuns: 25, seed: 20_261_125 },
    );
  });

  it('say beforehand which of them a proof reads, and are few', () => {
    const asked = tilesAskedBy((subtree) => inclusionProof(subtree, 12_345, 70_000));
    const stored = grown([70_000]);
    const only = new Map(asked.map((place) => [name(place), stored.get(name(place)) ?? []]));
    const proof = inclusionProof(
      subtreesIn(sha256, (place) => only.get(name(place)) ?? []),
      12_345,
      70_000,
    );
    expect(proof.map(toHex)).toEqual(inclusionProof(subtreesOf(sha256, LEAVES), 12_345, 70_000).map(toHex));
    expect(asked.length).toBeLessThan(8);
  });

  it('refuse a subtree past the end of the tree', () => {
    const stored = grown([300]);
    const subtree = subtreesIn(sha256, (place) => stored.get(name(place)) ?? []);
    expect(() => subtree(256, 64)).toThrow('no subtree of 64 leaves at 256');
  });
});

describe('the cover beside some leaves', () => {
  const plain = subtreesOf(sha256, LEAVES);
  const trees = fc
    .integer({ min: 1, max: 200 })
    .chain((size) => fc.record({ size: fc.constant(size), leaves: fc.subarray([...Array(size).keys()]) }));

  const rebuilt = (size: number, leaves: readonly number[], spoil: (own: Hash, from: number) => Hash = (own) => own): string | null => {
    const parts = [...coverBeside(plain, leaves, size), ...leaves.map((from) => ({ from, width: 1, hash: LEAVES[from] as Hash }))].toSorted(
      (a, b) => a.from - b.from,
    );
    const builder = new RootBuilder(sha256);
    return parts.every(({ hash: own, ...place }) => builder.add({ ...place, hash: spoil(own, place.from) })) && builder.size === size
      ? toHex(builder.root())
      : null;
  };

  it('gives the root together with them, and no other where anything differs', () => {
    fc.assert(
      fc.property(trees, ({ size, leaves }) => {
        const root = toHex(plain(0, size));
        expect(rebuilt(size, leaves)).toBe(root);
        const other = sha256(new Uint8Array(1));
        expect(rebuilt(size, leaves, (own, from) => (from === (leaves[0] ?? 0) ? other : own))).not.toBe(root);
      }),
      { numRuns: 300, seed: 20_261_125 },
    );
  });

  it('takes no part out of its place', () => {
    const builder = new RootBuilder(sha256);
    const leaf = LEAVES[0] as Hash;
    for (const part of [
      { from: 1, width: 1, hash: leaf },
      { from: 0, width: 3, hash: leaf },
      { from: 0, width: 2 ** 53, hash: leaf },
    ])
      expect(builder.add(part)).toBe(false);
    expect(builder.add({ from: 0, width: 1, hash: leaf })).toBe(true);
    expect(builder.add({ from: 1, width: 2, hash: leaf })).toBe(false);
  });
});
