import { randomUUID } from 'node:crypto';
import { openMongo, type MongoConnection, type TenantNeeds } from '@styrbord/mongo/mongo-connection';
import type { Db } from 'mongodb';

const MONGODB = 'STYRBORD_TEST_MONGODB';
/** What memory answers at once takes a server a millisecond, thousands of times. */
const TIMEOUT_MS = 60_000;

/** Declares the tests of what runs on a real server; without its address, one skipped test that says so. */
export function onMongodb(what: string, declare: (address: string) => void): void {
  const address = process.env[MONGODB];
  jest.setTimeout(TIMEOUT_MS);
  if (address) declare(address);
  else describe.skip(`${what}: skipped, ${MONGODB} holds no address`, () => it('needs a server', () => undefined));
}

export interface OpenTenant {
  readonly db: Db;
  readonly mongo: MongoConnection;
  /** Takes the database with it. */
  close(): Promise<void>;
}

export async function openTenant(address: string, needs: TenantNeeds): Promise<OpenTenant> {
  const mongo = await openMongo(address, { prefix: 'test' });
  const db = await mongo.tenant(randomUUID(), needs);
  const close = async (): Promise<void> => {
    await db.dropDatabase();
    await mongo.close();
  };
  return { db, mongo, close };
}
