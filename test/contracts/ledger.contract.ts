import { LedgerBroken } from '@styrbord/eventsourcing/commit';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Commit } from '@styrbord/eventsourcing/ledger';
import { batch, collected, commandIds, fact, START_MS, verified, writerOn } from './writer';

export interface OpenStore {
  readonly store: CommitStore;
  close(): Promise<void>;
}

/** What every ledger does, whichever store holds it. */
export function ledgerContract(name: string, open: () => Promise<OpenStore>): void {
  describe(`a ledger on ${name}`, () => {
    let opened: OpenStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    it('begins empty, and its head is that of its last commit', async () => {
      const ledger = writerOn(opened.store);
      expect(await ledger.head()).toMatchObject({ no: 0, epoch: 0, recordedAt: null });
      await ledger.append(batch('a'));
      expect(await ledger.append(batch('b'))).toMatchObject({ kind: 'committed', no: 2, index: 0, answer: { done: 'b' }, repeated: false });
      const last = (await verified(opened.store)).at(-1);
      expect(await ledger.head()).toEqual({ no: 2, hash: last?.hash, epoch: 1, recordedAt: last?.recordedAt });
    });

    it('gives back what was recorded: by number, by stream, by command', async () => {
      const ledger = writerOn(opened.store);
      await ledger.append({
        command: batch('a').command,
        facts: [fact('series/å', { text: 'Återinskrivningar\n65+', value: 24.8 }), fact('organisation')],
      });
      await ledger.append(batch('b', 'series/å'));
      const stream = await collected(ledger.stream('series/å'));
      expect(stream.map(({ no, index, fact: { data } }) => [no, index, data])).toEqual([
        [1, 0, { text: 'Återinskrivningar\n65+', value: 24.8 }],
        [2, 0, { of: 'b', at: 0 }],
      ]);
      expect(await collected(ledger.stream('series/å', 1))).toHaveLength(1);
      expect(await ledger.command('b')).toMatchObject({ no: 2, index: 0, fingerprint: 'b', answer: { done: 'b' } });
      expect(await ledger.command('c')).toBeNull();
      expect((await collected(ledger.read(2, 2))).map(({ no }) => no)).toEqual([2]);
    });

    it('reads every commit once, from 0 as from 1', async () => {
      const ledger = writerOn(opened.store);
      for (let no = 1; no <= 405; no++) await ledger.append(batch(`command-${no}`));
      const numbers = Array.from({ length: 405 }, (_, at) => at + 1);
      expect((await collected(opened.store.read(0, 1000))).map(({ no }) => no)).toEqual(numbers);
      expect((await collected(ledger.read(1))).map(({ no }) => no)).toEqual(numbers);
      expect((await collected(ledger.stream('series/nara/vardplatser'))).map(({ no }) => no)).toEqual(numbers);
      expect((await opened.store.several([405, 3, 999, 1])).map(({ no }) => no)).toEqual([1, 3, 405]);
      expect(await opened.store.several([])).toEqual([]);
    });

    it('answers a retried command as the first time, and refuses its id for something else', async () => {
      const first = await writerOn(opened.store).append(batch('a'));
      for (const ledger of [writerOn(opened.store), writerOn(opened.store)]) {
        expect(await ledger.append({ ...batch('a'), command: { id: 'a', fingerprint: 'a', answer: 'another' } })).toEqual({
          ...first,
          repeated: true,
        });
        expect(await ledger.append({ ...batch('a'), command: { id: 'a', fingerprint: 'z', answer: {} } })).toEqual({
          kind: 'reused',
          no: 1,
        });
      }
      expect(await verified(opened.store)).toHaveLength(1);
    });

    it('gives the same command sent many times at once one effect', async () => {
      const ledger = writerOn(opened.store);
      const answers = await Promise.all(Array.from({ length: 20 }, () => ledger.append(batch('a'))));
      expect(answers.filter((answer) => answer.kind === 'committed' && !answer.repeated)).toHaveLength(1);
      expect(commandIds(await verified(opened.store))).toEqual(['a']);
    });

    it('conflicts only on keys touched after what was read', async () => {
      const ledger = writerOn(opened.store);
      await ledger.append(batch('a', 'series/a'));
      await ledger.append({ ...batch('b', 'series/b'), touches: ['organisation'] });
      for (const judge of [ledger, writerOn(opened.store)]) {
        expect(await judge.append(batch('c', 'series/c'), { after: 1, touches: ['organisation'] })).toEqual({
          kind: 'conflict',
          key: 'organisation',
          no: 2,
        });
        expect(await judge.append(batch('c', 'series/b'), { after: 1, touches: ['series/b'] })).toEqual({
          kind: 'conflict',
          key: 'series/b',
          no: 2,
        });
      }
      expect(await ledger.append(batch('d'), { after: 1, touches: ['series/a'] })).toMatchObject({ kind: 'committed', no: 3 });
      expect(await ledger.append(batch('e'), { after: 2, touches: ['organisation', 'series/b'] })).toMatchObject({
        kind: 'committed',
        no: 4,
      });
    });

    it('never splits a command, and puts at most a thousand events in a commit', async () => {
      const ledger = writerOn(opened.store);
      await Promise.all(Array.from({ length: 40 }, (_, at) => ledger.append(batch(`command-${at}`, `series/${at}`, 90))));
      const commits = await verified(opened.store);
      expect(commits.length).toBeGreaterThan(1);
      expect(Math.max(...commits.map(({ events }) => events.length))).toBeLessThanOrEqual(1000);
      expect(commits.flatMap(({ commands }) => commands.map(({ count }) => count))).toEqual(Array(40).fill(90));
      expect(new Set(commandIds(commits)).size).toBe(40);
    });

    it('records later and later times while the clock goes back', async () => {
      let now = START_MS;
      const ledger = writerOn(opened.store, { now: () => (now -= 1000) });
      for (const id of ['a', 'b', 'c', 'd']) await ledger.append(batch(id));
      const times = (await verified(opened.store)).map(({ recordedAt }) => recordedAt);
      expect(times).toEqual([...new Set(times)].toSorted());
    });

    it('does not read a commit of which one byte was changed', async () => {
      const ledger = writerOn(opened.store);
      for (const id of ['a', 'b', 'c']) await ledger.append(batch(id));
      for (const spoil of [changedEvent, changedAnswer, changedHash]) {
        const tampered: CommitStore = {
          ...bound(opened.store),
          read: (from, to) => mapped(opened.store.read(from, to), (commit) => (commit.no === 2 ? spoil(commit) : commit)),
        };
        await expect(collected(writerOn(tampered).read(1))).rejects.toThrow(LedgerBroken);
      }
    });
  });
}

const changedEvent = (commit: Commit): Commit => ({ ...commit, events: commit.events.map((event) => event.replace('"b"', '"B"')) });
const changedAnswer = (commit: Commit): Commit => ({
  ...commit,
  commands: commit.commands.map((command) => ({ ...command, answer: { done: 'B' } })),
});
const changedHash = (commit: Commit): Commit => ({ ...commit, hash: commit.hash.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')) });

async function* mapped(commits: AsyncIterable<Commit>, change: (commit: Commit) => Commit): AsyncIterable<Commit> {
  for await (const commit of commits) yield change(commit);
}

/** The store's calls as a plain record, so that one can be replaced. */
export function bound(store: CommitStore): CommitStore {
  return {
    insert: (commit) => store.insert(commit),
    get: (no) => store.get(no),
    several: (nos) => store.several(nos),
    last: () => store.last(),
    read: (from, to) => store.read(from, to),
    command: (id) => store.command(id),
    touching: (key, after, upTo) => store.touching(key, after, upTo),
  };
}
