import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import type { Sha256 } from '@styrbord/proof/merkle';
import type { VerifySignature } from '@styrbord/proof/note';
import type { Inflate, Source } from '@styrbord/proof/zip';

/** What libs/proof is given in a browser. */
export const sha256: Sha256 = nobleSha256;

/** Strict RFC 8032, as the servers and the command line verify. */
export const verifySignature: VerifySignature = ({ publicKey, bytes, signature }) => {
  try {
    return ed25519.verify(signature, bytes, publicKey, { zip215: false });
  } catch {
    // Bytes that are no key or no signature at all.
    return false;
  }
};

export const inflate: Inflate = async function* (packed) {
  const unpacking = new DecompressionStream('deflate-raw');
  const writer = unpacking.writable.getWriter();
  const feed = async (): Promise<void> => {
    for await (const chunk of packed) await writer.write(chunk as Uint8Array<ArrayBuffer>);
    await writer.close();
  };
  // What goes wrong while feeding comes out of the reader.
  void feed().catch((error: unknown) => writer.abort(error).catch(() => undefined));
  const reader = unpacking.readable.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
};

/** A file that is read in pieces; `onRead` hears from where. */
export function sourceOf(file: Blob, onRead: (from: number) => void = () => undefined): Source {
  return {
    size: file.size,
    read: async (from, length) => {
      onRead(from);
      return new Uint8Array(await file.slice(from, from + length).arrayBuffer());
    },
  };
}
