import { randomUUID } from 'node:crypto';
import { openMongo, type MongoConnection, type TenantNeeds } from '@styrbord/mongo/mongo-connection';
import type { MongoDatabase } from '@styrbord/mongo/mongo-database';
import { MongoClient } from 'mongodb';

const MONGODB = 'STYRBORD_TEST_MONGODB';
const KAFKA = 'STYRBORD_TEST_KAFKA';
/** What memory answers at once takes a server a millisecond, thousands of times. */
const TIMEOUT_MS = 60_000;

/** Declares the tests of what runs on a real server; without its address, one skipped test that says so. */
export const onMongodb = (what: string, declare: (address: string) => void): void => onServer(MONGODB, what, declare);
export const onKafka = (what: string, declare: (broker: string) => void): void => onServer(KAFKA, what, declare);

function onServer(variable: string, what: string, declare: (address: string) => void): void {
  const address = process.env[variable];
  jest.setTimeout(TIMEOUT_MS);
  if (address) declare(address);
  else describe.skip(`${what}: skipped, ${variable} holds no address`, () => it('needs a server', () => undefined));
}

export interface OpenTenant {
  readonly db: MongoDatabase;
  readonly mongo: MongoConnection;
  /** Takes the database with it. */
  close(): Promise<void>;
}

export async function openTenant(address: string, needs: TenantNeeds): Promise<OpenTenant> {
  const mongo = await openMongo(address, { prefix: 'test' });
  const db = await mongo.tenant(randomUUID(), needs);
  const close = async (): Promise<void> => {
    await mongo.close();
    const client = new MongoClient(address);
    await client.db(db.databaseName).dropDatabase();
    await client.close();
  };
  return { db, mongo, close };
}
