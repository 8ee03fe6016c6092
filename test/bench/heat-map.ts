import { mkdir } from 'node:fs/promises';
import type { Result } from './benchmark';
import { agentOf, exchange, quantile } from './load';
import type { Product } from '../product';
import { evaluated, FIRST_START_MS, withProduct } from './over-http';
import { fill } from './read';

const UNITS = 290;
const EXTENT = { measures: 50, cells: ['T'], months: 6 };
const PERIOD = '2020-06';
const READS = 40;

/** GET of a heat map of 290 units × 50 measures: never read before, again, and after a measurement came. */
export async function heatMap(folder: string): Promise<Result> {
  await mkdir(folder, { recursive: true });
  await fill(folder, UNITS, EXTENT);
  const settings = { STYRBORD_DEMO: 'none', STYRBORD_DATA: folder };
  const measure = async (product: Product): Promise<Result> => {
    const { url, key } = product;
    await evaluated(product);
    const agent = agentOf(1);
    const read = async (minNo?: number): Promise<number> => {
      const after = minNo === undefined ? '' : `&minNo=${minNo}`;
      const { status, body, latencyMs } = await exchange(agent, `${url}/api/v1/scorecards/region/units?period=${PERIOD}${after}`, { key });
      const cells = body().split('"onPath":').length - 1;
      if (status !== 200 || cells !== UNITS * EXTENT.measures) throw new Error(`the heat map answered ${status} with ${cells} cells`);
      return latencyMs;
    };
    const first = await read();
    const [again, changed]: number[][] = [[], []];
    for (let at = 0; at < READS; at++) {
      again?.push(await read());
      const row = { measure: 'm0', unit: `u${at}`, period: PERIOD, numerator: 1 + at, denominator: 100, reason: 'Mätning' };
      const sent = await exchange(agent, `${url}/api/v1/measurements/corrections`, { method: 'POST', key, body: JSON.stringify(row) });
      if (sent.status !== 200) throw new Error(sent.body());
      changed?.push(await read((JSON.parse(sent.body()) as { no: number }).no));
    }
    agent.destroy();
    return {
      did: `GET of a heat map of ${UNITS} units × ${EXTENT.measures} measures`,
      figures: [
        { what: 'never read before', value: first, unit: 'ms' },
        { what: 'again, median', value: quantile(again ?? [], 0.5), unit: 'ms' },
        { what: 'after a correction, median', value: quantile(changed ?? [], 0.5), unit: 'ms' },
        { what: 'after a correction, p99', value: quantile(changed ?? [], 0.99), unit: 'ms' },
      ],
    };
  };
  return withProduct(settings, measure, FIRST_START_MS);
}
