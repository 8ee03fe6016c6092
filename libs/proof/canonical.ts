import { layoutOf } from './member-order';

/** A JSON value as stored and hashed. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json };

export type CanonicalCode = 'number-not-finite' | 'minus-zero' | 'number-not-exact' | 'lone-surrogate' | 'not-json';

/** What has no canonical form. `path` is a JSON pointer to it. */
export class CanonicalError extends Error {
  constructor(
    readonly code: CanonicalCode,
    readonly path: string,
  ) {
    super(`${code} at ${path || '/'}`);
    this.name = 'CanonicalError';
  }
}

/**
 * Canonical JSON by RFC 8785: members sorted by UTF-16 code units, numbers and strings as ECMAScript prints them.
 * Stricter than the RFC where a value would not come back the same: −0 and integers past 2^53 are refused.
 */
export function canonicalize(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return text(value);
    case 'number':
      return number(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? array(value) : members(value as Record<string, unknown>);
    default:
      throw new CanonicalError('not-json', '');
  }
}

/** What JSON writes other than as it stands; a surrogate may be half a pair. */
// oxlint-disable-next-line no-control-regex
const NOT_PLAIN = /[\u0000-\u001f"\\\ud800-\udfff]/;

function text(value: string): string {
  if (!NOT_PLAIN.test(value)) return `"${value}"`;
  if (!value.isWellFormed()) throw new CanonicalError('lone-surrogate', '');
  return JSON.stringify(value);
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw new CanonicalError('number-not-finite', '');
  if (Object.is(value, -0)) throw new CanonicalError('minus-zero', '');
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new CanonicalError('number-not-exact', '');
  return String(value);
}

/** Paths are made only when there is a fault to point at: making them all along cost more than the texts. */
function inside(error: unknown, step: string | number): unknown {
  return error instanceof CanonicalError ? new CanonicalError(error.code, `/${step}${error.path}`) : error;
}

function array(value: readonly unknown[]): string {
  let out = '[';
  let at = 0;
  try {
    for (; at < value.length; at++) out += (at > 0 ? ',' : '') + canonicalize(value[at]);
  } catch (error) {
    throw inside(error, at);
  }
  return out + ']';
}

/** Absent and `undefined` are the same: a member that is not there. */
function members(value: Record<string, unknown>): string {
  const { names, heads } = layoutOf(Object.keys(value), text);
  let out = '{';
  let at = 0;
  try {
    for (; at < names.length; at++) {
      const member = value[names[at] as string];
      if (member !== undefined) out += (out.length > 1 ? ',' : '') + heads[at] + canonicalize(member);
    }
  } catch (error) {
    throw inside(error, names[at] as string);
  }
  return out + '}';
}
