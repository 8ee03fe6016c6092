import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { caller } from '../api';
import type { Product } from '../product';
import type { Result } from './benchmark';
import { withProduct } from './over-http';

const ROWS = 1_000_000;
const UNITS = 290;
const MEASURES = 50;
const MEMORY_EVERY_MS = 500;

/** A CSV file by the command line, until the scorecards have seen its last row: month by month, every unit and measure. */
export function ingest(folder: string, size: number | null): Promise<Result> {
  const rows = size ?? ROWS;
  return withProduct({ STYRBORD_DEMO: 'none' }, async (product) => {
    const operator = caller(product, product.key);
    const units = Array.from({ length: UNITS }, (_, at) => ({ id: `u${at}`, name: `U${at}`, kind: 'unit' }));
    const measures = Array.from({ length: MEASURES }, (_, at) => ({ id: `m${at}`, name: `M${at}`, kind: 'count', unitOfMeasure: 'st' }));
    await operator.send('POST', '/documents', { format: 'styrbord/1', units, measures });
    const file = join(folder, 'measurements.csv');
    await writeCsv(file, rows);
    const memory: number[] = [];
    const watch = setInterval(() => memory.push(megabytesOf(product)), MEMORY_EVERY_MS);
    const began = performance.now();
    const no = await imported(product, file);
    const recorded = performance.now();
    await operator.get(`/units?minNo=${no}`);
    const seen = performance.now();
    clearInterval(watch);
    return {
      did: `${rows} measurements of ${UNITS} units × ${MEASURES} measures, CSV by the command line to scorecards up to date`,
      figures: [
        { what: 'rows', value: rows / ((seen - began) / 1000), unit: '/s' },
        { what: 'views behind when recorded', value: (seen - recorded) / 1000, unit: 's' },
        { what: 'memory of the server, a quarter of the way', value: memory[Math.floor(memory.length / 4)] ?? 0, unit: 'MB' },
        { what: 'memory of the server, at most', value: Math.max(0, ...memory), unit: 'MB' },
      ],
    };
  });
}

/** The commit that the last row is in. */
async function imported({ url, key }: Product, file: string): Promise<number> {
  const env = { ...process.env, STYRBORD_URL: url, STYRBORD_API_KEY: key };
  const cli = spawn(process.execPath, ['dist/apps/cli/main.js', 'import', file, '--mode', 'valid', '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const told: Buffer[] = [];
  cli.stdout.on('data', (chunk: Buffer) => told.push(chunk));
  await once(cli, 'close');
  const { no, refused } = JSON.parse(Buffer.concat(told).toString()) as { no: number; refused: unknown[] };
  if (refused.length > 0) throw new Error(`${refused.length} rows were refused`);
  return no;
}

async function writeCsv(file: string, rows: number): Promise<void> {
  const out = createWriteStream(file);
  out.write('measure;unit;period;value\n');
  for (let at = 0; at < rows; at++) {
    const month = Math.floor(at / (UNITS * MEASURES)) % 240;
    const period = `${2005 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
    const line = `m${at % MEASURES};u${Math.floor(at / MEASURES) % UNITS};${period};${at % 997}\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

/** Resident, as Linux tells it; 0 elsewhere. */
function megabytesOf(product: Product): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${product.pid()}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
