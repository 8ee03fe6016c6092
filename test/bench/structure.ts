import { mkdir } from 'node:fs/promises';
import type { Product } from '../product';
import type { Result } from './benchmark';
import { agentOf, exchange, quantile } from './load';
import { FIRST_START_MS, withProduct } from './over-http';
import { fill } from './read';

const UNITS = 30;
const EXTENT = { measures: 46, cells: ['T', 'K', 'M'], months: 6 };
const PERIOD = '2020-06';
const READS = 20;

/** GET of a board of 46 measures × 3 cells whose values are of 30 units: as it is, as known at a commit, and in the structure of a date. */
export async function structure(folder: string): Promise<Result> {
  await mkdir(folder, { recursive: true });
  await fill(folder, UNITS, EXTENT);
  const measure = async ({ url, key }: Product): Promise<Result> => {
    const agent = agentOf(1);
    const read = async (query: string): Promise<number> => {
      const { status, body, latencyMs } = await exchange(agent, `${url}/api/v1/scorecards/region?period=${PERIOD}${query}`, { key });
      if (status !== 200) throw new Error(body());
      return latencyMs;
    };
    const body = (await exchange(agent, `${url}/api/v1/scorecards/region?period=${PERIOD}`, { key })).body();
    const { no } = (JSON.parse(body) as { known: { no: number } }).known;
    const all: Record<string, number[]> = { now: [], known: [], structure: [] };
    for (let at = 0; at < READS; at++) {
      all['now']?.push(await read(''));
      all['known']?.push(await read(`&knownAt=${no}`));
      all['structure']?.push(await read('&structureAt=2020-06-30'));
    }
    agent.destroy();
    const told = (what: string, name: string) => ({ what, value: quantile(all[name] ?? [], 0.5), unit: 'ms' });
    const known = told('as known at a commit, median', 'known');
    const dated = told('in the structure of a date, median', 'structure');
    return {
      did: `GET of a board of ${EXTENT.measures} measures × ${EXTENT.cells.length} cells over ${UNITS} units`,
      figures: [
        told('as it is, median', 'now'),
        known,
        { ...dated, baseline: { what: known.what, value: known.value }, ratio: dated.value / known.value },
      ],
    };
  };
  return withProduct({ STYRBORD_DEMO: 'none', STYRBORD_DATA: folder }, measure, FIRST_START_MS);
}
