import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, ROOT } from './build.mjs';

if (!build()) process.exit(1);
const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
const env = { ...process.env, STYRBORD_FAULTS: 'long' };
/** Faults of the services stand beside those of one process; without servers' addresses they say that they are skipped. */
const LONG_FORMS = ['test/faults', 'test/system/rolling-restart'];
const done = spawnSync(process.execPath, [jest, '--runInBand', '--testTimeout', '3600000', ...process.argv.slice(2), ...LONG_FORMS], {
  cwd: ROOT,
  env,
  stdio: 'inherit',
});
process.exitCode = done.status ?? 1;
