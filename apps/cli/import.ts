import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { StyrbordDocument } from '@styrbord/steering/document';
import type { Client } from './client';
import { Failure, REFUSED, UNREADABLE } from './failure';
import { measurementsOf } from './measurements-csv';
import type { Output } from './output';

export interface ImportOptions {
  readonly dryRun?: boolean;
  readonly mode?: 'all' | 'valid';
  readonly reason?: string;
}

interface Diff {
  readonly ledger: string;
  readonly no: number;
  readonly new: number;
  readonly same: number;
  readonly corrections: number;
  readonly refused: readonly { readonly pointer?: string; readonly code: string; readonly detail?: string }[];
}

const REFUSALS_SHOWN = 20;
const KILOBYTE = 1_024;

export async function runImport(file: string, options: ImportOptions, client: Client, output: Output): Promise<number> {
  return importDocument(await documentOf(file), options, client, output);
}

/** Sends a document and tells what it changed: 1 if anything of it was refused. */
export async function importDocument(given: StyrbordDocument, options: ImportOptions, client: Client, output: Output): Promise<number> {
  const { dryRun = false, mode = 'all', reason } = options;
  const body = JSON.stringify(reason ? { ...given, reason } : given);
  output.progress(`Sending ${partsOf(given)} (${Math.ceil(Buffer.byteLength(body) / KILOBYTE)} kB) to ${client.address} …`);
  const diff = (await client.post(`/api/v1/documents?mode=${mode}&dryRun=${dryRun}`, body, randomUUID())) as Diff;
  const { refused } = diff;
  const lines = refused.slice(0, REFUSALS_SHOWN).map(({ pointer, code, detail }) => `  ${pointer ?? ''} ${detail ?? code}`);
  output.answer(diff, [
    dryRun ? 'Nothing was recorded. It would be:' : `Recorded in ${diff.ledger} up to commit ${diff.no}:`,
    `  ${diff.new} new, ${diff.same} the same, ${diff.corrections} corrected, ${refused.length} refused`,
    ...lines,
    ...(refused.length > lines.length ? [`  … and ${refused.length - lines.length} more`] : []),
  ]);
  return refused.length > 0 ? REFUSED : 0;
}

async function documentOf(file: string): Promise<StyrbordDocument> {
  const text = await textOf(file);
  if (file.toLowerCase().endsWith('.csv')) return { format: 'styrbord/1', measurements: measurementsOf(text) };
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as StyrbordDocument;
  } catch (error) {
    throw new Failure(UNREADABLE, `${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Old Excel saves Swedish text as Windows-1252; what is no UTF-8 is read as that. */
async function textOf(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new Failure(UNREADABLE, `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function partsOf(document: StyrbordDocument): string {
  const parts = Object.entries(document).flatMap(([name, part]) =>
    Array.isArray(part) && part.length > 0 ? [`${part.length} ${name}`] : [],
  );
  return parts.length > 0 ? parts.join(', ') : 'an empty document';
}
