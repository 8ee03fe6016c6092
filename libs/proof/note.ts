import { fromBase64, toBase64 } from './base64';
import { fromHex, toHex } from './hex';
import type { Sha256 } from './merkle';

/** A 64-byte Ed25519 signature (RFC 8032) over the bytes. */
export type Sign = (bytes: Uint8Array) => Uint8Array;
export type VerifySignature = (claim: { publicKey: Uint8Array; bytes: Uint8Array; signature: Uint8Array }) => boolean;

/** A public key by the name it signs under, as C2SP signed-note writes it: `name+hash+base64(0x01 ‖ key)`. */
export interface NoteKey {
  readonly name: string;
  readonly publicKey: Uint8Array;
}

export interface Signer extends NoteKey {
  readonly sign: Sign;
}

/** C2SP signed-note: text that ends with a newline, an empty line, then signature lines. */
export interface Note {
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly keyId: string; readonly signature: Uint8Array }[];
}

const ED25519 = 1;
const KEY_BYTES = 32;
const KEY_ID_BYTES = 4;
const SIGNATURE_BYTES = 64;
const SIGNATURES_MAX = 100;
/** No spaces and no plus: they part a key and a signature line. */
const NAME = /^[^\s+]{1,200}$/u;
const utf8 = new TextEncoder();

export function signNote(sha256: Sha256, text: string, signers: readonly Signer[]): string {
  const lines = signers.map(({ sign, ...key }) => {
    const bytes = new Uint8Array(KEY_ID_BYTES + SIGNATURE_BYTES);
    bytes.set(fromHex(keyIdOf(sha256, key)));
    bytes.set(sign(utf8.encode(text)), KEY_ID_BYTES);
    return `— ${key.name} ${toBase64(bytes)}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/** Null for what is no signed note. */
export function parseNote(note: string): Note | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n') || note.includes('\r')) return null;
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > SIGNATURES_MAX) return null;
  const signatures = lines.map(parseSignature);
  return signatures.every((signature) => signature !== null) ? { text: note.slice(0, end + 1), signatures } : null;
}

function parseSignature(line: string): Note['signatures'][number] | null {
  const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!NAME.test(name) || !bytes || bytes.length <= KEY_ID_BYTES) return null;
  return { name, keyId: toHex(bytes.subarray(0, KEY_ID_BYTES)), signature: bytes.subarray(KEY_ID_BYTES) };
}

/** Names of the keys whose signature holds; `false` when one of a known key does not. Signatures of others are passed over. */
export function signersOf(sha256: Sha256, verify: VerifySignature, note: Note, keys: readonly NoteKey[]): readonly string[] | false {
  const bytes = utf8.encode(note.text);
  const known = new Map(keys.map((key) => [`${key.name} ${keyIdOf(sha256, key)}`, key]));
  const names: string[] = [];
  for (const { name, keyId, signature } of note.signatures) {
    const key = known.get(`${name} ${keyId}`);
    if (!key) continue;
    if (signature.length !== SIGNATURE_BYTES || !verify({ publicKey: key.publicKey, bytes, signature })) return false;
    names.push(name);
  }
  return names;
}

/** The first four bytes of SHA-256(name ‖ newline ‖ 0x01 ‖ key), as hex. */
export function keyIdOf(sha256: Sha256, { name, publicKey }: NoteKey): string {
  const prefix = utf8.encode(`${name}\n`);
  const bytes = new Uint8Array(prefix.length + 1 + publicKey.length);
  bytes.set(prefix);
  bytes[prefix.length] = ED25519;
  bytes.set(publicKey, prefix.length + 1);
  return toHex(sha256(bytes).subarray(0, KEY_ID_BYTES));
}

export function keyText(sha256: Sha256, key: NoteKey): string {
  return `${key.name}+${keyIdOf(sha256, key)}+${toBase64(Uint8Array.of(ED25519, ...key.publicKey))}`;
}

/** Null for what is no Ed25519 key, or whose hash is of another. */
export function parseKey(sha256: Sha256, text: string): NoteKey | null {
  const [, name = '', keyId = '', encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text.trim()) ?? [];
  const bytes = fromBase64(encoded);
  if (!bytes || bytes.length !== KEY_BYTES + 1 || bytes[0] !== ED25519) return null;
  const key = { name, publicKey: bytes.subarray(1) };
  return keyIdOf(sha256, key) === keyId ? key : null;
}
