import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, ROOT } from './build.mjs';

if (!build()) process.exit(1);

const server = spawn(process.execPath, ['--enable-source-maps', join(ROOT, 'dist/apps/standalone/main.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143);
});
