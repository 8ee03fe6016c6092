import { MongoClient, MongoServerError, type Db } from 'mongodb';
import { watchHeartbeats } from './heartbeat-watch';
import { ANSWER_MS } from './mongo-answer';
import { collectionOf, COMMIT_INDEXES, ledgerIn } from './mongo-commit-store';
import type { MongoDatabase } from './mongo-database';
import { DOCUMENTS } from './mongo-documents';
import { MongoRefused, refusalOf } from './mongo-refused';

export interface MongoConnection {
  /** A tenant's database, checked: with its collections and indexes, and a majority that answers. */
  tenant(name: string, needs: TenantNeeds): Promise<MongoDatabase>;
  /** The ledgers that lie in a tenant's database, whoever writes them: the steering ledger first. */
  ledgers(tenant: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface TenantNeeds {
  /** The ledgers this process writes: their collections and indexes are made. */
  readonly writes?: readonly string[];
  /** The ledgers it only reads. */
  readonly reads?: readonly string[];
  readonly documents?: boolean;
}

const OPTIONS = {
  appName: 'styrbord',
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: ANSWER_MS },
  readConcern: { level: 'majority' },
  readPreference: 'primary',
  serverSelectionTimeoutMS: ANSWER_MS,
  connectTimeoutMS: ANSWER_MS,
  waitQueueTimeoutMS: ANSWER_MS,
  /** What looks at the server beside the calls: a path that swallows everything is given up after one look. */
  heartbeatFrequencyMS: 2_000,
  /** Of a socket, not of a caller: building an index takes its time. */
  socketTimeoutMS: 30_000,
} as const;

/** The longest that a look at a server takes, an answer held back by it included; beyond it the client is replaced. */
const LOOK_MS = OPTIONS.heartbeatFrequencyMS + OPTIONS.connectTimeoutMS + 250;

export const DATABASE_PREFIX = 'styrbord';
const DATABASE_NAME_BYTES_MAX = 63;
const NAMESPACE_EXISTS = 48;
const UNAUTHORIZED = 13;

/** Throws `MongoRefused`. `address`: a connection string, user and password in it. */
export async function openMongo(address: string, { prefix = DATABASE_PREFIX } = {}): Promise<MongoConnection> {
  let client = clientOf(address);
  const where = client.options.srvHost ?? client.options.hosts.join(',');
  const replace = (): void => {
    const stuck = client;
    client = clientOf(address);
    watchHeartbeats(client, LOOK_MS, replace);
    void stuck.close().catch(() => undefined);
  };
  watchHeartbeats(client, LOOK_MS, replace);
  try {
    await client.connect();
  } catch (error) {
    await client.close();
    throw refusalOf(error, where);
  }
  return {
    tenant: async (name, needs) => {
      const databaseName = databaseOf(prefix, name);
      try {
        await prepare(client.db(databaseName), needs);
      } catch (error) {
        throw refusalOf(error, `${where}, database ${databaseName}`);
      }
      return { databaseName, collection: (of) => client.db(databaseName).collection(of) };
    },
    ledgers: async (name) => {
      // Names alone, of what one may read: that takes no right to look at the database as such.
      const listed = client.db(databaseOf(prefix, name)).listCollections({}, { nameOnly: true, authorizedCollections: true });
      const names = (await listed.toArray()).flatMap((collection) => ledgerIn(collection.name, name) ?? []);
      return names.toSorted((a, b) => Number(b.endsWith('/steering')) - Number(a.endsWith('/steering')) || (a < b ? -1 : 1));
    },
    close: () => client.close(),
  };
}

function clientOf(address: string): MongoClient {
  try {
    return new MongoClient(address, OPTIONS);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new MongoRefused(
      `The address of MongoDB is not understood: ${said}. It begins with mongodb:// or mongodb+srv://, and signs in a password are written as %XX.`,
      error,
    );
  }
}

/** One database a tenant: rights are given per database. */
export function databaseOf(prefix: string, tenant: string): string {
  const name = `${prefix}_${tenant}`;
  if (Buffer.byteLength(name) > DATABASE_NAME_BYTES_MAX || /[\\/. "$*<>:|?]/.test(name))
    throw new MongoRefused(
      `MongoDB has no database by the name ${name}: at most ${DATABASE_NAME_BYTES_MAX} bytes, without any of / \\ . " $ * < > : | ? or space. Choose a shorter prefix or tenant.`,
    );
  return name;
}

async function prepare(db: Db, { writes = [], reads = [], documents = false }: TenantNeeds): Promise<void> {
  for (const ledger of writes) await prepareLedger(db, collectionOf(ledger));
  const read = [...[...writes, ...reads].map(collectionOf), ...(documents ? [DOCUMENTS] : [])];
  // Only a primary that a majority follows answers this; it takes no right but to read.
  for (const name of read) await db.collection(name).findOne({}, { readConcern: 'linearizable', maxTimeMS: ANSWER_MS });
}

/** Commits lie in the order of their numbers where the server can keep them so. */
async function prepareLedger(db: Db, name: string): Promise<void> {
  try {
    await db.createCollection(name, { clusteredIndex: { key: { _id: 1 }, unique: true } });
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.code === UNAUTHORIZED) throw error;
    if (error.code !== NAMESPACE_EXISTS) await db.createCollection(name);
  }
  await db.collection(name).createIndexes([...COMMIT_INDEXES]);
}
