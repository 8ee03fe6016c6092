import { hash } from 'node:crypto';
import { fromByteText } from '@styrbord/proof/byte-text';

/** SHA-256 by node:crypto: its buffers cost more than its hashing. */
export const sha256 = (bytes: Uint8Array): Uint8Array => fromByteText(hash('sha256', bytes, 'binary'));
