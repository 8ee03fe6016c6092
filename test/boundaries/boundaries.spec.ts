import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { CRIMES, INNOCENT } from './crimes';

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly cycle?: readonly { readonly name: string }[];
}

const ROOT = resolve(__dirname, '../..');
const CONFIG = join(ROOT, '.dependency-cruiser.cjs');
const { forbidden } = jest.requireActual<{ forbidden: readonly { name: string }[] }>('../../.dependency-cruiser.cjs');

describe('what may import what', () => {
  let planted: string;
  let violations: readonly Violation[];

  beforeAll(async () => {
    planted = mkdtempSync(join(tmpdir(), 'styrbord-boundaries-'));
    for (const file of ['package.json', 'tsconfig.json']) copyFileSync(join(ROOT, file), join(planted, file));
    symlinkSync(join(ROOT, 'node_modules'), join(planted, 'node_modules'));
    for (const [file, source] of Object.entries(INNOCENT)) plant(file, source);
    for (const { file, imports } of CRIMES) plant(file, `import '${imports}';`);
    violations = await cruise(planted);
  }, 60_000);

  afterAll(() => rmSync(planted, { recursive: true, force: true }));

  it.each(CRIMES)('$rule catches $file', ({ rule, file }) => {
    expect(
      violations
        .filter(({ from, cycle = [] }) => from === file || cycle.some(({ name }) => name === file))
        .map((violation) => violation.rule.name),
    ).toContain(rule);
  });

  it('leaves alone what is allowed', () => {
    expect(violations.filter(({ from }) => from.includes('innocent')).map(({ rule, from }) => `${rule.name}: ${from}`)).toEqual([]);
  });

  it('has a planted crime for every rule', () => {
    expect([...new Set(CRIMES.map(({ rule }) => rule))].toSorted()).toEqual(forbidden.map(({ name }) => name).toSorted());
  });

  it('finds no crime in this repository', async () => {
    expect((await cruise(ROOT)).map(({ rule, from }) => `${rule.name}: ${from}`)).toEqual([]);
  }, 60_000);

  function plant(file: string, source: string): void {
    const path = join(planted, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${source}\nexport {};\n`);
  }
});

/** The exit code counts the violations, so only an answer that is no JSON is a failure of the tool. */
function cruise(folder: string): Promise<readonly Violation[]> {
  const script = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [script, '--config', CONFIG, '--output-type', 'json', 'apps', 'libs', 'test'];
  return new Promise((done, fail) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (_, stdout, stderr) => {
      try {
        done((JSON.parse(stdout) as { summary: { violations: readonly Violation[] } }).summary.violations);
      } catch {
        fail(new Error(stderr || stdout));
      }
    });
  });
}
