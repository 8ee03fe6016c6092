import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { openDatabase } from '@styrbord/sqlite/database';
import { SqliteCommitStore } from '@styrbord/sqlite/sqlite-commit-store';
import { ledgerContract } from './ledger.contract';
import { temporaryFolder } from './temporary-folder';

ledgerContract('memory', async () => ({ store: new MemoryCommitStore(), close: async () => undefined }));

ledgerContract('SQLite', async () => {
  const folder = temporaryFolder();
  const db = openDatabase(folder.path, 'ledger');
  const close = async (): Promise<void> => {
    db.close();
    folder.remove();
  };
  return { store: new SqliteCommitStore(db), close };
});
