import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { temporaryFolder } from '../contracts/temporary-folder';
import { caller } from '../api';
import { startProduct, type Product } from '../product';

const START_MS = 60_000;

/** A start that must end by itself: what it said, and with which code. */
function failedStart(settings: Readonly<Record<string, string>>): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/apps/standalone/main.js'], {
    env: { ...process.env, STYRBORD_PORT: '0', STYRBORD_LOG: 'error', STYRBORD_DEMO: 'none', ...settings },
    encoding: 'utf8',
    timeout: START_MS,
  });
  return { code: status, said: `${stdout}${stderr}` };
}

describe('a start that cannot work ends with a sentence', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it('a port in use', async () => {
    const product = await startProduct({ STYRBORD_DEMO: 'none' });
    const { port } = new URL(product.url);
    const { code, said } = failedStart({ STYRBORD_PORT: port, STYRBORD_DATA: join(folder.path, 'other') });
    await product.stop();
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining(`Port ${port} is in use`) as string });
    expect(said).not.toMatch(/\n\s+at /);
  });

  it('a folder in use by another', async () => {
    const product = await startProduct({ STYRBORD_DEMO: 'none' });
    const { code, said } = failedStart({ STYRBORD_DATA: product.folder });
    await product.stop();
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('is in use by another Styrbord') as string });
  });

  it('a folder of a newer version, which stays as it was', () => {
    const newer = join(folder.path, 'newer');
    mkdirSync(newer);
    const db = new Database(join(newer, 'steering.db'));
    db.pragma('user_version = 99');
    db.close();
    const { code, said } = failedStart({ STYRBORD_DATA: newer });
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('newer Styrbord') as string });
    const again = new Database(join(newer, 'steering.db'), { readonly: true });
    expect(again.prepare('select count(*) from sqlite_master').pluck().get()).toBe(0);
    again.close();
  });

  it('a folder that is a file', () => {
    const file = join(folder.path, 'file');
    writeFileSync(file, '');
    const { code, said } = failedStart({ STYRBORD_DATA: file });
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('cannot be written') as string });
    expect(said).not.toMatch(/\n\s+at /);
  });
});

const DISK_MB = 24;
const mounts = mountsTmpfs();
/** Only a real file system can be full or read-only for every user. */
const onDisk = mounts ? describe : describe.skip;

onDisk(mounts ? 'a small disk of its own' : 'a small disk of its own: skipped, mounting a tmpfs is not permitted here', () => {
  const folder = temporaryFolder();
  const disk = join(folder.path, 'disk');
  let product: Product | null = null;
  beforeAll(() => {
    mkdirSync(disk);
    run('mount', '-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', disk);
  });
  afterAll(async () => {
    await product?.stop();
    run('umount', disk);
    folder.remove();
  });

  it('full: 503 with Retry-After, nothing acknowledged lost, and on it goes when there is room', async () => {
    product = await startProduct({ STYRBORD_DEMO: 'none', STYRBORD_DATA: disk });
    const operator = caller(product, product.key);
    const measures = [{ id: 'm', name: 'm', kind: 'count', unitOfMeasure: 'st' }];
    await operator.send('POST', '/documents', { format: 'styrbord/1', units: [{ id: 'u', name: 'U', kind: 'unit' }], measures });
    const ballast = join(disk, 'ballast');
    run('fallocate', '-l', `${DISK_MB - 8}M`, ballast);
    const note = 'x'.repeat(4_900);
    const acknowledged: string[] = [];
    const write = (period: string): ReturnType<typeof operator.send> =>
      operator.send('POST', '/measurements', { measure: 'm', unit: 'u', period, value: '1', note }, { 'idempotency-key': period });
    const period = (at: number): string => `${1_900 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    let refused: Awaited<ReturnType<typeof write>> | null = null;
    for (let at = 0; !refused && at < 1_400; at++) {
      const answer = await write(period(at));
      if (answer.status === 200) acknowledged.push(period(at));
      else refused = answer;
    }
    expect(refused).toMatchObject({ status: 503, body: { code: 'store-full' } });
    expect(acknowledged.length).toBeGreaterThan(10);
    const retryAfter = await retryAfterOf(product, period(acknowledged.length));
    expect(Number(retryAfter)).toBeGreaterThan(0);

    run('rm', ballast);
    await product.restart();
    expect(await recordedPeriods(product)).toEqual(acknowledged);
    const last = period(acknowledged.length);
    expect((await write(last)).status).toBe(200);
    expect(await recordedPeriods(product)).toEqual([...acknowledged, last]);
  }, 240_000);

  it('read-only: the start says so', async () => {
    await product?.stop();
    product = null;
    mkdirSync(join(disk, 'empty'));
    run('mount', '-o', 'remount,ro', disk);
    const { code, said } = failedStart({ STYRBORD_DATA: join(disk, 'empty') });
    run('mount', '-o', 'remount,rw', disk);
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('cannot be written') as string });
    expect(said).not.toMatch(/\n\s+at /);
    expect(existsSync(join(disk, 'empty', 'steering.db'))).toBe(false);
  });
});

async function retryAfterOf({ url, key }: Product, period: string): Promise<string | null> {
  const response = await fetch(`${url}/api/v1/measurements`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ measure: 'm', unit: 'u', period, value: '1', note: 'x'.repeat(4_900) }),
  });
  expect(response.status).toBe(503);
  return response.headers.get('retry-after');
}

async function recordedPeriods(product: Product): Promise<string[]> {
  const operator = caller(product, product.key);
  const head = await operator.head();
  for (let tries = 0; tries < 50; tries++) {
    const { status, body } = await operator.get(`/measures/m/series?unit=u&minNo=${head}`);
    if (status === 200) return (body['points'] as { period: string }[]).map(({ period }) => period);
    await setTimeout(100);
  }
  throw new Error('the series was not read');
}

function run(command: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}

function mountsTmpfs(): boolean {
  const folder = temporaryFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', folder.path]).status === 0;
  if (mounted) spawnSync('umount', [folder.path]);
  folder.remove();
  return mounted;
}
