import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createTopics } from '@styrbord/kafka/topics';
import { kafkaOf } from '@styrbord/kafka/kafka-connection';
import { freePort } from './product';

export const SERVICES = ['steering', 'boards', 'audit', 'alerts'] as const;
export type Service = (typeof SERVICES)[number];

/** One process of a service. */
export interface Instance {
  readonly service: Service;
  readonly url: string;
  readonly pid: () => number;
  /** SIGKILL unless said; resolves when it has ended. */
  readonly end: (signal?: NodeJS.Signals) => Promise<void>;
  /** Starts it again on the same port, when it has ended. */
  readonly start: () => Promise<void>;
}

/** The distributed product on real servers, behind a proxy as operators put one before it. */
export interface DistributedProduct {
  /** Of the proxy. */
  readonly url: string;
  readonly key: string;
  readonly tenant: string;
  readonly instances: readonly Instance[];
  readonly of: (service: Service) => readonly Instance[];
  readonly stop: () => Promise<void>;
}

export interface Servers {
  readonly mongodb: string;
  readonly kafka: string;
}

const READY_MS = 60_000;
const KEY = 'distributed-tests-0123456789-0123456789';

/** Both servers' addresses, or null where the tests run without them. */
export function serversOf(environment: NodeJS.ProcessEnv = process.env): Servers | null {
  const { STYRBORD_TEST_MONGODB: mongodb, STYRBORD_TEST_KAFKA: kafka } = environment;
  return mongodb && kafka ? { mongodb, kafka } : null;
}

export async function makeTopics(kafka: string): Promise<void> {
  const brokers = { brokers: [kafka], client: 'tests' };
  await createTopics(kafkaOf(brokers), brokers, 1);
}

/** A private key for the audit service, in a file of the folder; its path. */
export async function auditKeyIn(folder: string): Promise<string> {
  const path = join(folder, 'key.pem');
  await writeFile(path, generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }));
  return path;
}

export async function startDistributed(
  servers: Servers,
  {
    each = 2,
    audits = 0,
    alerts = 0,
    tenant = `t-${randomUUID().slice(0, 13)}`,
    settings = {},
  }: { each?: number; audits?: number; alerts?: number; tenant?: string; settings?: Record<string, string> } = {},
): Promise<DistributedProduct> {
  await makeTopics(servers.kafka);
  const environment = {
    STYRBORD_MONGODB: servers.mongodb,
    STYRBORD_KAFKA: servers.kafka,
    STYRBORD_TENANT: tenant,
    STYRBORD_API_KEY: KEY,
    STYRBORD_LOG: 'error',
    ...settings,
  };
  const counts = { steering: each, boards: each, audit: audits, alerts };
  const services = SERVICES.flatMap((service) => Array.from({ length: counts[service] }, () => service));
  const starting = await Promise.allSettled(services.map((service) => startInstance(service, environment)));
  const instances = starting.flatMap((started) => (started.status === 'fulfilled' ? started.value : []));
  const failed = starting.find((started) => started.status === 'rejected');
  if (failed) {
    await Promise.all(instances.map((instance) => instance.end()));
    throw failed.reason;
  }
  const of = (service: Service): Instance[] => instances.filter((instance) => instance.service === service);
  const proxy = proxyBefore(of);
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    key: KEY,
    tenant,
    instances,
    of,
    stop: async () => {
      proxy.closeAllConnections();
      proxy.close();
      await Promise.all(instances.map((instance) => instance.end('SIGTERM')));
    },
  };
}

async function startInstance(service: Service, environment: Readonly<Record<string, string>>): Promise<Instance> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    child = spawn(process.execPath, [`dist/apps/${service}/main.js`], {
      env: { ...process.env, ...environment, STYRBORD_PORT: String(port) },
      // Its log too: an error there is what explains a failed test.
      stdio: ['ignore', 2, 'inherit'],
    });
    await untilReady(url, child);
  };
  const end = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  await start().catch(async (error: unknown) => {
    await end();
    throw error;
  });
  return { service, url, pid: () => child.pid ?? 0, end, start };
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  let said = 'nothing';
  for (const end = Date.now() + READY_MS; Date.now() < end; await setTimeout(100)) {
    if (child.exitCode !== null) throw new Error(`a service stopped with ${child.exitCode}`);
    if (child.signalCode !== null) return;
    const answer = await fetch(`${url}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    said = (await answer?.text()) ?? said;
  }
  throw new Error(`${url} was not ready in time: it says ${said}`);
}

export function serviceFor({ method, url = '' }: Pick<IncomingMessage, 'method' | 'url'>): Service {
  if (/^\/api\/v1\/(audit|history|replay)(\/|\?|$)/.test(url)) return 'audit';
  if (
    /^\/api\/v1\/(alerts|alert-rules|alert-recipients|notices|deliveries|unsubscriptions|people|notice-settings|responsibilities)(\/|\?|$)/.test(
      url,
    )
  )
    return 'alerts';
  if (/^\/api\/v1\/laboratory\/(history|weights)$/.test(url)) return 'boards';
  return method === 'GET' && !/^\/api\/v1\/(keys|subjects)\b/.test(url) ? 'boards' : 'steering';
}

/** Commands to steering, reads to boards, what is the audit's or the alerts' own to them, in turn; an instance that cannot be reached is passed over. */
function proxyBefore(of: (service: Service) => readonly Instance[]): Server {
  let turn = 0;
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer, left: readonly Instance[]): void => {
    const [target, ...others] = left;
    if (!target) return void outgoing.writeHead(502).end();
    const sent = request(new URL(incoming.url ?? '/', target.url), { method: incoming.method, headers: incoming.headers });
    sent.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', () => outgoing.destroy()).pipe(outgoing);
      outgoing.on('close', () => answer.destroy());
    });
    sent.on('error', (error) => {
      const refused = (error as { code?: string }).code === 'ECONNREFUSED';
      if (refused && !outgoing.headersSent) pass(incoming, outgoing, body, others);
      else outgoing.destroy();
    });
    sent.end(body);
  };
  return createServer((incoming, outgoing) => {
    const instances = of(serviceFor(incoming));
    const first = turn++ % instances.length;
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => pass(incoming, outgoing, Buffer.concat(chunks), [...instances.slice(first), ...instances.slice(0, first)]));
  });
}
