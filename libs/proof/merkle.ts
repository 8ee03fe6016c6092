import { toHex } from './hex';

/** SHA-256 as an argument: node:crypto on servers, @noble/hashes in the browser. It keeps no hold of the bytes it is given. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** A 32-byte hash. */
export type Hash = Uint8Array;

/** Peaks of a Merkle tree, largest first: all that is needed to append to it (RFC 9162 §2.1.2, iterated). */
export interface Frontier {
  readonly size: number;
  readonly peaks: readonly Hash[];
}

export const EMPTY_FRONTIER: Frontier = { size: 0, peaks: [] };

/** Of what is hashed as a leaf. */
export const LEAF_PREFIX = 0;

/** RFC 9162 §2.1.1: HASH(0x00 ‖ entry). */
export function leafHash(sha256: Sha256, entry: Uint8Array): Hash {
  const bytes = new Uint8Array(entry.length + 1);
  bytes.set(entry, 1);
  return sha256(bytes);
}

/** One node is made at a time, and hashed before the next: 65 new bytes for each cost as much as the hash. */
const node = new Uint8Array(65);
node[0] = 1;

/** RFC 9162 §2.1.1: HASH(0x01 ‖ left ‖ right). */
export function nodeHash(sha256: Sha256, left: Hash, right: Hash): Hash {
  node.set(left, 1);
  node.set(right, 33);
  return sha256(node);
}

export function appendLeaf(sha256: Sha256, frontier: Frontier, leaf: Hash): Frontier {
  return appendLeaves(sha256, frontier, [leaf]);
}

export function appendLeaves(sha256: Sha256, { size, peaks }: Frontier, leaves: readonly Hash[]): Frontier {
  checkSize(size + leaves.length);
  const next = [...peaks];
  let grown = size;
  for (const leaf of leaves) {
    next.push(leaf);
    for (let width = grown; width % 2 === 1; width = (width - 1) / 2) {
      const right = next.pop();
      const left = next.pop();
      if (!left || !right) throw new Error('frontier does not fit its size');
      next.push(nodeHash(sha256, left, right));
    }
    grown++;
  }
  return { size: grown, peaks: next };
}

/** Root of the tree; of the empty tree, the hash of nothing. */
export function rootOf(sha256: Sha256, { peaks }: Frontier): Hash {
  const last = peaks[peaks.length - 1];
  if (!last) return sha256(new Uint8Array(0));
  return peaks.slice(0, -1).reduceRight((root, peak) => nodeHash(sha256, peak, root), last);
}

/** Number of peaks a tree of that size has: its binary digits that are one. */
export function peaksOf(size: number): number {
  checkSize(size);
  let peaks = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) peaks += rest % 2;
  return peaks;
}

/** Hashes of subtrees by their first leaf and width, for trees held elsewhere. */
export type Subtree = (from: number, width: number) => Hash;

/** Subtree hashes over leaves held in memory. */
export function subtreesOf(sha256: Sha256, leaves: readonly Hash[]): Subtree {
  const subtree: Subtree = (from, width) => {
    if (width === 0) return sha256(new Uint8Array(0));
    const leaf = leaves[from];
    if (width === 1) {
      if (!leaf) throw new Error(`no leaf ${from}`);
      return leaf;
    }
    const left = splitOf(width);
    return nodeHash(sha256, subtree(from, left), subtree(from + left, width - left));
  };
  return subtree;
}

/** RFC 9162 §2.1.3.1: the audit path of leaf `index` in a tree of `size`. */
export function inclusionProof(subtree: Subtree, index: number, size: number): Hash[] {
  checkSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new RangeError('no such leaf in a tree of that size');
  const path = (at: number, from: number, width: number): Hash[] => {
    if (width === 1) return [];
    const left = splitOf(width);
    return at < left
      ? [...path(at, from, left), subtree(from + left, width - left)]
      : [...path(at - left, from + left, width - left), subtree(from, left)];
  };
  return path(index, 0, size);
}

/** RFC 9162 §2.1.4.1: that the first `older` of `size` leaves are the older tree. */
export function consistencyProof(subtree: Subtree, older: number, size: number): Hash[] {
  checkSize(size);
  if (!Number.isSafeInteger(older) || older < 1 || older > size) throw new RangeError('sizes go from 1 up to the newer tree');
  const path = (m: number, from: number, width: number, whole: boolean): Hash[] => {
    if (m === width) return whole ? [] : [subtree(from, width)];
    const left = splitOf(width);
    return m <= left
      ? [...path(m, from, left, whole), subtree(from + left, width - left)]
      : [...path(m - left, from + left, width - left, false), subtree(from, left)];
  };
  return path(older, 0, size, true);
}

/** RFC 9162 §2.1.3.2. */
export function verifyInclusion(
  sha256: Sha256,
  claim: { leaf: Hash; index: number; size: number; proof: readonly Hash[]; root: Hash },
): boolean {
  const { leaf, index, size, proof, root } = claim;
  if (!isSize(size) || !isSize(index) || index >= size) return false;
  let [fn, sn] = [index, size - 1];
  let hash = leaf;
  for (const step of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sha256, step, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else hash = nodeHash(sha256, hash, step);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && isSame(hash, root);
}

/** RFC 9162 §2.1.4.2. From size 0 nothing can be shown, not even equality. */
export function verifyConsistency(
  sha256: Sha256,
  claim: { older: number; olderRoot: Hash; size: number; root: Hash; proof: readonly Hash[] },
): boolean {
  const { older, olderRoot, size, root, proof } = claim;
  if (!isSize(older) || !isSize(size) || older === 0 || older > size) return false;
  if (older === size) return proof.length === 0 && isSame(olderRoot, root);
  const path = isPowerOfTwo(older) ? [olderRoot, ...proof] : [...proof];
  const first = path.shift();
  if (!first) return false;
  let [fn, sn] = [older - 1, size - 1];
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  let [fr, sr] = [first, first];
  for (const step of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(sha256, step, fr);
      sr = nodeHash(sha256, step, sr);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else sr = nodeHash(sha256, sr, step);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && isSame(fr, olderRoot) && isSame(sr, root);
}

/** The largest power of two below the width. */
function splitOf(width: number): number {
  let split = 1;
  while (split * 2 < width) split *= 2;
  return split;
}

/** Halves without bit shifts, which would cut sizes at 32 bits. */
const half = (value: number): number => Math.floor(value / 2);

const isPowerOfTwo = (value: number): boolean => peaksOf(value) === 1;

const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

function checkSize(size: number): void {
  if (!isSize(size)) throw new RangeError('a tree size is a whole number up to 2^53 − 1');
}

const isSame = (a: Hash, b: Hash): boolean => toHex(a) === toHex(b);
