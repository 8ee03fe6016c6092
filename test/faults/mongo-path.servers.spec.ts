import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { StoreUnavailable } from '@styrbord/eventsourcing/commit-store';
import { LedgerUnavailable, type LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { MongoCommitStore } from '@styrbord/mongo/mongo-commit-store';
import { openMongo, type MongoConnection } from '@styrbord/mongo/mongo-connection';
import { MongoDocuments } from '@styrbord/mongo/mongo-documents';
import { onMongodb, openTenant, type OpenTenant } from '../contracts/servers';
import { batch, verified, writerOn } from '../contracts/writer';
import { isLong, pick, SEED, seeded } from './seeded';
import { PATHS, TcpProxy } from './tcp-proxy';

const LEDGER = 'nara/steering';
const CALLERS = 8;
/** What a person waits for at the most; the second half is what two shared processors may add. */
const ANSWERED_WITHIN_MS = 5_000 + 1_000;
const SPOILT_MS = 4_000;
/** A client whose look at the server is stuck is replaced after some seconds. */
const HEALED_WITHIN_MS = 8_000;
const CHANGES = isLong ? 200 : 12;

interface Heard {
  /** Acknowledged commands and their commits. */
  readonly acknowledged: Map<string, number>;
  failures: number;
  slowestMs: number;
}

onMongodb('a ledger on a MongoDB that cannot be relied on', (address) => {
  describe('a path to MongoDB', () => {
    let tenant: OpenTenant;
    let proxy: TcpProxy;
    let through: MongoConnection;
    let ledger: LedgerWriter;
    let documents: MongoDocuments;
    beforeEach(async () => {
      tenant = await openTenant(address, { writes: [LEDGER], documents: true });
      const { hostname, port } = new URL(address);
      proxy = await TcpProxy.to(hostname, Number(port));
      through = await openMongo(`mongodb://127.0.0.1:${proxy.port}/?directConnection=true`, { prefix: 'test' });
      const db = await through.tenant(tenant.db.databaseName.replace('test_', ''), { writes: [LEDGER], documents: true });
      ledger = writerOn(new MongoCommitStore(db, LEDGER), { now: Date.now, attemptId: randomUUID, wait: setTimeout });
      documents = new MongoDocuments(db);
    });
    afterEach(async () => {
      await through.close();
      await proxy.close();
      await tenant.close();
    });

    /** Callers that ask the same command again until it is answered, until they are told to stop. */
    const appending = async (until: Promise<unknown>): Promise<Heard> => {
      const heard: Heard = { acknowledged: new Map(), failures: 0, slowestMs: 0 };
      const stopped = new AbortController();
      void until.finally(() => stopped.abort());
      const caller = async (who: number): Promise<void> => {
        for (let at = 0; !stopped.signal.aborted; at++) await untilAcknowledged(ledger, `${who}/${at}`, heard);
      };
      await Promise.all(Array.from({ length: CALLERS }, (_, who) => caller(who)));
      return heard;
    };

    const expectStored = async ({ acknowledged, slowestMs }: Heard): Promise<void> => {
      const commits = await verified(new MongoCommitStore(tenant.db, LEDGER));
      const stored = commits.flatMap(({ no, commands }) => commands.map(({ id }) => `${id} ${no}`));
      expect(stored.toSorted(byText)).toEqual([...acknowledged].map(([id, no]) => `${id} ${no}`).toSorted(byText));
      expect(slowestMs).toBeLessThan(ANSWERED_WITHIN_MS);
    };

    it('a reading whose client is closed half way fails, and does not end as if that were all', async () => {
      const ids = Array.from({ length: 1_500 }, (_, at) => `d${at}`);
      await documents.write(ids.map((id) => ({ put: { collection: 'many', id, body: {} } })));
      const read: string[] = [];
      const reading = (async () => {
        for await (const { id } of documents.scan('many', '')) if (read.push(id) === 1) await through.close();
      })();
      await expect(reading).rejects.toThrow(StoreUnavailable);
      expect(read.length).toBeLessThan(ids.length);
    });

    it.each(PATHS)('%s: loses and doubles nothing, answers in time, and heals by itself', async (path) => {
      let healedAt = 0;
      const spoilt = (async () => {
        await setTimeout(300);
        proxy.become(path);
        await setTimeout(SPOILT_MS);
        const read = await timed(() => documents.get('views', 'a'));
        proxy.become('pass');
        healedAt = Date.now();
        await untilAcknowledged(ledger, 'after', { acknowledged: new Map(), failures: 0, slowestMs: 0 });
        return { read, healedMs: Date.now() - healedAt };
      })();
      const heard = await appending(spoilt);
      const { read, healedMs } = await spoilt;
      heard.acknowledged.set('after', (await ledger.command('after'))?.no ?? 0);
      expect(healedMs).toBeLessThan(HEALED_WITHIN_MS);
      expect(read.ms).toBeLessThan(ANSWERED_WITHIN_MS);
      const passes = path === 'pass' || path === 'delay';
      expect([heard.failures > 0, read.error instanceof StoreUnavailable]).toEqual([!passes, !passes]);
      await expectStored(heard);
    });

    it(`that changes ${CHANGES} times, at any moment (seed ${SEED}): the same`, async () => {
      const random = seeded(SEED);
      const changing = (async () => {
        for (let change = 0; change < CHANGES; change++) {
          proxy.become(pick(random, PATHS));
          await setTimeout(random() * 800);
        }
        proxy.become('pass');
        await setTimeout(HEALED_WITHIN_MS);
      })();
      const heard = await appending(changing);
      expect(heard.acknowledged.size).toBeGreaterThan(CALLERS);
      await expectStored(heard);
    }, 3_600_000);
  });
});

const byText = (a: string, b: string): number => a.localeCompare(b);

async function untilAcknowledged(ledger: LedgerWriter, id: string, heard: Heard): Promise<void> {
  while (!heard.acknowledged.has(id)) {
    const { ms, value, error } = await timed(() => ledger.append(batch(id, `series/${id}`)));
    heard.slowestMs = Math.max(heard.slowestMs, ms);
    if (value?.kind === 'committed') heard.acknowledged.set(id, value.no);
    else if (error instanceof LedgerUnavailable && error.cause instanceof StoreUnavailable) heard.failures++;
    else throw error ?? new Error(`${id} was answered ${value?.kind}`);
  }
}

async function timed<T>(ask: () => Promise<T>): Promise<{ readonly ms: number; readonly value?: T; readonly error?: unknown }> {
  const start = performance.now();
  try {
    const value = await ask();
    return { ms: performance.now() - start, value };
  } catch (error) {
    return { ms: performance.now() - start, error };
  }
}
