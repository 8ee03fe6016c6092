import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Commit } from '@styrbord/eventsourcing/ledger';
import { MongoCommitStore } from '@styrbord/mongo/mongo-commit-store';
import { ledgerRacesContract } from './ledger-races.contract';
import { ledgerContract, type OpenStore } from './ledger.contract';
import { onMongodb, openTenant } from './servers';
import { collected, verified } from './writer';

onMongodb('a ledger on MongoDB', (address) => {
  const LEDGER = 'nara/steering';
  const open = async (): Promise<OpenStore> => {
    const { db, close } = await openTenant(address, { writes: [LEDGER] });
    return { store: new MongoCommitStore(db, LEDGER), close };
  };

  ledgerContract('MongoDB', open);
  ledgerRacesContract('MongoDB', open);

  describe('commits of version 1 on MongoDB', () => {
    it('come back byte for byte, and verify', async () => {
      const golden = JSON.parse(readFileSync(join(__dirname, 'golden/commits-v1.json'), 'utf8')) as Commit[];
      const { store, close } = await open();
      for (const commit of golden) expect(await store.insert(commit)).toBe('inserted');
      expect(await collected(store.read(1, golden.length))).toEqual(golden);
      expect((await verified(store)).flatMap(({ events }) => events)).toEqual(golden.flatMap(({ events }) => events));
      await close();
    });
  });

  describe('two ledgers of one tenant', () => {
    it('know nothing of each other', async () => {
      const { db, close } = await openTenant(address, { writes: [LEDGER], reads: ['nara/alerts'] });
      const golden = JSON.parse(readFileSync(join(__dirname, 'golden/commits-v1.json'), 'utf8')) as Commit[];
      await new MongoCommitStore(db, LEDGER).insert(golden[0] as Commit);
      const alerts = new MongoCommitStore(db, 'nara/alerts');
      expect([await alerts.last(), await alerts.get(1), await alerts.command('command-1')]).toEqual([null, null, null]);
      await close();
    });
  });
});
