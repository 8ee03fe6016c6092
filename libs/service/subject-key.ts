import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SEAL_BYTES = 16;
const PSEUDONYM_BYTES = 12;
/** Names are filled up to a multiple of it: what stays in the ledger should not tell how long the name was. */
const BLOCK_BYTES = 64;

export const newKey = (): Buffer => randomBytes(KEY_BYTES);
export const newPseudonym = (): string => `s-${randomBytes(PSEUDONYM_BYTES).toString('hex')}`;

/** What a name is encrypted under, and whose it is. */
export interface SubjectKey {
  readonly subject: string;
  readonly key: Buffer;
}

/**
 * `nonce ‖ ciphertext ‖ tag ‖ seal`, base64url. The nonce is made of the name itself (as in RFC 5297), so that the same name
 * under the same key is the same text: a text that is sent again changes nothing. The seal says that the mark was made
 * here, also when its key is gone.
 */
export function sealedName({ subject, key }: SubjectKey, name: string, secret: Buffer): string {
  const bytes = Buffer.from(name, 'utf8');
  const plain = Buffer.concat([bytes, Buffer.alloc(BLOCK_BYTES - (bytes.length % BLOCK_BYTES))]);
  const nonce = mac(key, 'nonce', plain).subarray(0, NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(subject));
  const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return Buffer.concat([sealed, sealOf(secret, subject, sealed)]).toString('base64url');
}

/** Null for what was not made with this key. */
export function openedName({ subject, key }: SubjectKey, mark: string): string | null {
  const bytes = Buffer.from(mark, 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES + SEAL_BYTES) return null;
  const sealed = bytes.subarray(0, -SEAL_BYTES);
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(subject))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    const plain = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    return plain.toString('utf8').replace(/\0+$/, '');
  } catch {
    return null;
  }
}

/** Whether a mark was made here, whoever its key belongs to and whether it is still there. */
export function isSealedHere(secret: Buffer, subject: string, mark: string): boolean {
  const bytes = Buffer.from(mark, 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES + SEAL_BYTES || bytes.toString('base64url') !== mark) return false;
  return timingSafeEqual(sealOf(secret, subject, bytes.subarray(0, -SEAL_BYTES)), bytes.subarray(-SEAL_BYTES));
}

/** By what a name is found again: nobody without the secret can try names. */
export function lookupOf(secret: Buffer, name: string): string {
  return mac(secret, 'name', Buffer.from(name)).toString('hex');
}

/** A fingerprint of what names people: a plain one would let anybody try names for ever. */
export function fingerprintUnder(keys: readonly SubjectKey[], fingerprint: string): string {
  return keys.reduce((before, { key }) => mac(key, 'command', Buffer.from(before)).toString('hex'), fingerprint);
}

function sealOf(secret: Buffer, subject: string, sealed: Buffer): Buffer {
  return mac(secret, 'mark', Buffer.concat([Buffer.from(`${subject}:`), sealed])).subarray(0, SEAL_BYTES);
}

function mac(key: Buffer, purpose: string, bytes: Buffer): Buffer {
  return createHmac('sha256', key).update(`styrbord ${purpose}\n`).update(bytes).digest();
}
