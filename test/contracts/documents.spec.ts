import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import { openDatabase } from '@styrbord/sqlite/database';
import { SqliteDocuments } from '@styrbord/sqlite/sqlite-documents';
import { documentsContract } from './documents.contract';
import { temporaryFolder } from './temporary-folder';

documentsContract('memory', async () => ({ documents: new MemoryDocuments(), close: async () => undefined }));

documentsContract('SQLite', async () => {
  const folder = temporaryFolder();
  const db = openDatabase(folder.path, 'documents');
  const close = async (): Promise<void> => {
    db.close();
    folder.remove();
  };
  return { documents: new SqliteDocuments(db), close };
});
