import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { StoreUnavailable } from '@styrbord/eventsourcing/commit-store';

export type Connection = Database.Database;

/** Of the tables in a data folder; a folder of a newer one is not opened. */
const FORMAT = 1;
/** Below it, a corruption bug of the write-ahead log is known. */
const SQLITE_OLDEST = [3, 51, 3] as const;
const BUSY_MS = 2_000;
/** Of pages kept in memory, for each file: the index of a ledger is read and written all over. */
const CACHE_KIB = 32 * 1024;

/** A data folder that cannot be used, in a sentence for the operator. */
export class DataFolderRefused extends Error {
  readonly sentences: readonly string[];

  constructor(message: string) {
    super(message);
    this.name = 'DataFolderRefused';
    this.sentences = [message];
  }
}

/** Opens `<folder>/<name>.db`: write-ahead log, every commit on disk before it is answered. */
export function openDatabase(folder: string, name: string, { readonly = false } = {}): Connection {
  const file = join(folder, `${name}.db`);
  try {
    if (!readonly) mkdirSync(folder, { recursive: true });
    if (readonly && !existsSync(file)) throw new DataFolderRefused(`There is no ledger in ${folder}.`);
    const db = new Database(file, { readonly, timeout: BUSY_MS });
    checkVersion(db);
    if (!readonly) configure(db);
    checkFormat(db, folder, readonly);
    return db;
  } catch (error) {
    throw cannotBe(readonly ? 'read' : 'written', folder, error);
  }
}

export function hasDatabase(folder: string, name: string): boolean {
  return existsSync(join(folder, `${name}.db`));
}

function cannotBe(done: 'read' | 'written', folder: string, error: unknown): DataFolderRefused {
  if (error instanceof DataFolderRefused) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new DataFolderRefused(`The data folder ${folder} cannot be ${done}: ${why}. Check that it exists, is yours, and has room.`);
}

function configure(db: Connection): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('secure_delete = ON');
  db.pragma('foreign_keys = ON');
  db.pragma('wal_autocheckpoint = 2000');
  db.pragma(`cache_size = -${CACHE_KIB}`);
  if (db.pragma('synchronous', { simple: true }) !== 2)
    throw new DataFolderRefused('SQLite does not keep synchronous=FULL here; commits would not be safe.');
}

function checkVersion(db: Connection): void {
  const version = db.prepare('select sqlite_version()').pluck().get() as string;
  const parts = version.split('.').map(Number);
  const at = SQLITE_OLDEST.findIndex((oldest, i) => (parts[i] ?? 0) !== oldest);
  if (at >= 0 && (parts[at] ?? 0) < (SQLITE_OLDEST[at] ?? 0))
    throw new DataFolderRefused(`SQLite ${version} is too old; ${SQLITE_OLDEST.join('.')} or newer is needed.`);
}

function checkFormat(db: Connection, folder: string, readonly: boolean): void {
  const format = db.pragma('user_version', { simple: true }) as number;
  if (format > FORMAT)
    throw new DataFolderRefused(
      `The data folder ${folder} was written by a newer Styrbord (format ${format}, this one reads ${FORMAT}). Start that version, or choose another folder.`,
    );
  if (format === 0 && !readonly) db.pragma(`user_version = ${FORMAT}`);
}

/** A driver's error as what can be done about it; anything else comes back as it was. */
export function unavailable(error: unknown): unknown {
  const code = (error as { code?: string } | null)?.code ?? '';
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')) return new StoreUnavailable('full', error);
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM')
    return new StoreUnavailable('read-only', error);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return new StoreUnavailable('locked', error);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return new StoreUnavailable('broken', error);
  return error;
}

/** Holds the folder for one writing process, until it ends. */
export function lockFolder(folder: string): Connection {
  let lock: Connection | null = null;
  try {
    mkdirSync(folder, { recursive: true });
    lock = new Database(join(folder, 'writer.lock'), { timeout: 0 });
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    const isLocked = (error as { code?: string }).code?.startsWith('SQLITE_BUSY');
    if (!isLocked) throw cannotBe('written', folder, error);
    throw new DataFolderRefused(
      `The data folder ${folder} is in use by another Styrbord. Stop that one, or choose another folder with STYRBORD_DATA.`,
    );
  }
}

/** SQLite's own check; empty when clean. */
export function quickCheck(db: Connection): string[] {
  return (db.pragma('quick_check') as { quick_check: string }[]).map(({ quick_check }) => quick_check).filter((line) => line !== 'ok');
}
