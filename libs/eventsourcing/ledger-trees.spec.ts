import { hash } from 'node:crypto';
import { toHex } from '@styrbord/proof/hex';
import { consistencyProof, inclusionProof, leafHash, verifyConsistency, verifyInclusion } from '@styrbord/proof/merkle';
import type { Commit } from './ledger';
import { LedgerTrees } from './ledger-trees';
import { LedgerWriter } from './ledger-writer';
import { MemoryCommitStore } from './memory/memory-commit-store';
import { MemoryDocuments } from './memory/memory-documents';

const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');
let attempts = 0;

function opened(documents = new MemoryDocuments()) {
  const ledger = new LedgerWriter({
    name: 'nara/steering',
    store: new MemoryCommitStore(),
    sha256,
    now: () => Date.UTC(2026, 10, 23, 8),
    attemptId: () => String(++attempts),
    wait: async () => undefined,
  });
  return { ledger, documents, trees: () => new LedgerTrees({ ledger, documents, sha256 }) };
}

async function written(ledger: LedgerWriter, commits: number, facts: number, about = 'a'): Promise<void> {
  for (let at = 0; at < commits; at++) {
    const id = `${about}-${ledger.no}-${at}`;
    await ledger.append({
      command: { id, fingerprint: id, answer: null },
      facts: Array.from({ length: facts }, (_, of) => ({ type: 'comment-written', stream: 's', data: { id, of }, meta: { actor: 'a' } })),
    });
  }
}

async function commitsOf(ledger: LedgerWriter): Promise<Commit[]> {
  const commits: Commit[] = [];
  for await (const commit of ledger.read(1)) commits.push(commit);
  return commits;
}

describe('the trees of a ledger', () => {
  it('have the root that every commit says, however often they were begun again', async () => {
    const { ledger, trees } = opened();
    for (const [commits, facts] of [
      [3, 1],
      [1, 700],
      [40, 7],
      [300, 1],
    ] as const) {
      await written(ledger, commits, facts);
      const kept = trees();
      await kept.start();
      await kept.advance();
      for (const commit of await commitsOf(ledger)) expect(toHex((await kept.headsAt(commit)).events.root)).toBe(commit.root);
    }
  });

  it('prove every event to be in, and every earlier tree to be a beginning of the later', async () => {
    const { ledger, trees } = opened();
    await written(ledger, 30, 11);
    const kept = trees();
    await kept.advance();
    const commits = await commitsOf(ledger);
    const last = commits[29] as Commit;
    const { root } = (await kept.headsAt(last)).events;
    const texts = commits.flatMap(({ events }) => events);
    for (const index of [0, 1, 128, 329]) {
      const proof = await kept.ask('events', (subtree) => inclusionProof(subtree, index, 330));
      const leaf = leafHash(sha256, new TextEncoder().encode(texts[index]));
      expect(verifyInclusion(sha256, { leaf, index, size: 330, proof, root })).toBe(true);
    }
    for (const commit of [commits[0], commits[15]] as Commit[]) {
      const older = await kept.headsAt(commit);
      const proof = await kept.ask('events', (subtree) => consistencyProof(subtree, commit.size, 330));
      expect(verifyConsistency(sha256, { older: commit.size, olderRoot: older.events.root, size: 330, root, proof })).toBe(true);
    }
  });

  it('are made anew when the ledger is another than the one they were made of', async () => {
    const documents = new MemoryDocuments();
    const first = opened(documents);
    await written(first.ledger, 300, 2);
    const kept = first.trees();
    await kept.advance();
    const other = opened(documents);
    await written(other.ledger, 300, 2, 'b');
    const anew = other.trees();
    await anew.start();
    expect(anew.no).toBe(0);
    await anew.advance();
    const last = (await commitsOf(other.ledger)).at(-1) as Commit;
    expect(toHex((await anew.headsAt(last)).events.root)).toBe(last.root);
  });
});
