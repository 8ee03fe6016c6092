#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, ROOT } from './build.mjs';

const entry = join(ROOT, 'dist/apps/cli/main.js');
// An installed copy carries its build and no sources to build from.
const fromClone = existsSync(join(ROOT, 'apps/cli'));
if (fromClone && !build(['server'])) process.exit(1);
const done = spawnSync(process.execPath, ['--enable-source-maps', entry, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = done.status ?? 1;
