import type { Documents } from '@styrbord/eventsourcing/documents';
import { randomBytes } from 'node:crypto';

const BYTES = 32;

/** A secret of the tenant that every process shares: made by whoever asks first. */
export async function keptSecret(documents: Documents, collection: string, id: string): Promise<Buffer> {
  await documents.put(collection, id, { secret: randomBytes(BYTES).toString('base64url') }, 0);
  const stored = await documents.get(collection, id);
  if (!stored) throw new Error(`the secret ${collection}/${id} was put, and is not there`);
  return Buffer.from((stored.body as { secret: string }).secret, 'base64url');
}
