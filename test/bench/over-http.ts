import { connect } from 'node:net';
import { startProduct, type Product } from '../product';
import type { Figure, Result } from './benchmark';
import { agentOf, callers, exchange, quantile } from './load';

const CONNECTIONS = 64;
const RUN_MS = 8_000;
const WARM_MS = 3_000;

export async function withProduct<T>(settings: Readonly<Record<string, string>>, act: (product: Product) => Promise<T>): Promise<T> {
  const product = await startProduct(settings);
  try {
    return await act(product);
  } finally {
    await product.stop();
  }
}

const MONTHS = Array.from({ length: 240 }, (_, at) => `${2000 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`);

/** POST of one measurement: 64 connections, validated, decided, durable. */
export function command(): Promise<Result> {
  return withProduct({ STYRBORD_DEMO: 'none' }, async ({ url, key }) => {
    const agent = agentOf(CONNECTIONS);
    const measures = Array.from({ length: 500 }, (_, at) => ({ id: `m${at}`, name: `m${at}`, kind: 'count', unitOfMeasure: 'st' }));
    await exchange(agent, `${url}/api/v1/documents`, {
      method: 'POST',
      key,
      body: JSON.stringify({ format: 'styrbord/1', units: [{ id: 'u', name: 'U', kind: 'unit' }], measures }),
    });
    let sent = 0;
    const ask = (): ReturnType<typeof exchange> => {
      const turn = sent++;
      const body = JSON.stringify({
        measure: `m${turn % 500}`,
        unit: 'u',
        period: MONTHS[Math.floor(turn / 500) % 240],
        value: String(turn),
        reason: 'x',
      });
      return exchange(agent, `${url}/api/v1/measurements`, { method: 'POST', key, body });
    };
    await callers(CONNECTIONS, WARM_MS, ask);
    const { perSecond, latencies, failed } = await callers(CONNECTIONS, RUN_MS, ask);
    agent.destroy();
    return {
      did: `POST of one measurement over ${CONNECTIONS} connections, validated, decided, durable; ${failed} failed`,
      figures: [{ what: 'commands', value: perSecond, unit: '/s' }, ...latencyFigures('latency', latencies)],
    };
  });
}

const LIVE_CHANGES = 300;

/** POST to the row's arrival at an SSE client. */
export function live(): Promise<Result> {
  return withProduct({}, async ({ url, key }) => {
    const agent = agentOf(2);
    let arrived: (at: number) => void = () => undefined;
    const stop = follow(url, key, () => arrived(performance.now()));
    await new Promise((done) => setTimeout(done, 500));
    const latencies: number[] = [];
    for (let turn = 0; turn < LIVE_CHANGES; turn++) {
      const began = performance.now();
      const seen = new Promise<number>((resolve) => (arrived = resolve));
      const body = JSON.stringify({ measure: 'budget', unit: 'nara', period: '2022-T1', value: String(turn), reason: 'x' });
      await exchange(agent, `${url}/api/v1/measurements`, { method: 'POST', key, body });
      latencies.push((await seen) - began);
    }
    stop();
    agent.destroy();
    return {
      did: `${LIVE_CHANGES} POSTs, one after the other, to the row’s arrival at an SSE client`,
      figures: latencyFigures('delay', latencies),
    };
  });
}

/** A bare SSE reader: tells of each `rows`. */
function follow(url: string, key: string, arrived: () => void): () => void {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET /api/v1/scorecards/nara/live?period=2022-T1 HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${key}\r\n\r\n`);
  socket.on('data', (chunk) => {
    if (chunk.includes('event: rows')) arrived();
  });
  return () => socket.destroy();
}

export function latencyFigures(what: string, latencies: readonly number[]): Figure[] {
  return [
    { what: `${what}, median`, value: quantile(latencies, 0.5), unit: 'ms' },
    { what: `${what}, p99`, value: quantile(latencies, 0.99), unit: 'ms' },
  ];
}
