import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, ROOT } from './build.mjs';

if (!build()) process.exit(1);
const done = spawnSync(process.execPath, ['--enable-source-maps', join(ROOT, 'dist/test/bench/run.js'), ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exitCode = done.status ?? 1;
