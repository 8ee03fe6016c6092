import { verifyCommit } from '@styrbord/eventsourcing/commit';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Commit } from '@styrbord/eventsourcing/ledger';
import type { Change, Documents } from '@styrbord/eventsourcing/documents';
import { sha256 } from '@styrbord/node-proof/sha256';
import { Failure, REFUSED, UNREADABLE } from './failure';
import type { Output } from './output';
import { openStore } from './store';

export interface CopyOptions {
  readonly from: string;
  readonly to: string;
  readonly tenant: string;
}

/** What is no view and no checkpoint: those are built again from the ledger where it comes to lie. */
const OWN_COLLECTIONS = ['identities', 'command-answers', 'subjects', 'alert-recipients'];
const DOCUMENTS_AT_ONCE = 200;

/** Takes a whole tenant from one store to another, each commit verified as it is read and once more where it lies. Run again it goes on. */
export async function runCopy({ from, to, tenant }: CopyOptions, output: Output): Promise<number> {
  if (from === to) throw new Failure(UNREADABLE, 'From and to are the same.');
  const ledger = `${tenant}/steering`;
  const source = await openStore({ at: from, tenant, how: 'alone' });
  try {
    const target = await openStore({ at: to, tenant, how: 'write' });
    try {
      const commits = await copyCommits(source.commits, target.commits, output);
      const disclosed = await copyCommits(source.audit, target.audit, output);
      const alerted = await copyCommits(source.alerts, target.alerts, output);
      const documents = await copyDocuments(source.documents, target.documents);
      const head = headOf(await verified(target.commits, source.commits, output));
      const audit = headOf(await verified(target.audit, source.audit, output));
      const alerts = headOf(await verified(target.alerts, source.alerts, output));
      const besides = { audit: { commits: disclosed, head: audit }, alerts: { commits: alerted, head: alerts } };
      output.answer({ ledger, commits, documents, head, ...besides }, [
        `Copied ${commits} commits of ${ledger}, ${disclosed} of ${tenant}/audit, ${alerted} of ${tenant}/alerts and ${documents} documents; ${head.no}, ${audit.no} and ${alerts.no} commits lie there, verified hash by hash.`,
        `Their roots are ${[head, audit, alerts].map(({ root }) => root ?? 'that of nothing').join(', ')}.`,
      ]);
      return 0;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

function headOf(last: Commit | null): { readonly no: number; readonly hash: string | null; readonly root: string | null } {
  return { no: last?.no ?? 0, hash: last?.hash ?? null, root: last?.root ?? null };
}

async function copyCommits(source: CommitStore, target: CommitStore, output: Output): Promise<number> {
  const [head, reached] = [await source.last(), await target.last()];
  if (reached) await requireSame(reached, await source.get(reached.no));
  let before: Commit | null = reached;
  let copied = 0;
  for await (const commit of source.read((reached?.no ?? 0) + 1, Number.MAX_SAFE_INTEGER)) {
    verifyCommit(sha256, before, commit);
    // What was taken between two tries is our own, if it is the same.
    if ((await target.insert(commit)) === 'taken') await requireSame(commit, await target.get(commit.no));
    before = commit;
    copied++;
    output.counting(`commit ${commit.no} of ${head?.no ?? 0}`);
  }
  output.counted(`${copied} commits copied`);
  return copied;
}

async function requireSame(one: Commit, other: Commit | null): Promise<void> {
  if (other?.hash !== one.hash) throw new Failure(REFUSED, `Commit ${one.no} is another there: the two ledgers have different histories.`);
}

async function verified(target: CommitStore, source: CommitStore, output: Output): Promise<Commit | null> {
  let before: Commit | null = null;
  for await (const commit of target.read(1, Number.MAX_SAFE_INTEGER)) {
    verifyCommit(sha256, before, commit);
    before = commit;
    output.counting(`verifying commit ${commit.no}`);
  }
  output.counted(`${before?.no ?? 0} commits verified`);
  const head = await source.last();
  if (head && head.hash !== before?.hash)
    throw new Failure(REFUSED, `The copy ends at commit ${before?.no ?? 0}, the source at ${head.no}. Run it again.`);
  return before;
}

async function copyDocuments(source: Documents, target: Documents): Promise<number> {
  let copied = 0;
  for (const collection of OWN_COLLECTIONS) {
    let changes: Change[] = [];
    for await (const { id, body } of source.scan(collection, '')) {
      changes.push({ put: { collection, id, body } });
      copied++;
      if (changes.length < DOCUMENTS_AT_ONCE) continue;
      await target.write(changes);
      changes = [];
    }
    await target.write(changes);
  }
  return copied;
}
