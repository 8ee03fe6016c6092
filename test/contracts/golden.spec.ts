import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Commit } from '@styrbord/eventsourcing/ledger';
import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { collected, fact, START_MS, verified, writerOn } from './writer';

const FILE = join(__dirname, 'golden/commits-v1.json');
/** Of commit 5, as it was sealed the first time. */
const HEAD = '4402c6d09c7ae39ec7bfee3671a01e25e19e6ac61b3b44b1cbfd4cbcbe4c2652';

const FACTS = [
  [
    fact('organisation', { name: { sv: 'Division Nära', en: 'Local care' }, from: null }),
    fact('measure/fallskador', { better: 'lower', cells: ['T', 'K', 'M'] }),
  ],
  [fact('series/nara/aterinskrivningar', { cell: 'K/65+', period: '2022-T1', value: '24.8', numerator: 121, denominator: 488 })],
  [
    fact('series/nara/fraga-om-vald', {
      note: 'Å, ä och ö – “citat”\n\ttab \u2028 rad 🏥',
      numbers: [0, -16, 0.1, 1e21 / 1e6, 1e-7, 9007199254740991],
    }),
  ],
  [
    fact('series/nara/budget', { value: '-16', unit: 'mnkr' }),
    { ...fact('series/nara/budget', null), meta: { actor: 'källa-7', reason: 'rättad', source: 'import' } },
  ],
  [fact('plan/nara-2022', { weights: { ö: '1', z: '2', Z: '3', å: '4' }, adopted: true })],
];

/** The ledger of commits-v1.json, made with this version's code. */
async function sealedAgain(): Promise<Commit[]> {
  const store = new MemoryCommitStore();
  let attempt = 0;
  const ledger = writerOn(store, { now: () => START_MS, attemptId: () => `golden-${++attempt}` });
  for (const [at, facts] of FACTS.entries()) {
    await ledger.append({
      command: { id: `command-${at + 1}`, fingerprint: `f${at}`, answer: { no: at + 1, ord: 'färdigt' } },
      facts,
      touches: ['år/2022'],
    });
  }
  return collected(store.read(1, FACTS.length));
}

describe('commits of version 1, as stored', () => {
  const golden = JSON.parse(readFileSync(FILE, 'utf8')) as Commit[];

  it('still load, verify and end in the same hash', async () => {
    const store = new MemoryCommitStore();
    for (const commit of golden) await store.insert(commit);
    expect((await verified(store)).map(({ no }) => no)).toEqual([1, 2, 3, 4, 5]);
    expect((await writerOn(store).head()).hash).toBe(HEAD);
  });

  it('are what the same facts are sealed to today', async () => {
    expect(await sealedAgain()).toEqual(golden);
  });

  it('can be written on', async () => {
    const store = new MemoryCommitStore();
    for (const commit of golden) await store.insert(commit);
    await writerOn(store).append({ command: { id: 'next', fingerprint: 'next', answer: null }, facts: [fact('organisation')] });
    expect((await verified(store)).at(-1)).toMatchObject({ no: 6, prev: HEAD, size: 8 });
  });
});
