import { open, rm, type FileHandle } from 'node:fs/promises';
import { verifyCommit } from '@styrbord/eventsourcing/commit';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Commit } from '@styrbord/eventsourcing/ledger';
import { MongoCommitStore } from '@styrbord/mongo/mongo-commit-store';
import { openMongo, type MongoConnection } from '@styrbord/mongo/mongo-connection';
import { TenantRegistry } from '@styrbord/mongo/tenant-registry';
import { sha256 } from '@styrbord/node-proof/sha256';
import { Failure, REFUSED, UNREADABLE } from './failure';
import type { Output } from './output';
import type { TenantOptions } from './tenant';

interface ExportOptions extends TenantOptions {
  readonly out: string;
  readonly force?: boolean;
}

interface Written {
  readonly ledger: string;
  readonly commits: number;
  readonly events: number;
  readonly root: string | null;
}

/** Writes every ledger of a tenant to a file: a commit a line as JSON, in order, each verified as it is read. Suspended ones too. */
export async function exportTenant(id: string, { mongodb, out, force = false }: ExportOptions, output: Output): Promise<number> {
  if (!mongodb) throw new Failure(UNREADABLE, 'Which database? Name it with --mongodb or STYRBORD_MONGODB.');
  const mongo = await openMongo(mongodb);
  try {
    const registry = await TenantRegistry.open(mongo);
    if (!(await registry.all()).some((tenant) => tenant.id === id)) throw new Failure(REFUSED, `There is no tenant ${id}.`);
    const ledgers = await written(mongo, id, { out, force });
    output.answer({ tenant: id, ...ledgers[0], ledgers, out }, [
      `Wrote ${id} to ${out}; styrbord verify --data ${out} checks it.`,
      ...ledgers.map(
        ({ ledger, commits, events, root }) =>
          `${ledger}: ${commits} commits with ${events} events; the root is ${root ?? 'that of nothing'}.`,
      ),
    ]);
    return 0;
  } finally {
    await mongo.close();
  }
}

async function written(mongo: MongoConnection, tenant: string, { out, force }: { out: string; force: boolean }): Promise<Written[]> {
  const reads = await mongo.ledgers(tenant);
  const db = await mongo.tenant(tenant, { reads });
  const file = await open(out, force ? 'w' : 'wx').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'EEXIST' ? 'is there already; --force replaces it' : `cannot be written: ${error.message}`;
    throw new Failure(REFUSED, `${out} ${why}.`);
  });
  try {
    const ledgers: Written[] = [];
    for (const ledger of reads) ledgers.push(await writtenTo(file, ledger, new MongoCommitStore(db, ledger)));
    await file.sync();
    return ledgers;
  } catch (error) {
    // Half a ledger looks like a whole one.
    await rm(out, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

async function writtenTo(file: FileHandle, ledger: string, store: CommitStore): Promise<Written> {
  let before: Commit | null = null;
  for await (const commit of store.read(1, Number.MAX_SAFE_INTEGER)) {
    verifyCommit(sha256, before, commit);
    await file.write(`${JSON.stringify(commit)}\n`);
    before = commit;
  }
  return { ledger, commits: before?.no ?? 0, events: before?.size ?? 0, root: before?.root ?? null };
}
