import { hash } from 'node:crypto';

const BYTES = 32;

/** SHA-256 by node:crypto. Its buffers cost more than its hashing: the digest is taken as a text of bytes, in half the time. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const digest = hash('sha256', bytes, 'binary');
  const out = new Uint8Array(BYTES);
  for (let at = 0; at < BYTES; at++) out[at] = digest.charCodeAt(at);
  return out;
}
