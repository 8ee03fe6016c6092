import { Agent, request } from 'node:http';

/** One HTTP exchange over a kept connection; resolves with status, body and how long it took. */
export interface Exchange {
  readonly status: number;
  /** Made when it is asked for: the load generator has the same processors as the server. */
  readonly body: () => string;
  readonly bytes: number;
  readonly etag: string | undefined;
  readonly latencyMs: number;
}

export function agentOf(connections: number): Agent {
  return new Agent({ keepAlive: true, maxSockets: connections });
}

export function exchange(
  agent: Agent,
  url: string,
  options: { method?: string; key: string; body?: string; headers?: Record<string, string> },
): Promise<Exchange> {
  const { method = 'GET', key, body, headers = {} } = options;
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
    const sent = request(url, { agent, method, headers: { authorization: `Bearer ${key}`, ...type, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: () => Buffer.concat(chunks).toString(),
          bytes: chunks.reduce((sum, { length }) => sum + length, 0),
          etag: response.headers.etag,
          latencyMs: performance.now() - began,
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** So many callers, each asking again as soon as it is answered, until the time is out. */
export async function callers(
  count: number,
  forMs: number,
  ask: (turn: number) => Promise<Exchange>,
): Promise<{ readonly perSecond: number; readonly latencies: number[]; readonly failed: number }> {
  const latencies: number[] = [];
  let [turn, failed] = [0, 0];
  const began = performance.now();
  const until = began + forMs;
  const caller = async (): Promise<void> => {
    while (performance.now() < until) {
      const { status, latencyMs } = await ask(turn++);
      if (status === 200 || status === 304) latencies.push(latencyMs);
      else failed++;
    }
  };
  await Promise.all(Array.from({ length: count }, caller));
  return { perSecond: latencies.length / ((performance.now() - began) / 1000), latencies, failed };
}

/** So many requests a second, whatever the answers do; latency counts from when each was due. */
export async function atRate(perSecond: number, forMs: number, ask: (turn: number) => Promise<Exchange>): Promise<number[]> {
  const latencies: number[] = [];
  const began = performance.now();
  const pending: Promise<void>[] = [];
  for (let turn = 0; (turn * 1000) / perSecond < forMs; turn++) {
    const due = began + (turn * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((done) => setTimeout(done, wait));
    pending.push(ask(turn).then(() => void latencies.push(performance.now() - due)));
  }
  await Promise.all(pending);
  return latencies;
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}
