import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './build.mjs';

/** What reads the code without running it. */
const STATIC = [
  ['format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  ['lint', 'oxlint/bin/oxlint', '--type-aware', '--deny-warnings', 'apps', 'libs', 'test', 'scripts', 'deploy'],
  ['events', '../scripts/events.mjs', '--check'],
  ['types', 'typescript/bin/tsc', '-p', 'tsconfig.json'],
  ['types of the web', 'typescript/bin/tsc', '-p', 'apps/web/tsconfig.json'],
  [
    'boundaries',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'err',
    'apps',
    'libs',
    'test',
  ],
];

const failed = STATIC.filter(([name, script, ...args]) => !passes(name, join('node_modules', script), args)).map(([name]) => name);
const unitTests = process.argv.includes('--static') || passes('unit tests', 'scripts/test.mjs', ['unit']);
if (!unitTests) failed.push('unit tests');
process.stdout.write(failed.length === 0 ? 'check: all good\n' : `check: failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

function passes(name, script, args) {
  process.stdout.write(`— ${name}\n`);
  return spawnSync(process.execPath, [join(ROOT, script), ...args], { cwd: ROOT, stdio: 'inherit' }).status === 0;
}
