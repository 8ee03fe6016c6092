import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { rowsOf } from '@styrbord/steering/board';
import type { Row, Scorecard } from '@styrbord/steering/scorecard';
import { caller } from '../api';
import { serversOf, startDistributed, type DistributedProduct } from '../distributed';
import { isLong, SEED } from '../faults/seeded';
import { NO_DISCREPANCY, TRAFFIC_PERIOD, TRAFFIC_UNIT } from '../faults/traffic';
import { untilAcknowledged, UnderTraffic } from '../faults/under-traffic';
import { LiveReader } from './live-reader';

const ROUNDS = isLong ? 10 : 1;
const READERS = isLong ? 100 : 12;
/** A caller reads the answer before the next: screens are watched, not flooded. */
const PAUSE_MS = 250;
const TOLD_WITHIN_MS = 30_000;
const servers = serversOf();

(servers ? describe : describe.skip)(
  servers
    ? `${READERS} screens while every service is restarted ${ROUNDS} times (seed ${SEED})`
    : 'a rolling restart: skipped, STYRBORD_TEST_MONGODB or _KAFKA holds no address',
  () => {
    let product: DistributedProduct;
    const readers: LiveReader[] = [];
    beforeAll(async () => {
      if (servers) product = await startDistributed(servers);
    }, 60_000);
    afterAll(async () => {
      await Promise.all(readers.map((reader) => reader.stop()));
      await product?.stop();
    }, 60_000);

    it('every command is settled by its key, and no screen misses a row or goes back', async () => {
      const under = new UnderTraffic(product, servers?.mongodb ?? '', SEED);
      await under.begin();
      const path = `/scorecards/${TRAFFIC_UNIT}/live?period=${TRAFFIC_PERIOD}`;
      readers.push(...Array.from({ length: READERS }, () => new LiveReader(product, path)));
      const { discrepancy, ...suffered } = await under.suffer(
        async (traffic) => {
          for (let round = 0; round < ROUNDS; round++) {
            for (const instance of product.instances) {
              await instance.end('SIGTERM');
              await instance.start();
              await untilAcknowledged(traffic, 16);
            }
          }
        },
        { pauseMs: PAUSE_MS },
      );
      const { body } = await caller(product, product.key).get(`/scorecards/${TRAFFIC_UNIT}?period=${TRAFFIC_PERIOD}`);
      const shown = byId(rowsOf((body as unknown as Scorecard).perspectives));
      const behind = (): number => readers.filter(({ rows }) => !isDeepStrictEqual(byId([...rows.values()]), shown)).length;
      for (const end = Date.now() + TOLD_WITHIN_MS; behind() > 0 && Date.now() < end;) await setTimeout(100);
      const messages = readers.reduce((sum, { ids }) => sum + ids.length, 0);
      const opened = readers.reduce((sum, reader) => sum + reader.opened, 0);
      process.stderr.write(`rolling restart: ${JSON.stringify({ ...suffered, screens: READERS, opened, messages })}\n`);
      await Promise.all(readers.map((reader) => reader.stop()));
      expect([discrepancy, behind(), readers.flatMap(({ disorder }) => disorder)]).toEqual([NO_DISCREPANCY, 0, []]);
      expect(opened).toBeGreaterThanOrEqual(READERS * (1 + ROUNDS));
      expect(messages).toBeGreaterThan(READERS * 10);
    }, 3_600_000);
  },
);

const byId = (rows: readonly Row[]): readonly Row[] => rows.toSorted((a, b) => a.id.localeCompare(b.id));
