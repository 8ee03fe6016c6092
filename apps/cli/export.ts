import { writeFile } from 'node:fs/promises';
import type { Client } from './client';
import { Failure, REFUSED } from './failure';
import type { Output } from './output';

interface ExportOptions {
  readonly period?: string;
  readonly out?: string;
  readonly force?: boolean;
}

export async function runExport(
  unit: string,
  { period, out, force = false }: ExportOptions,
  client: Client,
  output: Output,
): Promise<number> {
  const query = new URLSearchParams({ unit, ...(period ? { period } : {}) });
  const text = await client.read(`/api/v1/documents?${query.toString()}`);
  const readable = `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
  if (out === undefined) {
    output.raw(readable);
    return 0;
  }
  await writeFile(out, readable, { flag: force ? 'w' : 'wx' }).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'EEXIST' ? 'is there already; --force replaces it' : `cannot be written: ${error.message}`;
    throw new Failure(REFUSED, `${out} ${why}.`);
  });
  output.progress(`Wrote ${out}`);
  return 0;
}
