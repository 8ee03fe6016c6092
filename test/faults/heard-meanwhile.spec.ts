import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { batch, commandIds, START_MS, verified, writerOn } from '../contracts/writer';
import { Interrupted } from './interrupted-store';

const STREAM = 'series/nara/vardplatser';
/** More than an append here needs; the tests see that it is. */
const CALLS_MAX = 20;
/** Longer than a writer trusts that its last commit is still there. */
const LATER_MS = 1_000;

/** A writer who believes to be alone, while another writes; between two of its steps it is told to look again. */
async function interruptedAt(nth: number, other: (writer: LedgerWriter) => Promise<unknown>) {
  const store = new MemoryCommitStore();
  await writerOn(store).append(batch('ground', STREAM));
  let now = START_MS;
  const between = new Interrupted(store, Number.POSITIVE_INFINITY, async () => {
    await other(writerOn(store));
    await writer.lookAgain();
  });
  const writer = writerOn(between, { now: () => (now += LATER_MS) });
  const after = await writer.position();
  between.nth = between.calls + nth;
  const appended = await writer.append(batch('order', STREAM), { after, touches: [STREAM] });
  const ids = commandIds(await verified(store));
  return { appended, ids, wasInterrupted: between.calls >= between.nth };
}

it('a writer that begins while another writes takes nobody for an older copy', async () => {
  const store = new MemoryCommitStore();
  const other = writerOn(store);
  await other.append(batch('ground', STREAM));
  const begun = writerOn(store, {
    reached: async () => {
      await other.append(batch('meanwhile', STREAM));
      return other.no;
    },
  });
  expect(await begun.position()).toBe(2);
});

describe('a writer that hears of what another wrote between judging and writing', () => {
  it.each([
    ['the same command, records it once', 'order', { kind: 'committed' }, ['ground', 'order']],
    ['of the same stream, yields', 'theirs', { kind: 'conflict', key: STREAM }, ['ground', 'theirs']],
  ])('%s', async (_, id, expected, recorded) => {
    let nth = 1;
    for (; nth < CALLS_MAX; nth++) {
      const { appended, ids, wasInterrupted } = await interruptedAt(nth, (another) => another.append(batch(id, STREAM)));
      if (!wasInterrupted) break;
      // What was written before the other came stands, and the other's comes after it.
      const isFirst = appended.kind === 'committed' && id !== 'order' && appended.no === 2;
      expect([nth, ids]).toEqual([nth, isFirst ? ['ground', 'order', id] : recorded]);
      expect([nth, appended]).toEqual([nth, isFirst ? expect.objectContaining({ kind: 'committed' }) : expect.objectContaining(expected)]);
    }
    expect(nth).toBeGreaterThan(2);
    expect(nth).toBeLessThan(CALLS_MAX);
  });
});
