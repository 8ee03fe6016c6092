import { LedgerBroken } from '@styrbord/eventsourcing/commit';
import { hasDatabase, openDatabase, quickCheck } from '@styrbord/sqlite/database';
import { SqliteCommitStore } from '@styrbord/sqlite/sqlite-commit-store';
import type { Client } from './client';
import { REFUSED } from './failure';
import { ledgerOf, type Folder } from './folder';
import type { Output } from './output';

interface Finding {
  readonly what: string;
  readonly good: boolean;
  readonly told: string;
}

const COUNT_EVERY = 1_000;
/** Ledgers that a folder from an earlier version may lack. */
const BESIDES = ['audit', 'alerts'];

/** Reads only, so that a running server is not disturbed: SQLite's own check, then every commit and event re-hashed. */
export async function doctorOfFolder({ data, tenant }: Folder, output: Output): Promise<number> {
  const findings: Finding[] = [];
  for (const name of ['steering', 'audit', 'alerts', 'documents'].filter((each) => !BESIDES.includes(each) || hasDatabase(data, each))) {
    const db = openDatabase(data, name, { readonly: true });
    const wrong = quickCheck(db);
    findings.push({ what: `${name}.db`, good: wrong.length === 0, told: wrong.length === 0 ? 'sound' : wrong.slice(0, 5).join('; ') });
    if (name !== 'documents') findings.push(await chainOf(ledgerOf(new SqliteCommitStore(db), `${tenant}/${name}`), output));
    db.close();
  }
  return told(findings, output);
}

async function chainOf(ledger: ReturnType<typeof ledgerOf>, output: Output): Promise<Finding> {
  let [commits, events] = [0, 0];
  try {
    for await (const commit of ledger.read(1)) {
      if (commit.ledger !== ledger.name)
        return { what: ledger.name, good: false, told: `the folder holds ${commit.ledger}, not ${ledger.name}; see --tenant` };
      commits++;
      events += commit.events.length;
      if (commits % COUNT_EVERY === 0) output.counting(`${commits} commits …`);
    }
  } catch (error) {
    if (!(error instanceof LedgerBroken)) throw error;
    return { what: ledger.name, good: false, told: `${error.message}; ${commits} commits before it are whole` };
  }
  output.counted(`${commits} commits, ${events} events re-hashed`);
  return { what: ledger.name, good: true, told: `${commits} commits and ${events} events, one unbroken chain` };
}

interface Status {
  readonly views?: readonly {
    readonly name: string;
    readonly lag: number;
    readonly parked: readonly unknown[];
    readonly halted: string | null;
  }[];
  readonly ledgers?: readonly { readonly ledger: string; readonly no: number }[];
  readonly sinks?: readonly {
    readonly ledger: string;
    readonly sink: string;
    readonly no: number;
    readonly failed: { readonly at: string; readonly code: string } | null;
  }[];
}

export async function doctorOfServer(client: Client, output: Output): Promise<number> {
  const live = await client.get('/health/live');
  const ready = await client.get('/health/ready');
  const findings: Finding[] = [
    { what: 'live', good: live.status === 200, told: live.status === 200 ? 'yes' : `answers ${live.status}` },
    {
      what: 'ready',
      good: ready.status === 200,
      told: ready.status === 200 ? 'yes' : ((JSON.parse(ready.text) as { detail?: string }).detail ?? 'no'),
    },
  ];
  const { views = [], ledgers = [], sinks = [] } = JSON.parse(await client.read('/api/v1/status')) as Status;
  for (const { ledger, no } of ledgers) findings.push({ what: ledger, good: true, told: `at commit ${no}` });
  for (const { name, lag, parked, halted } of views) {
    const troubles = [
      halted ?? '',
      parked.length > 0 ? `${parked.length} parked streams` : '',
      lag > 0 ? `${lag} commits behind` : '',
    ].filter(Boolean);
    findings.push({ what: `view ${name}`, good: halted === null && parked.length === 0, told: troubles.join(', ') || 'caught up' });
  }
  for (const { ledger, sink, no, failed } of sinks) {
    const said = failed ? `; ${failed.code} at ${failed.at}` : '';
    findings.push({ what: `checkpoints of ${ledger} by ${sink}`, good: failed === null, told: `up to commit ${no}${said}` });
  }
  return told(findings, output);
}

function told(findings: readonly Finding[], output: Output): number {
  const good = findings.every((finding) => finding.good);
  output.answer(
    { good, findings },
    findings.map((finding) => `${finding.good ? '✓' : '✗'} ${finding.what}: ${finding.told}`),
  );
  return good ? 0 : REFUSED;
}
