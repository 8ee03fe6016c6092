import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seeded } from '../faults/seeded';
import type { Figure, Result } from './benchmark';
import { agentOf, exchange, quantile } from './load';
import { evaluated, FIRST_START_MS, latencyFigures, withProduct } from './over-http';
import { fill } from './read';

/** What `fill` makes for one unit. */
const EVENTS_A_UNIT = 46 * 3 * 24;
const EVENTS = 1_000_000;
const ASKED = 200;
/** Each is a good part of a second at a million. */
const DIFFERENCES = 60;
const BOARDS = 20;
const MEMORY_EVERY_MS = 50;

/** A board as known at a random time, proofs, the difference over a year, and a pack of the whole ledger checked offline. */
export async function audit(folder: string, size: number | null): Promise<Result> {
  const units = Math.max(BOARDS, Math.round((size ?? EVENTS) / EVENTS_A_UNIT));
  await fill(folder, units);
  const figures = await withProduct(
    { STYRBORD_DEMO: 'none', STYRBORD_DATA: folder },
    async (product) => {
      const { url, key } = product;
      await evaluated(product);
      const agent = agentOf(1);
      const random = seeded(1);
      const get = async (path: string): Promise<{ readonly body: string; readonly latencyMs: number }> => {
        const { status, body, latencyMs } = await exchange(agent, `${url}/api/v1${path}`, { key });
        if (status !== 200) throw new Error(`${path} answered ${status}: ${body()}`);
        return { body: body(), latencyMs };
      };
      const { ledgers } = JSON.parse((await get('/status')).body) as { ledgers: { no: number }[] };
      const head = ledgers[0]?.no ?? 0;
      const building = await get('/audit/checkpoint');
      const events = Number(building.body.split('\n')[1]);
      const timed = async (path: () => string, times = ASKED): Promise<number[]> => {
        const latencies: number[] = [];
        for (let turn = 0; turn < times; turn++) latencies.push((await get(path())).latencyMs);
        return latencies;
      };
      const board = (): string => `u${Math.floor(random() * BOARDS)}`;
      const moment = (): number => 1 + Math.floor(random() * head);
      const knownAt = await timed(() => `/scorecards/${board()}?period=2021-12&knownAt=${moment()}`);
      const inclusion = await timed(() => `/audit/inclusion?index=${Math.floor(random() * events)}&size=${events}`);
      const difference = await timed(() => `/replay/${board()}/diff?period=2021-12&from=${Math.floor(head / 2)}&to=${head}`, DIFFERENCES);
      const packed = performance.now();
      const pack = await fetch(`${url}/api/v1/audit/evidence`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: '{}',
      });
      await writeFile(join(folder, 'pack.zip'), new Uint8Array(await pack.arrayBuffer()));
      agent.destroy();
      return [
        { what: `both trees of ${events} events, from nothing`, value: building.latencyMs / 1000, unit: 's' },
        ...latencyFigures('known-at', knownAt),
        { what: 'inclusion proof, p99', value: quantile(inclusion, 0.99), unit: 'ms' },
        { what: 'difference over the second half, median', value: quantile(difference, 0.5), unit: 'ms' },
        { what: 'difference over the second half, p99', value: quantile(difference, 0.99), unit: 'ms' },
        { what: 'pack of the whole ledger, made', value: (performance.now() - packed) / 1000, unit: 's' },
      ];
    },
    FIRST_START_MS,
  );
  return { did: `audit of ${units * EVENTS_A_UNIT} measurements`, figures: [...figures, ...(await verifiedOffline(folder))] };
}

async function verifiedOffline(folder: string): Promise<Figure[]> {
  const began = performance.now();
  const args = ['dist/apps/cli/main.js', 'verify', join(folder, 'pack.zip'), '--key', join(folder, 'audit-key.pub'), '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()));
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, peakMegabytesOf(child.pid))), MEMORY_EVERY_MS);
  await once(child, 'exit');
  clearInterval(watch);
  const { result, events } = JSON.parse(told) as { result: string; events: number };
  if (result !== 'good') throw new Error(told);
  return [
    { what: `verify, ${events} events`, value: (performance.now() - began) / 1000, unit: 's' },
    { what: 'verify, memory at most', value: most, unit: 'MB' },
  ];
}

/** As Linux counts it; 0 where it has ended, or elsewhere. */
function peakMegabytesOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
