import { verify } from 'node:crypto';
import type { VerifySignature } from '@styrbord/proof/note';

/** RFC 8410: what stands before the 32 bytes of an Ed25519 public key. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

export const verifySignature: VerifySignature = ({ publicKey, bytes, signature }) =>
  verify(null, bytes, { key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' }, signature);
