import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { openDatabase } from '@styrbord/sqlite/database';
import { SqliteCommitStore } from '@styrbord/sqlite/sqlite-commit-store';
import { ledgerRacesContract } from './ledger-races.contract';
import { ledgerContract, type OpenStore } from './ledger.contract';
import { temporaryFolder } from './temporary-folder';

const STORES: Readonly<Record<string, () => Promise<OpenStore>>> = {
  memory: async () => ({ store: new MemoryCommitStore(), close: async () => undefined }),
  SQLite: async () => {
    const folder = temporaryFolder();
    const db = openDatabase(folder.path, 'ledger');
    const close = async (): Promise<void> => {
      db.close();
      folder.remove();
    };
    return { store: new SqliteCommitStore(db), close };
  },
};

for (const [name, open] of Object.entries(STORES)) {
  ledgerContract(name, open);
  ledgerRacesContract(name, open);
}
