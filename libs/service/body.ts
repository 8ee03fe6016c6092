import { errorCodes, type FastifyInstance } from 'fastify';
import { ProblemError } from './problem';

export const BODY_BYTES_MAX = 100_000;
export const LARGE_BODY_BYTES_MAX = 50_000_000;
export const DEPTH_MAX = 20;

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const FORM = 'application/x-www-form-urlencoded';
const TYPES = ['application/json', 'application/vnd.styrbord+json'];

export interface FormConfig {
  /** Whether the route takes a form too. */
  readonly takesForm?: boolean;
}

/** JSON is the only form taken where nothing else is said, and it is walked once: what has no exact meaning never reaches a handler. */
export function parseBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(TYPES, { parseAs: 'buffer' }, (_request, bytes, done) => {
    try {
      done(null, parseBody(bytes as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
  // What a browser sends without asking is taken nowhere that a session counts.
  fastify.addContentTypeParser(FORM, { parseAs: 'string' }, ({ routeOptions }, text, done) => {
    const { takesForm = false } = (routeOptions.config ?? {}) as FormConfig;
    if (takesForm) done(null, Object.fromEntries(new URLSearchParams(text as string)));
    else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(FORM));
  });
}

/** An empty body is no body. */
export function parseBody(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  const value = parsed(decoded(bytes));
  checkBody(value, '', 1);
  return value;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError('body-not-utf-8');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError('body-not-json');
  }
}

function checkBody(value: unknown, pointer: string, depth: number): void {
  if (typeof value === 'string') return checkText(value, pointer);
  if (typeof value === 'number') return checkNumber(value, pointer);
  if (typeof value !== 'object' || value === null) return;
  if (depth > DEPTH_MAX) throw refused('nested-too-deep', pointer, undefined, DEPTH_MAX);
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) checkBody(value[at], `${pointer}/${at}`, depth + 1);
    return;
  }
  for (const [member, inner] of Object.entries(value)) {
    const inside = `${pointer}/${escaped(member)}`;
    if (FORBIDDEN.has(member)) throw refused('forbidden-member', inside, member);
    checkText(member, pointer);
    checkBody(inner, inside, depth + 1);
  }
}

function checkText(text: string, pointer: string): void {
  if (!text.isWellFormed()) throw refused('lone-surrogate', pointer);
}

/** JSON.parse has rounded already: what lies past 2^53 may have been another number. */
function checkNumber(value: number, pointer: string): void {
  if (!Number.isFinite(value)) throw refused('number-not-finite', pointer);
  if (Object.is(value, -0)) throw refused('minus-zero', pointer);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw refused('number-not-exact', pointer, String(value));
}

function refused(code: string, pointer: string, given?: string, allowed?: number): ProblemError {
  return new ProblemError(code, { errors: [{ code, pointer, given, allowed }] });
}

/** A member's name as a step of an RFC 6901 pointer. */
export function escaped(member: string): string {
  return member.replaceAll('~', '~0').replaceAll('/', '~1');
}
