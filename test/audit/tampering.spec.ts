import { openDatabase } from '@styrbord/sqlite/database';
import { SqliteCommitStore } from '@styrbord/sqlite/sqlite-commit-store';
import { SqliteDocuments } from '@styrbord/sqlite/sqlite-documents';
import { temporaryFolder } from '../contracts/temporary-folder';
import { tamperingContract, type Lying } from './tampering.contract';

tamperingContract('SQLite', async () => {
  const folder = temporaryFolder();
  const [steering, documents] = [openDatabase(folder.path, 'steering'), openDatabase(folder.path, 'documents')];
  return {
    at: folder.path,
    tenant: 'nara',
    commits: new SqliteCommitStore(steering),
    documents: new SqliteDocuments(documents),
    get: async (no) => steering.prepare('SELECT header, hash, events FROM commits WHERE no = ?').get(no) as Lying,
    put: async (no, lying) => {
      steering.prepare('DELETE FROM commits WHERE no = ?').run(no);
      if (lying)
        steering
          .prepare('INSERT INTO commits (no, header, hash, events) VALUES (?, ?, ?, ?)')
          .run(no, lying.header, lying.hash, lying.events);
    },
    close: async () => {
      for (const db of [documents, steering]) db.close();
      folder.remove();
    },
  };
});
