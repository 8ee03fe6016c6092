import { nodeHash, type Hash, type Sha256, type Subtree } from './merkle';

/** Hashes of one tile: 256 subtrees beside each other, fewer at the right edge. As C2SP tlog-tiles, height 8. */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

/** A tile's place: at level L its hashes are of subtrees of 256^L leaves. */
export interface TilePlace {
  readonly level: number;
  readonly index: number;
}

export interface TileSource {
  /** Its hashes; fewer than 256 where the tree ends. Throws where the tree does not reach. */
  (place: TilePlace): readonly Hash[];
}

/** Hashes of a tree from its tiles: a complete aligned subtree is in one tile, any other is made of such. */
export function subtreesIn(sha256: Sha256, tile: TileSource): Subtree {
  const subtree: Subtree = (from, width) => {
    if (width === 0) return sha256(new Uint8Array(0));
    const split = largestPowerBelow(width);
    if (split * 2 === width || width === 1) return complete(from, width);
    return nodeHash(sha256, subtree(from, split), subtree(from + split, width - split));
  };
  const complete = (from: number, width: number): Hash => {
    const { level, index, at, count } = placeOf(from, width);
    let hashes = tile({ level, index }).slice(at, at + count);
    if (hashes.length < count) throw new RangeError(`the tree has no subtree of ${width} leaves at ${from}`);
    while (hashes.length > 1) hashes = pairs(hashes).map(([left, right]) => nodeHash(sha256, left, right));
    return hashes[0] as Hash;
  };
  return subtree;
}

/** Tiles that `ask` reads: it is run on a tree of nothing that only remembers what it was asked. */
export function tilesAskedBy(ask: (subtree: Subtree) => unknown): TilePlace[] {
  const nothing = new Uint8Array(32);
  const places = new Map<string, TilePlace>();
  ask(
    subtreesIn(
      () => nothing,
      (place) => {
        places.set(`${place.level}/${place.index}`, place);
        return Array.from({ length: TILE_WIDTH }, () => nothing);
      },
    ),
  );
  return [...places.values()];
}

/** Tiles of a growing tree: those that new leaves change, from those that the tree ended with. */
export class GrowingTiles {
  private readonly edges: { index: number; hashes: Hash[] }[] = [];

  /** `edges`: the last tile of each level, from level 0 on, of a tree of `size` leaves. */
  constructor(
    private readonly sha256: Sha256,
    size: number,
    edges: readonly (readonly Hash[])[],
  ) {
    for (let [level, width] = [0, 1]; size >= width; level++, width *= TILE_WIDTH) {
      const count = Math.floor(size / width);
      const hashes = [...(edges[level] ?? [])];
      const kept = count % TILE_WIDTH;
      if (hashes.length < kept) throw new RangeError(`level ${level} ends with ${kept} hashes, ${hashes.length} given`);
      this.edges.push({ index: Math.floor(count / TILE_WIDTH), hashes: hashes.slice(0, kept) });
    }
  }

  /** Levels and places that a tree of `size` leaves ends with: what the constructor is to be given. */
  static edgesOf(size: number): TilePlace[] {
    const places: TilePlace[] = [];
    for (let [level, width] = [0, 1]; size >= width; level++, width *= TILE_WIDTH)
      places.push({ level, index: Math.floor(Math.floor(size / width) / TILE_WIDTH) });
    return places;
  }

  /** Adds leaves; answers every tile that changed, as it is now. */
  add(leaves: readonly Hash[]): (TilePlace & { readonly hashes: readonly Hash[] })[] {
    const changed = new Map<string, TilePlace & { readonly hashes: readonly Hash[] }>();
    for (const leaf of leaves) this.push(0, leaf, changed);
    return [...changed.values()];
  }

  private push(level: number, hash: Hash, changed: Map<string, TilePlace & { readonly hashes: readonly Hash[] }>): void {
    const edge = (this.edges[level] ??= { index: 0, hashes: [] });
    edge.hashes.push(hash);
    changed.set(`${level}/${edge.index}`, { level, index: edge.index, hashes: edge.hashes });
    if (edge.hashes.length < TILE_WIDTH) return;
    let hashes: readonly Hash[] = edge.hashes;
    while (hashes.length > 1) hashes = pairs(hashes).map(([left, right]) => nodeHash(this.sha256, left, right));
    this.edges[level] = { index: edge.index + 1, hashes: [] };
    this.push(level + 1, hashes[0] as Hash, changed);
  }
}

function placeOf(from: number, width: number): TilePlace & { readonly at: number; readonly count: number } {
  let [level, unit] = [0, 1];
  while (width >= unit * 2 ** TILE_HEIGHT) [level, unit] = [level + 1, unit * TILE_WIDTH];
  const at = from / unit;
  return { level, index: Math.floor(at / TILE_WIDTH), at: at % TILE_WIDTH, count: width / unit };
}

function pairs(hashes: readonly Hash[]): [Hash, Hash][] {
  return Array.from({ length: hashes.length / 2 }, (_, at) => [hashes[2 * at] as Hash, hashes[2 * at + 1] as Hash]);
}

function largestPowerBelow(width: number): number {
  let power = 1;
  while (power * 2 < width) power *= 2;
  return power;
}
