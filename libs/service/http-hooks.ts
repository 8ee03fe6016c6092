import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Authentication } from './authentication';
import { Metrics } from './metrics';
import { PersonNames } from './person-names';
import { languageOf, ProblemError } from './problem';
import { ADDRESS_RATE, PRINCIPAL_RATE, RateLimit } from './rate-limit';
import type { Principal } from './roles';
import { SecurityLog } from './security-log';
import type { Clock } from './tokens';

const API = '/api/';
const QUIET = /^\/(health|metrics)\b/;

interface RouteConfig {
  readonly bodyLimit?: number;
}

/** What happens to every request before and after its handler. Order matters: nothing is read from who is nobody. */
export function addHooks(app: NestFastifyApplication, fastify: FastifyInstance, { log, now }: { log: Logger; now: Clock }): void {
  const authentication = app.get(Authentication);
  const security = app.get(SecurityLog);
  const principals = new RateLimit(PRINCIPAL_RATE, now);
  const addresses = new RateLimit(ADDRESS_RATE, now);

  const held = (principal: Principal | null, request: FastifyRequest): void => {
    if (principal?.via === 'operator-key') return;
    try {
      if (principal) principals.take(principal.id);
      else addresses.take(request.ip);
    } catch (refused) {
      security.tell('rate-limited', { who: principal?.id ?? request.ip });
      throw refused;
    }
  };

  fastify.decorateRequest('principal', null);
  fastify.addHook('onRoute', (route) => {
    const { bodyLimit } = (route.config ?? {}) as RouteConfig;
    if (bodyLimit !== undefined) route.bodyLimit = bodyLimit;
  });
  fastify.addHook('onRequest', async (request) => {
    if (!request.url.startsWith(API)) return;
    if (request.headers['content-encoding'] !== undefined) throw new ProblemError('content-encoding-unsupported');
    refuseRepeatedKeys(request);
    request.principal = await whoIs(request, authentication, security);
    held(request.principal, request);
    const isLarge = (request.routeOptions.config as RouteConfig).bodyLimit !== undefined;
    if (isLarge && !request.principal) throw new ProblemError('not-signed-in');
  });
  const names = app.get(PersonNames);
  fastify.addHook('onSend', async (request, reply, payload) =>
    request.url.startsWith(API) ? cached(request, reply, await named(request, reply, { payload, names })) : payload,
  );
  const metrics = app.get(Metrics);
  fastify.addHook('onResponse', async (request, reply) => {
    const { method, id, principal } = request;
    const route = request.routeOptions.url ?? 'unknown';
    const status = reply.statusCode;
    metrics.observe({ method, route, status, seconds: reply.elapsedTime / 1_000 });
    if (QUIET.test(request.url)) return;
    log.info({ request: id, method, route, status, ms: Math.round(reply.elapsedTime), principal: principal?.id }, 'request');
  });
}

async function whoIs(request: FastifyRequest, authentication: Authentication, security: SecurityLog): Promise<Principal | null> {
  try {
    const principal = await authentication.principalOf(request);
    if (!principal && request.headers.authorization !== undefined) security.tell('key-refused', { address: request.ip });
    return principal;
  } catch (refused) {
    if (refused instanceof ProblemError && refused.code === 'other-origin') security.tell('other-origin', { address: request.ip });
    throw refused;
  }
}

/** Twice the same key is a list to some and a text to others: a way past checks. */
function refuseRepeatedKeys({ query }: FastifyRequest): void {
  for (const [key, value] of Object.entries(query as Record<string, unknown>)) {
    if (!Array.isArray(value)) continue;
    throw new ProblemError('repeated-query-key', { errors: [{ code: 'repeated-query-key', pointer: `/${key}`, given: key }] });
  }
}

const MARK = '@[subject:';
const DOCUMENT = 'application/vnd.styrbord+json';

/** Persons' names instead of their marks. An answer with names is another one when a name is erased, so its ETag is too. */
async function named(
  request: FastifyRequest,
  reply: FastifyReply,
  { payload, names }: { payload: unknown; names: PersonNames },
): Promise<unknown> {
  const holds = (typeof payload === 'string' || Buffer.isBuffer(payload)) && payload.includes(MARK);
  if (!holds) return payload;
  const as = String(reply.getHeader('content-type')).startsWith(DOCUMENT) ? 'document' : 'shown';
  const told = await names.toldIn(payload.toString(), languageOf(request.headers['accept-language']), as);
  const etag = reply.getHeader('etag');
  if (typeof etag === 'string') reply.header('etag', `${etag.slice(0, -1)}.${hash('sha1', told, 'base64url')}"`);
  reply.header('vary', 'Accept-Language').removeHeader('content-length');
  return told;
}

/** Answers are nobody else's. Every read may be asked about again by its ETag; browsers keep those whose handlers give one. */
function cached(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  const given = reply.getHeader('etag');
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', given === undefined ? 'no-store' : 'private, no-cache');
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!isRead || reply.statusCode !== 200 || !(typeof payload === 'string' || Buffer.isBuffer(payload))) return payload;
  const etag = typeof given === 'string' ? given : `W/"${hash('sha1', payload, 'base64url')}"`;
  reply.header('etag', etag);
  if (!matches(request.headers['if-none-match'], etag)) return payload;
  reply.code(304).removeHeader('content-length').removeHeader('content-type');
  return '';
}

/** Weak comparison, as RFC 9110 wants it for If-None-Match. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const bare = (tag: string): string => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => bare(tag) === bare(etag));
}
