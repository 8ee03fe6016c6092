import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, ROOT } from './build.mjs';

/** What shares the machine with a browser or with servers runs one suite at a time. */
const WORKERS = { unit: 2, e2e: 1, servers: 1 };

/** Far beyond what a test or a suite takes: one that hangs has failed, one on a busy machine has not. */
const TEST_MS_MAX = 60_000;
const SUITE_MS_MAX = 25 * 60_000;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'also-failed': { type: 'string', default: '0' } } });
const [which, ...rest] = positionals;
const projects = which === undefined || which === 'all' ? Object.keys(WORKERS) : [which];
const built = projects.every((project) => project === 'unit') || build();
const results = built ? projects.map((project) => run(project, rest)) : [];
const sum = (member) => results.reduce((total, result) => total + result[member], 0);
// A run that ended badly without a failed test to show for it is a failure all the same.
const silent = results.filter(({ failed, honest }) => failed === 0 && !honest).length;
const failed = sum('failed') + silent + (built ? 0 : 1) + Number(values['also-failed']);
tellSkipped();
process.stdout.write(`${sum('passed')} passed, ${failed} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}\n`);
process.exitCode = failed > 0 ? 1 : 0;

function run(project, args) {
  const file = join(ROOT, '.cache', `jest-${project}.json`);
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  rmSync(file, { force: true });
  const jest = ['--disable-warning=ExperimentalWarning', join(ROOT, 'node_modules/jest/bin/jest.js'), '--selectProjects', project];
  const options = [
    '--maxWorkers',
    String(WORKERS[project]),
    '--testTimeout',
    String(TEST_MS_MAX),
    '--json',
    '--outputFile',
    file,
    '--passWithNoTests',
    ...args,
  ];
  const done = spawnSync(process.execPath, [...jest, ...options], {
    cwd: ROOT,
    stdio: ['inherit', 'ignore', 'inherit'],
    timeout: SUITE_MS_MAX,
  });
  const result = readResult(file);
  if (result === null) return { passed: 0, failed: 1, skipped: 0, reasons: [], honest: false };
  // A suite that could not even be loaded has no failed test of its own.
  const failedTests = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    failed: failedTests,
    skipped: result.numPendingTests + result.numTodoTests,
    reasons: result.testResults.flatMap(({ assertionResults }) =>
      assertionResults.filter(({ status }) => status === 'pending').map(({ fullName }) => fullName),
    ),
    honest: done.status === 0,
  };
}

/** The reason stands in the name of the skipped suite: `describe.skip('MongoDB: skipped, no server …')`. */
function tellSkipped() {
  for (const name of results.flatMap(({ reasons }) => reasons)) process.stdout.write(`skipped: ${name}\n`);
}

function readResult(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
