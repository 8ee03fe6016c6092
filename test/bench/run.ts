import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { alerts, breach, inbox } from './alerts';
import { append } from './append';
import { audit } from './audit';
import type { Benchmark, Figure, Result } from './benchmark';
import { heatMap } from './heat-map';
import { ingest } from './ingest';
import { appendOnMongodb, liveOnServers, rebuildOnMongodb, tenantsOnServers } from './on-servers';
import { command, live } from './over-http';
import { page } from './page';
import { process as processBehaviour } from './process';
import { read } from './read';
import { rebuild } from './rebuild';
import { start } from './start';
import { structure } from './structure';

/** Every benchmark by its name in docs/PERFORMANCE.md. */
const EMBEDDED: Readonly<Record<string, Benchmark>> = {
  alerts,
  append,
  audit,
  breach,
  command,
  'heat-map': heatMap,
  inbox,
  ingest,
  live,
  page,
  process: processBehaviour,
  read,
  rebuild,
  start,
  structure,
};

/** Those that `npm run bench:servers` runs, with a Kafka and a MongoDB of its own. */
const ON_SERVERS: Readonly<Record<string, Benchmark>> = {
  append: appendOnMongodb,
  live: liveOnServers,
  rebuild: rebuildOnMongodb,
  tenants: tenantsOnServers,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    servers: { type: 'boolean', default: false },
    in: { type: 'string' },
    size: { type: 'string' },
  },
});
const BENCHMARKS = values.servers ? ON_SERVERS : EMBEDDED;
void (values.in === undefined ? runAll(positionals) : runHere(positionals[0] ?? '', values.in));

async function runHere(name: string, folder: string): Promise<void> {
  const result = await BENCHMARKS[name]?.(folder, values.size === undefined ? null : Number(values.size));
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

async function runAll(asked: readonly string[]): Promise<void> {
  const unknown = asked.filter((name) => !BENCHMARKS[name]);
  if (unknown.length > 0) {
    console.error(`There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  const results: Record<string, Result> = {};
  if (!values.json) console.log(machine());
  for (const name of asked.length > 0 ? asked : Object.keys(BENCHMARKS)) {
    const result = inChild(name);
    if (result === null) process.exitCode = 1;
    else results[name] = result;
    if (result && !values.json) console.log([`\n${name}: ${result.did}`, ...result.figures.map(lineOf)].join('\n'));
  }
  if (values.json) console.log(JSON.stringify({ machine: machine(), results }, null, 2));
}

/** Null where the child failed; it has said why. */
function inChild(name: string): Result | null {
  const folder = mkdtempSync(join(tmpdir(), `styrbord-bench-${name}-`));
  const given = [...(values.size === undefined ? [] : ['--size', values.size]), ...(values.servers ? ['--servers'] : [])];
  try {
    const child = spawnSync(process.execPath, [...process.execArgv, __filename, name, '--in', folder, ...given], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return child.status === 0 ? (JSON.parse(child.stdout) as Result) : null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function machine(): string {
  const processors = cpus();
  return `${processors.length} × ${processors[0]?.model.trim() ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, ${process.platform}`;
}

function lineOf({ what, value, unit, baseline, ratio }: Figure): string {
  const beside = baseline ? ` (${baseline.what}: ${Math.round(baseline.value)}; ratio ${ratio?.toFixed(2)})` : '';
  return `  ${what}: ${Math.round(value)} ${unit}${beside}`;
}
