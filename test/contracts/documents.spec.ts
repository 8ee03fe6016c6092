import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change } from '@styrbord/eventsourcing/documents';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import type { Json } from '@styrbord/proof/canonical';
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

it('a scrubbed file holds nothing of what was overwritten, in no page and no log', async () => {
  const folder = temporaryFolder();
  const db = openDatabase(folder.path, 'documents');
  const documents = new SqliteDocuments(db);
  const keyOf = (at: number): string => createHash('sha256').update(`key ${at}`).digest('base64url');
  const idOf = (at: number): string => createHash('sha256').update(`id ${at}`).digest('hex');
  const all = Array.from({ length: 3_000 }, (_, at) => at);
  // Of many sizes and in no order, so that rows are moved between pages and leave copies behind.
  const put = (at: number, body: Json): Change => ({ put: { collection: 'subjects', id: idOf(at), body } });
  await documents.write(all.map((at) => put(at, { key: keyOf(at), more: 'x'.repeat(at % 300) })));
  const gone = all.filter((at) => at % 3 === 0);
  await documents.write(gone.map((at) => put(at, { erased: true })));
  const left = (): number => {
    const files = ['documents.db', 'documents.db-wal'].map((name) => readFileSync(join(folder.path, name)));
    return gone.filter((at) => files.some((file) => file.includes(keyOf(at)))).length;
  };
  expect(left()).toBeGreaterThan(0);
  await documents.scrub();
  expect(left()).toBe(0);
  expect(await documents.get('subjects', idOf(1))).toMatchObject({ body: { key: keyOf(1) } });
  db.close();
  folder.remove();
});
