import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { AggregatorRegistry } from 'prom-client';
import { StoreUnavailable } from '@styrbord/eventsourcing/commit-store';
import { addressOf, type Config } from './config';
import { Metrics } from './metrics';
import { Readiness } from './readiness';

interface Options {
  readonly config: Config;
  readonly log: Logger;
  /** The tenants to serve now. */
  readonly tenants: () => Promise<readonly string[]>;
  /** An app wired for one tenant; not listening. */
  readonly open: (config: Config) => Promise<NestFastifyApplication>;
  /** Once every tenant is there, before anybody can ask. */
  readonly opened?: () => Promise<void>;
}

interface Tenant {
  readonly app: NestFastifyApplication;
  readonly fastify: FastifyInstance;
}

const LOOK_MS = 5_000;
const FIRST_LOOK_MS_MAX = 60_000;
const AGAIN_MS = 1_000;
const UPLOAD_MS_MAX = 120_000;
const SHUTDOWN_MS_MAX = 5_000;
const SIGN_IN_BYTES_MAX = 16_384;
const KEY = /^Bearer sb[ko]_([a-z0-9][a-z0-9-]*)_/i;
const COOKIE = /(?:^|;\s*)(?:__Host-)?styrbord=([a-z0-9][a-z0-9-]*)\./;

/**
 * Serves many tenants on one port. Each has an app of its own, wired to its own ledger and documents, and who asks is
 * handed to the app that their key or session names: there is nothing in between that could know two of them.
 */
export class TenantHost {
  private readonly tenants = new Map<string, Tenant>();
  private readonly server: Server;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();

  constructor(private readonly options: Options) {
    this.server = createServer((request, response) => void this.take(request, response));
    this.server.requestTimeout = UPLOAD_MS_MAX;
  }

  /** Answers the address as a person would type it. */
  async start(): Promise<string> {
    const { config, opened } = this.options;
    await this.firstLook();
    await opened?.();
    this.server.listen({ port: config.STYRBORD_PORT, host: config.STYRBORD_HOST });
    await once(this.server, 'listening');
    this.timer = setInterval(() => {
      this.looking = this.looking.then(() => this.look()).catch((err: unknown) => this.options.log.warn({ err }, 'tenants'));
    }, LOOK_MS);
    return addressOf(config, (this.server.address() as { readonly port: number } | null)?.port);
  }

  /** Takes no more, lets what has begun end, then closes every tenant. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
    setTimeout(() => this.server.closeAllConnections(), SHUTDOWN_MS_MAX).unref();
    const closed = new Promise((done) => this.server.close(done));
    this.server.closeIdleConnections();
    // Streams end with their app; nothing else would end them.
    await Promise.all([...this.tenants.values()].map(({ app }) => app.close()));
    await closed;
  }

  /** The stores were there a moment ago: where one is too busy to answer just now, it is waited for. */
  private async firstLook(): Promise<void> {
    for (const end = Date.now() + FIRST_LOOK_MS_MAX; ; await pause(AGAIN_MS)) {
      try {
        return await this.look();
      } catch (error) {
        if (!isUnreachable(error) || Date.now() > end) throw error;
      }
    }
  }

  private async look(): Promise<void> {
    const wanted = new Set(await this.options.tenants());
    for (const [id, { app }] of this.tenants) {
      if (wanted.has(id)) continue;
      this.tenants.delete(id);
      await app.close();
      this.options.log.info({ tenant: id }, 'tenant closed');
    }
    const failures: unknown[] = [];
    for (const id of wanted) {
      if (this.tenants.has(id)) continue;
      try {
        this.tenants.set(id, await this.opened(id));
        this.options.log.info({ tenant: id }, 'tenant open');
      } catch (err) {
        failures.push(err);
        this.options.log.error({ err, tenant: id }, 'tenant not open');
      }
    }
    // One that cannot be opened keeps nobody else out, and is tried again.
    if (failures.length > 0 && this.tenants.size === 0) throw failures[0];
  }

  private async opened(id: string): Promise<Tenant> {
    const app = await this.options.open({ ...this.options.config, STYRBORD_TENANT: id });
    try {
      await app.init();
      const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
      await fastify.ready();
      return { app, fastify };
    } catch (error) {
      // What it has begun by then, such as holding the ledger's lease, ends with it.
      await app.close().catch((err: unknown) => this.options.log.warn({ err, tenant: id }, 'tenant not closed'));
      throw error;
    }
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const path = (request.url ?? '').split('?')[0];
      if (path === '/health/live') return answer(response, 200, { status: 'live' });
      if (path === '/health/ready') return await this.readiness(response);
      if (path === '/metrics') return await this.metrics(response);
      if (path === '/api/v1/session' && request.method === 'POST') return await this.signIn(request, response);
      this.tenantOf(request, response)?.fastify.routing(request, response);
    } catch (err) {
      this.options.log.error({ err }, 'a request could not be handed on');
      response.destroy();
    }
  }

  /** Who names no tenant, or one that is not served, is nobody to any of them: the first says so as well as another. */
  private tenantOf({ headers }: IncomingMessage, response: ServerResponse): Tenant | null {
    const named = KEY.exec(headers.authorization ?? '')?.[1] ?? COOKIE.exec(headers.cookie ?? '')?.[1];
    return this.tenant(named, response);
  }

  private tenant(named: string | undefined, response: ServerResponse): Tenant | null {
    const found = (named === undefined ? undefined : this.tenants.get(named)) ?? this.tenants.values().next().value;
    if (!found) answer(response, 503, { status: 'no tenant is served yet' }, { 'retry-after': '5' });
    return found ?? null;
  }

  /** `name@tenant` signs in to that tenant. */
  private async signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > SIGN_IN_BYTES_MAX) return answer(response, 413, { code: 'body-too-large', status: 413 });
      chunks.push(chunk);
    }
    const body = Buffer.concat(chunks);
    const named = /"account"\s*:\s*"[^"@\\]*@([a-z0-9][a-z0-9-]*)"/.exec(body.toString('utf8'))?.[1];
    const tenant = this.tenant(named, response);
    if (!tenant) return;
    const { url = '/', headers, socket } = request;
    const done = await tenant.fastify.inject({
      method: 'POST',
      url,
      headers: headers as Record<string, string>,
      payload: body,
      remoteAddress: socket.remoteAddress ?? '',
    });
    response.writeHead(done.statusCode, done.headers as Record<string, string>).end(done.rawPayload);
  }

  private async readiness(response: ServerResponse): Promise<void> {
    const waiting = await Promise.all([...this.tenants].map(async ([id, { app }]) => [id, await app.get(Readiness).waiting()] as const));
    const behind = waiting.filter(([, each]) => Object.keys(each).length > 0);
    if (behind.length === 0) return answer(response, 200, { status: 'ready' });
    return answer(response, 503, { status: 'not-ready', waiting: Object.fromEntries(behind) }, { 'retry-after': '1' });
  }

  private async metrics(response: ServerResponse): Promise<void> {
    const registries = [...this.tenants].map(([id, { app }]) => {
      const { registry } = app.get(Metrics);
      registry.setDefaultLabels({ tenant: id });
      return registry;
    });
    const text = await AggregatorRegistry.aggregate(await Promise.all(registries.map((registry) => registry.getMetricsAsJSON()))).metrics();
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text);
  }
}

function answer(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

const isUnreachable = (error: unknown): boolean =>
  error instanceof Error && ((error instanceof StoreUnavailable && error.reason === 'unreachable') || isUnreachable(error.cause));
