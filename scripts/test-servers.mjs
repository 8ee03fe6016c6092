import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { down, up } from '../deploy/local/local.mjs';
import { ROOT } from './build.mjs';

/** Brings up real servers with data of their own, runs the tests that need them, and takes them down. */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } });
const state = mkdtempSync(join(tmpdir(), 'styrbord-servers-'));
const set = { ...values, state, say: (line) => process.stderr.write(`${line}\n`) };
let tests;
process.on('SIGINT', () => tests?.kill('SIGINT'));

try {
  process.exitCode = await test(await up(set));
} catch (error) {
  process.stdout.write(`The servers did not come up: ${error.message}\n0 passed, 1 failed\n`);
  process.exitCode = 1;
} finally {
  await down(set);
  rmSync(state, { recursive: true, force: true });
}

/** Its last line is that of the tests. */
function test(servers) {
  const addresses = Object.entries(servers).map(([name, { address }]) => [`STYRBORD_TEST_${name.toUpperCase()}`, address]);
  const env = { ...process.env, ...Object.fromEntries(addresses) };
  tests = spawn(process.execPath, [join(ROOT, 'scripts/test.mjs'), 'servers', ...positionals], { cwd: ROOT, env, stdio: 'inherit' });
  return new Promise((resolve) => tests.on('close', (code) => resolve(code ?? 1)));
}
