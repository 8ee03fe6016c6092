import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';

const LONG = process.env['STYRBORD_FAULTS'] === 'long';
const KILLS = LONG ? 200 : 4;
const CALLERS = 16;
const UPTIME_MS_MAX = 900;

/** Plausible and repeatable; the seed is printed when something fails. */
const SEED = Number(process.env['STYRBORD_SEED'] ?? 20_220_430);
let state = SEED;
const random = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
};

interface Acknowledged {
  readonly key: string;
  readonly no: number;
  readonly period: string;
  readonly caller: number;
  readonly value: string;
}

/** Each caller writes its own measure, month after month, and remembers what it was told. */
async function write(
  operator: Caller,
  number: number,
  acknowledged: Acknowledged[],
  unknown: Map<string, Acknowledged>,
  stopped: () => boolean,
): Promise<void> {
  for (let turn = 0; !stopped(); turn++) {
    const period = `${2000 + (turn % 20)}-0${1 + (turn % 9)}`;
    const value = String(Math.floor(random() * 1_000_000));
    const key = `${number}-${acknowledged.length}-${turn}-${Math.floor(random() * 1e9)}`;
    const attempt = { key, no: 0, period, caller: number, value };
    try {
      const { status, body } = await operator.send(
        'POST',
        '/measurements',
        { measure: `m${number}`, unit: 'u', period, value, reason: 'x' },
        { 'idempotency-key': key },
      );
      if (status === 200) acknowledged.push({ ...attempt, no: body['no'] as number });
    } catch {
      unknown.set(key, attempt);
      return;
    }
  }
}

describe(`SIGKILL while ${CALLERS} callers write over HTTP (${KILLS} kills, seed ${SEED})`, () => {
  let product: Product;
  let operator: Caller;
  beforeAll(async () => {
    product = await startProduct({ STYRBORD_DEMO: 'none' });
    operator = caller(product, product.key);
    const measures = Array.from({ length: CALLERS }, (_, at) => ({ id: `m${at}`, name: `m${at}`, kind: 'count', unitOfMeasure: 'st' }));
    const { status } = await operator.send('POST', '/documents', {
      format: 'styrbord/1',
      units: [{ id: 'u', name: 'U', kind: 'unit' }],
      measures,
    });
    expect(status).toBe(200);
  }, 60_000);
  afterAll(() => product.stop());

  it(
    'loses nothing acknowledged, leaves no gap, and its views are its events',
    async () => {
      const acknowledged: Acknowledged[] = [];
      const unknown = new Map<string, Acknowledged>();
      for (let kill = 0; kill < KILLS; kill++) {
        let stopped = false;
        const callers = Array.from({ length: CALLERS }, (_, number) => write(operator, number, acknowledged, unknown, () => stopped));
        // Every other time whatever there is by then, be it nothing.
        const wanted = acknowledged.length + (kill % 2) * CALLERS;
        while (acknowledged.length < wanted) await setTimeout(5);
        await setTimeout(50 + random() * UPTIME_MS_MAX);
        await product.kill();
        stopped = true;
        await Promise.all(callers);
        await product.restart();
      }
      expect(acknowledged.length).toBeGreaterThanOrEqual((KILLS / 2) * CALLERS);
      // A retry gives the first answer: every acknowledged command is still there, under its number.
      for (const { key, no, period, caller: number, value } of sampled(acknowledged)) {
        const { status, body } = await operator.send(
          'POST',
          '/measurements',
          { measure: `m${number}`, unit: 'u', period, value, reason: 'x' },
          { 'idempotency-key': key },
        );
        expect([key, status, body['no']]).toEqual([key, 200, no]);
      }
      const head = await operator.head();
      const nos = new Set(acknowledged.map(({ no }) => no));
      expect(Math.max(...nos)).toBeLessThanOrEqual(head);
      // The last acknowledged value of each place is shown, or one whose outcome was unknown.
      const last = new Map<string, Acknowledged>();
      for (const one of acknowledged) last.set(`${one.caller}@${one.period}`, one);
      for (let number = 0; number < CALLERS; number++) {
        const { body } = await operator.get(`/measures/m${number}/series?unit=u&minNo=${head}`);
        const shown = new Map((body['points'] as { period: string; value: string }[]).map(({ period, value }) => [period, value]));
        for (const { caller: own, period, value } of last.values()) {
          if (own !== number) continue;
          const maybe = [...unknown.values()].filter((one) => one.caller === number && one.period === period).map((one) => one.value);
          expect([value, ...maybe]).toContain(shown.get(period));
        }
      }
      const { views } = (await operator.get('/status')).body as {
        views: { checkpoint: { no: number }; parked: unknown[]; halted: string | null }[];
      };
      expect(
        views.every(({ checkpoint, parked, halted }) => checkpoint.no === head && isDeepStrictEqual(parked, []) && halted === null),
      ).toBe(true);
      process.stdout.write(`${KILLS} kills, ${acknowledged.length} acknowledged, ${unknown.size} unknown at the kill, head ${head}\n`);
    },
    LONG ? 3_600_000 : 120_000,
  );
});

/** Every one in the short run; in the long one a thousand, spread over all. */
function sampled(all: readonly Acknowledged[]): readonly Acknowledged[] {
  const step = Math.max(1, Math.floor(all.length / 2_000));
  return all.filter((_, at) => at % step === 0);
}
