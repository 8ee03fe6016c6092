import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  /** How it begins. */
  readonly text: string;
  readonly retryAfter: string | null;
}

/** Resolves with whatever was answered, redirects too: none is followed. Rejects where nothing was, or with `AddressRefused`. */
export type Post = (address: string, sent: Sent) => Promise<Answer>;

/** Not an address to reach, whoever named it. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

interface Options {
  /** Hosts of one's own network that are meant, with plain http too. */
  readonly inside: readonly string[];
  /** From the first step to the last. */
  readonly withinMs: number;
}

interface Resolved {
  readonly address: string;
  readonly family: number;
}

const ANSWER_CHARS_MAX = 2_000;

/** Posts to addresses that people have named: over https, to public addresses, and to the very address that was looked at. */
export function outboundPost({ inside, withinMs }: Options): Post {
  return async (address, sent) => {
    const url = new URL(address);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const isInside = inside.includes(host);
    if (url.protocol !== 'https:' && !(isInside && url.protocol === 'http:')) throw new AddressRefused(`${url.protocol} is not https:`);
    if (url.username !== '' || url.password !== '') throw new AddressRefused('a name and password have no place in the address');
    const signal = AbortSignal.timeout(withinMs);
    const [pinned] = await resolved(host, isInside);
    return posted(url, pinned, { ...sent, signal });
  };
}

/** Every address of a name must do: the next lookup may choose another. */
async function resolved(host: string, isInside: boolean): Promise<readonly [Resolved, ...Resolved[]]> {
  const found = isIP(host) === 0 ? await lookup(host, { all: true }) : [{ address: host, family: isIP(host) }];
  const [first, ...others] = found;
  if (!first) throw new Error(`${host} has no address`);
  const shut = isInside ? undefined : found.find((each) => ipaddr.process(each.address).range() !== 'unicast');
  if (shut) throw new AddressRefused(`${host} is ${shut.address}, which is no public address`);
  return [first, ...others];
}

function posted(
  url: URL,
  { address, family }: Resolved,
  { headers, body, signal }: Sent & { readonly signal: AbortSignal },
): Promise<Answer> {
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    agent: false,
    signal,
    // The name is for the certificate and the host header; nobody resolves it a second time.
    lookup: (_, { all }, done) => (all === true ? done(null, [{ address, family }]) : done(null, address, family)),
  };
  return new Promise((resolve, reject) => {
    const outgoing = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options);
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => void answerOf(incoming).then(resolve, reject));
    outgoing.end(body);
  });
}

async function answerOf(incoming: IncomingMessage): Promise<Answer> {
  incoming.setEncoding('utf8');
  let text = '';
  for await (const chunk of incoming as AsyncIterable<string>) {
    text += chunk;
    if (text.length >= ANSWER_CHARS_MAX) break;
  }
  return { status: incoming.statusCode ?? 0, text: text.slice(0, ANSWER_CHARS_MAX), retryAfter: incoming.headers['retry-after'] ?? null };
}
