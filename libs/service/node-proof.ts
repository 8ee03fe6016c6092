import { hash, verify } from 'node:crypto';
import type { Sha256 } from '@styrbord/proof/merkle';
import type { VerifySignature } from '@styrbord/proof/note';

/** What libs/proof is given on servers and in the command line. */
export const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

/** RFC 8410: what stands before the 32 bytes of an Ed25519 public key. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

export const verifySignature: VerifySignature = ({ publicKey, bytes, signature }) =>
  verify(null, bytes, { key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' }, signature);
