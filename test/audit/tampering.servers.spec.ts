import { randomUUID } from 'node:crypto';
import { collectionOf, MongoCommitStore, type StoredCommit } from '@styrbord/mongo/mongo-commit-store';
import { openMongo } from '@styrbord/mongo/mongo-connection';
import { MongoDocuments } from '@styrbord/mongo/mongo-documents';
import { MongoClient } from 'mongodb';
import { onMongodb } from '../contracts/servers';
import { tamperingContract } from './tampering.contract';

onMongodb('tampering with a ledger', (address) => {
  tamperingContract('MongoDB', async () => {
    // A database of its own for each, found again by what `--data` names.
    const mongo = await openMongo(address);
    const tenant = `nara-${randomUUID()}`.slice(0, 40);
    const db = await mongo.tenant(tenant, { writes: [`${tenant}/steering`], documents: true });
    const client = new MongoClient(address);
    const raw = client.db(db.databaseName).collection<StoredCommit>(collectionOf(`${tenant}/steering`));
    const idOf = (no: number): string => `${tenant}/steering:${String(no).padStart(12, '0')}`;
    return {
      at: address,
      tenant,
      commits: new MongoCommitStore(db, `${tenant}/steering`),
      documents: new MongoDocuments(db),
      get: async (no) => {
        const stored = await raw.findOne({ _id: idOf(no) });
        if (!stored) throw new Error(`no commit ${no}`);
        return stored;
      },
      put: async (no, lying) => {
        await raw.deleteOne({ _id: idOf(no) });
        if (lying)
          await raw.insertOne({ touches: [], commands: [], header: lying.header, hash: lying.hash, events: lying.events, _id: idOf(no) });
      },
      close: async () => {
        await client.db(db.databaseName).dropDatabase();
        await client.close();
        await mongo.close();
      },
    };
  });
});
