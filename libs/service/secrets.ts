import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const TOKEN_BYTES = 32;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** OWASP's advice for scrypt: 32 MiB a guess. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** 256 bits nobody can guess, so that one plain hash is enough to keep it by. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** By digest, so that neither length nor content shows in the time it takes. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest());
}

export interface PasswordHash {
  readonly salt: string;
  readonly hash: string;
}

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(SALT_BYTES);
  return { salt: salt.toString('base64'), hash: (await stretched(password, salt)).toString('base64') };
}

/** Takes as long for an account that does not exist (null). */
export async function isPassword(password: string, kept: PasswordHash | null): Promise<boolean> {
  const salt = kept ? Buffer.from(kept.salt, 'base64') : Buffer.alloc(SALT_BYTES);
  const given = await stretched(password, salt);
  return kept !== null && timingSafeEqual(given, Buffer.from(kept.hash, 'base64'));
}

function stretched(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((done, fail) => {
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, COST, (error, key) => (error ? fail(error) : done(key)));
  });
}
