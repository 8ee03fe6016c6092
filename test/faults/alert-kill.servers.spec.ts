import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMongo } from '@styrbord/mongo/mongo-connection';
import { MongoDocuments } from '@styrbord/mongo/mongo-documents';
import { auditKeyIn, serversOf, startDistributed } from '../distributed';
import { alertKillContract, answers } from './alert-kill.contract';

/** What only alerts know of. */
const COLLECTIONS = ['alerts', 'outbox', 'alert-recipients'];
const servers = serversOf();

(servers ? describe : describe.skip)(
  servers ? 'alerts as a service' : 'alerts as a service: skipped, STYRBORD_TEST_MONGODB or _KAFKA holds no address',
  () =>
    alertKillContract('Kafka and MongoDB', async (settings) => {
      if (!servers) throw new Error('no servers');
      const folder = await mkdtemp(join(tmpdir(), 'styrbord-kill-'));
      const keys = { STYRBORD_AUDIT_KEYS: await auditKeyIn(folder) };
      const product = await startDistributed(servers, { each: 1, alerts: 1, audits: 1, settings: { ...keys, ...settings } });
      const [alerts] = product.of('alerts');
      if (!alerts) throw new Error('nobody tells');
      return {
        ...product,
        kill: () => alerts.end(),
        restart: () => alerts.start(),
        isUp: () => answers(alerts.url),
        loseDocuments: async () => {
          const mongo = await openMongo(servers.mongodb);
          const documents = new MongoDocuments(await mongo.tenant(product.tenant, { writes: [], documents: true }));
          for (const collection of COLLECTIONS)
            for await (const { id } of documents.scan(collection, '')) await documents.delete(collection, id);
          await mongo.close();
        },
        stop: async () => {
          await product.stop();
          await rm(folder, { recursive: true, force: true });
        },
      };
    }),
);
