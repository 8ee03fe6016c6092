import { randomUUID } from 'node:crypto';
import { collectionOf, MongoCommitStore } from '@styrbord/mongo/mongo-commit-store';
import { openMongo } from '@styrbord/mongo/mongo-connection';
import { MongoDocuments } from '@styrbord/mongo/mongo-documents';
import { rolesOf } from '@styrbord/mongo/rights';
import { MongoClient } from 'mongodb';
import { onMongodb } from './servers';
import { batch, writerOn } from './writer';

onMongodb('the rights on MongoDB', (address) => {
  describe('the rights on MongoDB', () => {
    it('name exactly the collections that a tenant’s services use', async () => {
      const tenant = randomUUID();
      const ledger = `${tenant}/steering`;
      const mongo = await openMongo(address);
      const client = new MongoClient(address);
      // What is only read is not there until somebody writes it.
      const reads = [`${tenant}/alerts`];
      const db = await mongo.tenant(tenant, { reads, writes: [ledger, `${tenant}/audit`], documents: true });
      try {
        await writerOn(new MongoCommitStore(db, ledger), { name: ledger }).append(batch('first'));
        await new MongoDocuments(db).put('views', 'series.v1', { generation: 1 });
        const made = (await client.db(db.databaseName).listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
        const used = [...made, ...reads.map(collectionOf)];
        for (const { role, privileges } of rolesOf([tenant]).filter(({ role: name }) => name !== 'styrbord-audit')) {
          const named = privileges.filter(({ resource }) => resource.db === db.databaseName).map(({ resource }) => resource.collection);
          expect({ role, named: named.toSorted() }).toEqual({ role, named: used.toSorted() });
        }
      } finally {
        await client.db(db.databaseName).dropDatabase();
        await client.close();
        await mongo.close();
      }
    });
  });
});
