import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const SHARED = ['package-lock.json', 'libs'];

/** What is built, from what, and how. A part is built again only when the content of its inputs has changed. */
const PARTS = {
  server: {
    inputs: [...SHARED, '.swcrc', 'nest-cli.json', 'tsconfig.json', 'apps', 'test'],
    skip: (path) => path.startsWith('apps/web') || path.startsWith('test/browser') || path.endsWith('.spec.ts'),
    made: 'dist/apps/standalone/main.js',
    stale: ['dist/apps', 'dist/libs', 'dist/test'],
    command: ['@nestjs/cli/bin/nest.js', 'build', 'standalone'],
  },
  web: {
    inputs: [...SHARED, 'apps/web'],
    skip: (path) => path.endsWith('.spec.ts') || path.endsWith('.spec.tsx'),
    made: 'dist/web/index.html',
    stale: [],
    command: ['vite/bin/vite.js', 'build', 'apps/web', '--logLevel', 'warn'],
    finish: () => compressBelow('dist/web'),
  },
};

/** Builds the named parts where needed; answers whether all of them are there. */
export function build(names = Object.keys(PARTS), say = (line) => process.stderr.write(`${line}\n`)) {
  return names.every((name) => buildPart(name, PARTS[name], say));
}

function buildPart(name, { inputs, skip, made, stale, command, finish }, say) {
  const mark = join(ROOT, '.cache', `${name}.sha256`);
  const hash = hashOf(inputs, skip);
  if (existsSync(join(ROOT, made)) && existsSync(mark) && readFileSync(mark, 'utf8') === hash) return true;
  say(`Building ${name} …`);
  rmSync(mark, { force: true });
  for (const folder of stale) rmSync(join(ROOT, folder), { recursive: true, force: true });
  const [script, ...args] = command;
  const done = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], { cwd: ROOT, encoding: 'utf8' });
  if (done.status !== 0 || !existsSync(join(ROOT, made))) {
    say(`${done.stdout}${done.stderr}\nThe ${name} could not be built.`);
    return false;
  }
  finish?.();
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  writeFileSync(mark, hash);
  return true;
}

const COMPRESS_BYTES_MIN = 1024;

/** The highest quality once, here, instead of a lower one at every request. */
function compressBelow(folder) {
  for (const path of filesBelow(folder).filter((file) => /\.(html|js|css|svg|json)$/.test(file))) {
    const bytes = readFileSync(join(ROOT, path));
    if (bytes.length < COMPRESS_BYTES_MIN) continue;
    writeFileSync(join(ROOT, `${path}.br`), brotliCompressSync(bytes));
    writeFileSync(join(ROOT, `${path}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

function hashOf(inputs, skip) {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap(filesBelow).filter((file) => !skip(file))) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(ROOT, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!existsSync(join(ROOT, path))) return [];
  const entries = readEntries(path);
  return entries === null ? [path] : entries.toSorted().flatMap((name) => filesBelow(`${path}/${name}`));
}

function readEntries(path) {
  try {
    return readdirSync(join(ROOT, path));
  } catch {
    return null;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const names = process.argv.slice(2);
  process.exitCode = build(names.length > 0 ? names : undefined) ? 0 : 1;
}
