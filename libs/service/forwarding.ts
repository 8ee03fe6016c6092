import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Holder, Lease } from '@styrbord/eventsourcing/lease';
import { ProblemError } from './problem';

/** Set on what another instance sends: it is done here, whoever holds the lease by then. */
const FORWARDED = 'styrbord-forwarded';
const CONNECT_MS = 1_000;
const ANSWER_MS = 60_000;
/** How often it is looked whether the instance that is waited for still writes the ledger. */
const LOOK_MS = 250;
/** Shorter than servers keep an idle connection, so that none is used in the moment it is closed. */
const IDLE_MS = 2_000;
const AGENTS = {
  'http:': new HttpAgent({ keepAlive: true, timeout: IDLE_MS }),
  'https:': new HttpsAgent({ keepAlive: true, timeout: IDLE_MS }),
};
/** Of one connection, not of the message. */
const HOP_HEADERS = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te', 'trailer', 'proxy-authorization']);

/** Sends commands to the instance that writes the ledger. One that cannot be reached is not waited for: racing it is harmless. */
export function forwardCommands(fastify: FastifyInstance, lease: Lease): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const { other } = lease;
    if (!other || !isCommand(request)) return;
    const connection = await connected(other, request);
    if (!connection) return;
    reply.hijack();
    await passedOn(connection, { request, reply, stillWrites: () => lease.other?.owner === other.owner });
  });
}

function isCommand({ method, url, headers }: FastifyRequest): boolean {
  const reads = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
  return !reads && url.startsWith('/api/v1/') && !url.startsWith('/api/v1/session') && headers[FORWARDED] === undefined;
}

/** Null when nobody answers there: nothing of the request has been sent then. */
function connected({ address }: Holder, { raw, ip }: FastifyRequest): Promise<ClientRequest | null> {
  const url = new URL(raw.url ?? '/', address);
  const headers = { ...withoutHops(raw.headers), host: raw.headers.host, [FORWARDED]: '1', 'x-forwarded-for': ip };
  const outgoing = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
    method: raw.method,
    headers,
    timeout: CONNECT_MS,
    agent: AGENTS[url.protocol as keyof typeof AGENTS],
  });
  outgoing.flushHeaders();
  return new Promise((resolve) => {
    const give = (connection: ClientRequest | null): void => {
      outgoing.removeAllListeners('error').removeAllListeners('timeout');
      resolve(connection);
    };
    const fail = (): void => {
      outgoing.on('error', () => undefined).destroy();
      give(null);
    };
    outgoing.on('error', fail).on('timeout', fail);
    outgoing.on('socket', (socket) => {
      if (outgoing.reusedSocket) give(outgoing);
      else socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => give(outgoing));
    });
  });
}

interface Passing {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly stillWrites: () => boolean;
}

async function passedOn(outgoing: ClientRequest, { request, reply, stillWrites }: Passing): Promise<void> {
  outgoing.setTimeout(ANSWER_MS, () => outgoing.destroy(new Error('no answer in time')));
  // One that is paused takes connections and answers none: when another writes instead, there is nothing to wait for.
  const looking = setInterval(() => {
    if (!stillWrites()) outgoing.destroy(new Error('another writes the ledger now'));
  }, LOOK_MS);
  const answer = new Promise<IncomingMessage>((resolve, reject) => outgoing.on('response', resolve).on('error', reject));
  request.raw.pipe(outgoing);
  try {
    const incoming = await answer;
    reply.raw.writeHead(incoming.statusCode ?? 502, withoutHops(incoming.headers));
    incoming.on('error', () => reply.raw.destroy()).pipe(reply.raw);
    clearInterval(looking);
  } catch {
    clearInterval(looking);
    // Neither done nor known to be undone: asked again with the same key, it is found out.
    const body = new ProblemError('store-unavailable');
    reply.raw.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '1' });
    reply.raw.end(
      JSON.stringify({
        type: `urn:styrbord:problem:${body.code}`,
        title: body.code,
        status: 503,
        code: body.code,
        detail: body.code,
        errors: [],
      }),
    );
  }
}

function withoutHops<H extends IncomingMessage['headers']>(headers: H): H {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_HEADERS.has(name))) as H;
}
