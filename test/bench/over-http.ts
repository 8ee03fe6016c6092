import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { startProduct, type Product } from '../product';
import type { Figure, Result } from './benchmark';
import { agentOf, callers, exchange, quantile } from './load';

const CONNECTIONS = 64;
const RUN_MS = 8_000;
const WARM_MS = 3_000;
/** The first start over a long history makes the views of it. */
export const FIRST_START_MS = 300_000;
const EVALUATED_WITHIN_MS = 1_200_000;
const ASK_MS = 500;

export async function withProduct<T>(
  settings: Readonly<Record<string, string>>,
  act: (product: Product) => Promise<T>,
  readyMs?: number,
): Promise<T> {
  const product = await startProduct(settings, readyMs);
  try {
    return await act(product);
  } finally {
    await product.stop();
  }
}

/**
 * With no rule on: in a ledger that a benchmark fills nearly every value misses its target, and its cases would be found and
 * recorded for long after the start.
 */
export async function withoutAlerts(folder: string): Promise<void> {
  await withProduct({ STYRBORD_DEMO: 'none', STYRBORD_DATA: folder }, async ({ url, key }) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const address = `${url}/api/v1/alert-rules`;
    const { items } = (await (await fetch(address, { headers })).json()) as { items: Record<string, unknown>[] };
    for (const { version: _, perspectiveName: __, ...rule } of items) {
      const { status } = await fetch(address, { method: 'PUT', headers, body: JSON.stringify({ ...rule, isOn: false }) });
      if (status !== 200) throw new Error(`the rule ${String(rule['id'])} was answered ${status}`);
    }
  });
}

/** Resolves once everything was looked at: what is measured afterwards has the machine to itself. */
export async function evaluated({ url, key }: Product): Promise<void> {
  const start = performance.now();
  while (performance.now() - start < EVALUATED_WITHIN_MS) {
    const answer = await fetch(`${url}/api/v1/status/alerts`, { headers: { authorization: `Bearer ${key}` } });
    const { lag } = (await answer.json()) as { lag: number };
    if (lag === 0) return;
    await setTimeout(ASK_MS);
  }
  throw new Error('alerts were not evaluated in time');
}

const MONTHS = Array.from({ length: 240 }, (_, at) => `${2000 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`);

const MEASURES = 500;

/** POST of one measurement: 64 connections, validated, decided, durable. */
export const command = (): Promise<Result> =>
  withProduct({ STYRBORD_DEMO: 'none' }, async (product) => {
    const { perSecond, latencies, failed } = await commands(product.url, [product.key]);
    return {
      did: `POST of one measurement over ${CONNECTIONS} connections, validated, decided, durable; ${failed} failed`,
      figures: [{ what: 'commands', value: perSecond, unit: '/s' }, ...latencyFigures('latency', latencies)],
    };
  });

/** Every caller writes what is its own, to the ledgers of these keys in turn. */
export async function commands(url: string, keys: readonly string[]): ReturnType<typeof callers> {
  const agent = agentOf(CONNECTIONS);
  const measures = Array.from({ length: MEASURES }, (_, at) => ({ id: `m${at}`, name: `m${at}`, kind: 'count', unitOfMeasure: 'st' }));
  const ground = JSON.stringify({ format: 'styrbord/1', units: [{ id: 'u', name: 'U', kind: 'unit' }], measures });
  for (const key of keys) {
    const { status, body } = await exchange(agent, `${url}/api/v1/documents`, { method: 'POST', key, body: ground });
    if (status !== 200) throw new Error(`the ground was answered ${status}: ${body()}`);
  }
  let sent = 0;
  const ask = (): ReturnType<typeof exchange> => {
    const key = keys[sent % keys.length] ?? '';
    const turn = Math.floor(sent++ / keys.length);
    const period = MONTHS[Math.floor(turn / MEASURES) % MONTHS.length];
    const body = JSON.stringify({ measure: `m${turn % MEASURES}`, unit: 'u', period, value: String(turn), reason: 'x' });
    return exchange(agent, `${url}/api/v1/measurements`, { method: 'POST', key, body });
  };
  await callers(CONNECTIONS, WARM_MS, ask);
  const run = await callers(CONNECTIONS, RUN_MS, ask);
  agent.destroy();
  return run;
}

const LIVE_CHANGES = 300;

/** A cell of a board that is watched while it is changed. */
export interface Watched {
  readonly unit: string;
  readonly period: string;
  readonly measure: string;
  readonly measured: string;
}

export const live = (): Promise<Result> =>
  withProduct({}, async (product) => ({
    did: `${LIVE_CHANGES} POSTs, one after the other, to the row’s arrival at an SSE client`,
    figures: await delays(product, { unit: 'nara', period: '2022-T1', measure: 'budget', measured: '2022-T1' }),
  }));

/** POST to the row's arrival at an SSE client. */
export async function delays({ url, key }: Pick<Product, 'url' | 'key'>, { unit, period, measure, measured }: Watched): Promise<Figure[]> {
  const agent = agentOf(2);
  let arrived: (at: number) => void = () => undefined;
  const stop = await follow(url, key, `/api/v1/scorecards/${unit}/live?period=${period}`, () => arrived(performance.now()));
  const latencies: number[] = [];
  for (let turn = 0; turn < LIVE_CHANGES; turn++) {
    const began = performance.now();
    const seen = new Promise<number>((resolve) => (arrived = resolve));
    const body = JSON.stringify({ measure, unit, period: measured, value: String(turn), reason: 'x' });
    const { status } = await exchange(agent, `${url}/api/v1/measurements`, { method: 'POST', key, body });
    if (status !== 200) throw new Error(`a measurement was answered ${status}`);
    latencies.push((await seen) - began);
  }
  stop();
  agent.destroy();
  return latencyFigures('delay', latencies);
}

/** A bare SSE reader: resolves with what stops it when it has the snapshot, and tells of each `rows`. */
function follow(url: string, key: string, path: string, arrived: () => void): Promise<() => void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${path} HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${key}\r\n\r\n`);
  return new Promise((begun) =>
    socket.on('data', (chunk) => {
      if (chunk.includes('event: snapshot')) begun(() => socket.destroy());
      if (chunk.includes('event: rows')) arrived();
    }),
  );
}

export function latencyFigures(what: string, latencies: readonly number[]): Figure[] {
  return [
    { what: `${what}, median`, value: quantile(latencies, 0.5), unit: 'ms' },
    { what: `${what}, p99`, value: quantile(latencies, 0.99), unit: 'ms' },
  ];
}
