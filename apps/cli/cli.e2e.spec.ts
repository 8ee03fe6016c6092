import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const DIST = resolve(__dirname, '../../dist/apps');
const KEY = 'an-operator-key-of-more-than-32-characters';

describe('styrbord at the command line', () => {
  let folder: string;
  let data: string;
  let server: ChildProcess;
  let address: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'styrbord-cli-'));
    data = join(folder, 'data');
    const env = { ...process.env, STYRBORD_PORT: '0', STYRBORD_DATA: data, STYRBORD_API_KEY: KEY, STYRBORD_LOG: 'error' };
    server = spawn(process.execPath, [join(DIST, 'standalone/main.js')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    address = await new Promise<string>((ready) => {
      let said = '';
      server.stdout?.on('data', (text) => {
        const found = /ready at (\S+)/.exec((said += String(text)))?.[1];
        if (found) ready(found);
      });
    });
  }, 60_000);

  afterAll(async () => {
    await stopped();
    rmSync(folder, { recursive: true, force: true });
  });

  const styrbord = (args: readonly string[], env: Record<string, string> = {}) => {
    const done = spawnSync(process.execPath, [join(DIST, 'cli/main.js'), ...args], {
      encoding: 'utf8',
      env: { ...process.env, STYRBORD_URL: address, STYRBORD_API_KEY: KEY, ...env },
    });
    return { code: done.status, out: done.stdout, err: done.stderr };
  };
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const stopped = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((done) => server.once('exit', done));
    server.kill('SIGTERM');
    await gone;
  };

  it('finds a server in good health', () => {
    const { code, out } = styrbord(['doctor', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ good: true });
  });

  it('imports what it exported, and nothing changes', () => {
    const exported = join(folder, 'nara.json');
    expect(styrbord(['export', 'nara', '--out', exported]).code).toBe(0);
    expect(styrbord(['export', 'nara', '--out', exported])).toMatchObject({ code: 1, err: expect.stringContaining('--force') });
    const again = styrbord(['import', exported, '--json']);
    expect(JSON.parse(again.out)).toMatchObject({ new: 0, corrections: 0, refused: [] });
    expect(again.code).toBe(0);
    expect(JSON.parse(readFileSync(exported, 'utf8'))).toMatchObject({ format: 'styrbord/1' });
  });

  it('ends quietly when whoever reads has had enough', () => {
    const piped = spawnSync('sh', ['-c', `"${process.execPath}" "${join(DIST, 'cli/main.js')}" export nara | head -c 9`], {
      encoding: 'utf8',
      env: { ...process.env, STYRBORD_URL: address, STYRBORD_API_KEY: KEY },
    });
    expect([piped.stdout.length, piped.stderr]).toEqual([9, '']);
  });

  it('imports a table, wholly or what is good of it, and tells each refusal', () => {
    const csv = file('utfall.csv', '\ufeffmått;enhet;period;värde\r\ntriage-digitalen;nara;2022-T1;18 465\r\nokant;nara;2022-T1;1\r\n');
    expect(styrbord(['import', csv])).toMatchObject({ code: 1, err: expect.stringContaining('/measurements/1/measure') });
    const dry = styrbord(['import', csv, '--mode', 'valid', '--reason', 'Rättat i källan', '--dry-run', '--json']);
    expect([dry.code, JSON.parse(dry.out)]).toEqual([
      1,
      expect.objectContaining({ corrections: 1, refused: [expect.objectContaining({ code: 'measure-unknown' })] }),
    ]);
    const real = styrbord(['import', csv, '--mode', 'valid', '--reason', 'Rättat i källan']);
    expect(real.out).toContain('1 corrected, 1 refused');
  });

  it('says in its exit code what went wrong', () => {
    expect(styrbord(['import', file('bad.json', '{')]).code).toBe(2);
    expect(styrbord(['import', join(folder, 'nowhere.json')]).code).toBe(2);
    expect(styrbord(['demo', 'stockholm']).code).toBe(2);
    expect(styrbord(['export', 'nara'], { STYRBORD_API_KEY: 'wrong' })).toMatchObject({
      code: 1,
      err: expect.stringContaining('STYRBORD_API_KEY'),
    });
    expect(styrbord(['doctor', '--url', 'http://127.0.0.1:1'])).toMatchObject({
      code: 3,
      err: expect.stringContaining('cannot be reached'),
    });
  }, 30_000);

  it('looks a folder over while it is served, and rebuilds it when it is not', async () => {
    expect(styrbord(['doctor', '--data', data]).out).toContain('one unbroken chain');
    expect(styrbord(['rebuild', '--data', data])).toMatchObject({ code: 1, err: expect.stringContaining('in use') });
    await stopped();
    const rebuilt = styrbord(['rebuild', '--data', data, '--json']);
    expect(rebuilt.code).toBe(0);
    expect(JSON.parse(rebuilt.out)).toMatchObject({
      views: [
        { view: 'structure', parked: 0 },
        { view: 'series', parked: 0 },
      ],
    });
    expect(styrbord(['doctor', '--data', data]).code).toBe(0);
  }, 30_000);
});
