import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keyText, type Signer } from '@styrbord/proof/note';
import { ConfigError, type Config } from '@styrbord/service/config';
import { sha256 } from '@styrbord/node-proof/sha256';

/** `readonly Signer[]`: the keys that checkpoints are signed with. */
export const SIGNERS = Symbol('SIGNERS');

const KEY_BYTES = 32;
/** Beside the databases, readable by the process alone; to be moved out of the machine's reach by `STYRBORD_AUDIT_KEYS`. */
const OWN_KEY = 'audit-key.pem';
const PUBLIC_KEYS = 'audit-key.pub';

/** What checkpoints are signed under: the product's public name, the same for every tenant. */
export function auditName({ STYRBORD_AUDIT_NAME: name, STYRBORD_ORIGIN: origin }: Config): string {
  return name ?? (origin === undefined ? 'styrbord.local' : new URL(origin).host);
}

/** The keys that sign, the first before the others; while keys change there are two. Throws `ConfigError`. */
export function auditSigners(config: Config): readonly Signer[] {
  const { STYRBORD_AUDIT_KEYS: given, STYRBORD_MONGODB: distributed, STYRBORD_DATA: folder } = config;
  if (given !== undefined) return given.split(',').map((file) => signerFrom(file, auditName(config)));
  if (distributed !== undefined)
    throw new ConfigError([
      'STYRBORD_AUDIT_KEYS must name the file of an Ed25519 private key (PEM); openssl genpkey -algorithm ed25519 makes one.',
    ]);
  const file = join(folder, OWN_KEY);
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  }
  const signer = signerFrom(file, auditName(config));
  writeFileSync(join(folder, PUBLIC_KEYS), `${keyText(sha256, signer)}\n`);
  return [signer];
}

function signerFrom(file: string, name: string): Signer {
  const key = privateKeyIn(file);
  const publicKey = new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-KEY_BYTES));
  return { name, publicKey, sign: (bytes) => sign(null, bytes, key) };
}

function privateKeyIn(file: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(file));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below: missing, unreadable and of another form are mended alike.
  }
  throw new ConfigError([
    `${file}, named by STYRBORD_AUDIT_KEYS, holds no Ed25519 private key (PEM) that can be read; openssl genpkey -algorithm ed25519 makes one.`,
  ]);
}
