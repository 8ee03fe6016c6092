import { nodeHash, type Hash, type Sha256, type Subtree } from './merkle';

/** A whole subtree: its first leaf, its width (a power of two, at which `from` is aligned), its hash. */
export interface Part {
  readonly from: number;
  readonly width: number;
  readonly hash: Hash;
}

/**
 * The parts of a tree beside some of its leaves: the fewest aligned subtrees that hold every other leaf, ascending.
 * Together with the leaves they give the root; one such cover stands for as many audit paths of RFC 9162.
 * `leaves`: ascending, without doubles.
 */
export function coverBeside(subtree: Subtree, leaves: Iterable<number>, size: number): Part[] {
  const parts: Part[] = [];
  let next = 0;
  for (const leaf of leaves) {
    fill(parts, subtree, next, leaf);
    next = leaf + 1;
  }
  fill(parts, subtree, next, size);
  return parts;
}

function fill(parts: Part[], subtree: Subtree, from: number, to: number): void {
  for (let at = from; at < to;) {
    let width = 1;
    while (at % (width * 2) === 0 && at + width * 2 <= to) width *= 2;
    parts.push({ from: at, width, hash: subtree(at, width) });
    at += width;
  }
}

/** Builds a root from parts in ascending order, a leaf being a part of width 1. */
export class RootBuilder {
  private readonly peaks: Part[] = [];
  private reached = 0;
  private atWatched: Hash | null = null;

  /** @param watched a size whose root is kept when the parts come to just there */
  constructor(
    private readonly sha256: Sha256,
    private readonly watched: number | null = null,
  ) {}

  /** The leaf that comes next. */
  get size(): number {
    return this.reached;
  }

  /** The root of the first `watched` leaves; null where a part goes over that edge, or they have not come. */
  get watchedRoot(): Hash | null {
    return this.atWatched;
  }

  /** False when the part does not follow what is there, or is not aligned. */
  add({ from, width, hash }: Part): boolean {
    const isAligned = isPowerOfTwo(width) && from % width === 0 && Number.isSafeInteger(from + width);
    if (from !== this.reached || !isAligned) return false;
    this.reached += width;
    let part: Part = { from, width, hash };
    for (let left = this.peaks.at(-1); left && left.width === part.width && left.from % (left.width * 2) === 0; left = this.peaks.at(-1)) {
      this.peaks.pop();
      part = { from: left.from, width: left.width * 2, hash: nodeHash(this.sha256, left.hash, part.hash) };
    }
    this.peaks.push(part);
    if (this.reached === this.watched) this.atWatched = this.root();
    return true;
  }

  root(): Hash {
    const last = this.peaks.at(-1);
    if (!last) return this.sha256(new Uint8Array(0));
    return this.peaks.slice(0, -1).reduceRight((root, { hash }) => nodeHash(this.sha256, hash, root), last.hash);
  }
}

function isPowerOfTwo(width: number): boolean {
  if (!Number.isSafeInteger(width) || width < 1) return false;
  let power = 1;
  while (power < width) power *= 2;
  return power === width;
}
