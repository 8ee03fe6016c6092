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
export function canonicalize(value: unknown, path = ''): string {
  switch (typeof value) {
    case 'string':
      return text(value, path);
    case 'number':
      return number(value, path);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? array(value, path) : members(value as Record<string, unknown>, path);
    default:
      throw new CanonicalError('not-json', path);
  }
}

function text(value: string, path: string): string {
  if (!value.isWellFormed()) throw new CanonicalError('lone-surrogate', path);
  return JSON.stringify(value);
}

function number(value: number, path: string): string {
  if (!Number.isFinite(value)) throw new CanonicalError('number-not-finite', path);
  if (Object.is(value, -0)) throw new CanonicalError('minus-zero', path);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new CanonicalError('number-not-exact', path);
  return String(value);
}

function array(value: readonly unknown[], path: string): string {
  let out = '[';
  for (let at = 0; at < value.length; at++) out += (at > 0 ? ',' : '') + canonicalize(value[at], `${path}/${at}`);
  return out + ']';
}

/** Most objects come in order already. */
function sortedMembers(value: Record<string, unknown>): string[] {
  const names = Object.keys(value);
  for (let at = 1; at < names.length; at++) if ((names[at - 1] as string) > (names[at] as string)) return names.toSorted();
  return names;
}

/** Absent and `undefined` are the same: a member that is not there. */
function members(value: Record<string, unknown>, path: string): string {
  let out = '{';
  for (const member of sortedMembers(value)) {
    if (value[member] === undefined) continue;
    out += `${out.length > 1 ? ',' : ''}${text(member, path)}:${canonicalize(value[member], `${path}/${member}`)}`;
  }
  return out + '}';
}
