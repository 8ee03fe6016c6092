import type { Hash, Sha256 } from './merkle';

const utf8 = new TextEncoder();
/** UTF-8 takes at most three bytes for a code unit. */
const BYTES_PER_UNIT = 3;
const KEPT_BYTES = 64 * 1024;
const kept = new Uint8Array(KEPT_BYTES);

/** HASH(prefix ‖ UTF-8 of the text), written into the same bytes each time: new ones for each text cost more than the hash. */
export function hashOfText(sha256: Sha256, prefix: number, text: string): Hash {
  const bytesMax = text.length * BYTES_PER_UNIT + 1;
  const bytes = bytesMax > KEPT_BYTES ? new Uint8Array(bytesMax) : kept;
  bytes[0] = prefix;
  const { written } = utf8.encodeInto(text, bytes.subarray(1));
  return sha256(bytes.subarray(0, written + 1));
}
