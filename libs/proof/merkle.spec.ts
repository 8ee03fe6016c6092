import { hash } from 'node:crypto';
import fc from 'fast-check';
import { fromHex, toHex } from './hex';
import {
  appendLeaf,
  consistencyProof,
  EMPTY_FRONTIER,
  inclusionProof,
  leafHash,
  peaksOf,
  rootOf,
  subtreesOf,
  verifyConsistency,
  verifyInclusion,
  type Frontier,
} from './merkle';

const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

/** The published reference tree of Certificate Transparency (RFC 6962 test data, same tree as RFC 9162). */
const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(fromHex);
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = ENTRIES.map((entry) => leafHash(sha256, entry));
const frontiers: Frontier[] = [EMPTY_FRONTIER];
for (const leaf of leaves) frontiers.push(appendLeaf(sha256, frontiers[frontiers.length - 1]!, leaf));

describe('the Merkle tree of RFC 9162', () => {
  it('has the published roots of the reference tree, and the hash of nothing when empty', () => {
    expect(frontiers.slice(1).map((frontier) => toHex(rootOf(sha256, frontier)))).toEqual(ROOTS);
    expect(toHex(rootOf(sha256, EMPTY_FRONTIER))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
  it('gives the published audit paths', () => {
    const path = (index: number, size: number): string[] => inclusionProof(subtreesOf(sha256, leaves), index, size).map(toHex);
    expect(path(0, 1)).toEqual([]);
    expect(path(0, 8)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(path(5, 8)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });
  it('gives the published consistency proofs', () => {
    const path = (older: number, size: number): string[] => consistencyProof(subtreesOf(sha256, leaves), older, size).map(toHex);
    expect(path(1, 1)).toEqual([]);
    expect(path(6, 8)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(path(2, 5)).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ]);
  });
  it('verifies what it proves, and nothing with a byte, index or size moved', () => {
    const entries = fc.array(fc.uint8Array({ maxLength: 8 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(entries, fc.nat(), fc.nat(), (all, a, b) => {
        const hashes = all.map((entry) => leafHash(sha256, entry));
        const subtree = subtreesOf(sha256, hashes);
        const size = hashes.length;
        const [index, older] = [a % size, (b % size) + 1];
        const root = subtree(0, size);
        const proof = inclusionProof(subtree, index, size);
        expect(verifyInclusion(sha256, { leaf: hashes[index]!, index, size, proof, root })).toBe(true);
        const other = new Uint8Array(32).fill(7);
        expect(verifyInclusion(sha256, { leaf: other, index, size, proof, root })).toBe(false);
        if (proof.length > 0)
          expect(verifyInclusion(sha256, { leaf: hashes[index]!, index, size, proof: [other, ...proof.slice(1)], root })).toBe(false);
        const consistency = consistencyProof(subtree, older, size);
        const claim = { older, olderRoot: subtree(0, older), size, root, proof: consistency };
        expect(verifyConsistency(sha256, claim)).toBe(true);
        expect(verifyConsistency(sha256, { ...claim, olderRoot: other })).toBe(false);
        expect(verifyConsistency(sha256, { ...claim, proof: [...consistency, other] })).toBe(false);
      }),
    );
  });
  it('refuses consistency from nothing before it looks at equality, and sizes past 2^53', () => {
    const empty = rootOf(sha256, EMPTY_FRONTIER);
    expect(verifyConsistency(sha256, { older: 0, olderRoot: empty, size: 0, root: empty, proof: [] })).toBe(false);
    expect(() => consistencyProof(subtreesOf(sha256, leaves), 0, 8)).toThrow(RangeError);
    expect(() => peaksOf(2 ** 53)).toThrow(RangeError);
    expect(verifyInclusion(sha256, { leaf: leaves[0]!, index: 0, size: 2 ** 53, proof: [], root: leaves[0]! })).toBe(false);
  });
});
