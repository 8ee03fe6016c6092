import { hash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { verifyCommit } from '@styrbord/eventsourcing/commit';
import type { Commit } from '@styrbord/eventsourcing/ledger';
import { MongoCommitStore } from '@styrbord/mongo/mongo-commit-store';
import { openMongo, type MongoConnection } from '@styrbord/mongo/mongo-connection';
import { TenantRegistry } from '@styrbord/mongo/tenant-registry';
import { Failure, REFUSED, UNREADABLE } from './failure';
import type { Output } from './output';
import type { TenantOptions } from './tenant';

interface ExportOptions extends TenantOptions {
  readonly out: string;
  readonly force?: boolean;
}

const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

/** Writes a tenant's whole ledger to a file: a commit a line as JSON, in order, each verified as it is read. Suspended ones too. */
export async function exportTenant(id: string, { mongodb, out, force = false }: ExportOptions, output: Output): Promise<number> {
  if (!mongodb) throw new Failure(UNREADABLE, 'Which database? Name it with --mongodb or STYRBORD_MONGODB.');
  const mongo = await openMongo(mongodb);
  try {
    const registry = await TenantRegistry.open(mongo);
    if (!(await registry.all()).some((tenant) => tenant.id === id)) throw new Failure(REFUSED, `There is no tenant ${id}.`);
    const head = await written(mongo, id, { out, force });
    const [no, events] = [head?.no ?? 0, head?.size ?? 0];
    output.answer({ tenant: id, ledger: `${id}/steering`, commits: no, events, root: head?.root ?? null, out }, [
      `Wrote ${no} commits with ${events} events of ${id} to ${out}; the root is ${head?.root ?? 'that of nothing'}.`,
    ]);
    return 0;
  } finally {
    await mongo.close();
  }
}

async function written(mongo: MongoConnection, tenant: string, { out, force }: { out: string; force: boolean }): Promise<Commit | null> {
  const ledger = `${tenant}/steering`;
  const store = new MongoCommitStore(await mongo.tenant(tenant, { reads: [ledger] }), ledger);
  const file = await open(out, force ? 'w' : 'wx').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'EEXIST' ? 'is there already; --force replaces it' : `cannot be written: ${error.message}`;
    throw new Failure(REFUSED, `${out} ${why}.`);
  });
  let before: Commit | null = null;
  try {
    for await (const commit of store.read(1, Number.MAX_SAFE_INTEGER)) {
      verifyCommit(sha256, before, commit);
      await file.write(`${JSON.stringify(commit)}\n`);
      before = commit;
    }
    await file.sync();
  } catch (error) {
    // Half a ledger looks like a whole one.
    await rm(out, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return before;
}
