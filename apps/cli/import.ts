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
  readonly notes: readonly object[];
  readonly refused: readonly { readonly pointer?: string; readonly code: string; readonly detail?: string }[];
}

const REFUSALS_SHOWN = 20;
const NOTHING = 'an empty document';
/** Of measurements, in one request: 1.5 MB. */
const ROWS_A_REQUEST = 20_000;

export async function runImport(file: string, options: ImportOptions, client: Client, output: Output): Promise<number> {
  return importDocument(await documentOf(file), options, client, output);
}

/** Sends a document and tells what it changed: 1 if anything of it was refused. */
export async function importDocument(given: StyrbordDocument, options: ImportOptions, client: Client, output: Output): Promise<number> {
  const { dryRun = false, mode = 'all', reason } = options;
  const document = reason ? { ...given, reason } : given;
  const send = async (part: StyrbordDocument): Promise<Diff> =>
    (await client.post(`/api/v1/documents?mode=${mode}&dryRun=${dryRun}`, JSON.stringify(part), randomUUID())) as Diff;
  output.progress(`Sending ${partsOf(given)} to ${client.address} …`);
  const rows = given.measurements ?? [];
  const isLong = mode === 'valid' && !dryRun && rows.length > ROWS_A_REQUEST;
  const diff = isLong ? await sentInParts(document, send, (at) => output.counting(`${at} of ${rows.length} rows`)) : await send(document);
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

/** Where each row stands for itself, many go in requests the server need not hold all of; what is beside them before and after. */
async function sentInParts(
  { measurements, disputes, limits, comments, ...first }: StyrbordDocument,
  send: (part: StyrbordDocument) => Promise<Diff>,
  sending: (row: number) => void,
): Promise<Diff> {
  const { format, reason } = first;
  const rows = measurements ?? [];
  const starts = Array.from({ length: Math.ceil(rows.length / ROWS_A_REQUEST) }, (_, at) => at * ROWS_A_REQUEST);
  const parts = starts.map((from) => ({ from, part: () => ({ format, reason, measurements: rows.slice(from, from + ROWS_A_REQUEST) }) }));
  const beside = [first, { format, reason, disputes, limits, comments }].map((part) => ({ from: 0, part: () => part }));
  let told: Diff | null = null;
  for (const { from, part } of [beside[0], ...parts, beside[1]].filter((each) => each !== undefined)) {
    const document = part();
    if (partsOf(document) === NOTHING) continue;
    sending(from);
    const diff = await send(document).catch((error: unknown) => Promise.reject(from > 0 ? stoppedAt(from, error) : error));
    told = told === null ? diff : together(told, diff, from);
  }
  return told ?? send({ format });
}

/** What was sent before is recorded; sending all of it again changes nothing there. */
function stoppedAt(row: number, error: unknown): unknown {
  return error instanceof Failure ? new Failure(error.exitCode, `Recorded up to row ${row}. Then: ${error.message}`, error.problem) : error;
}

/** `from`: where the later part's measurements began in the file. */
function together(earlier: Diff, later: Diff, from: number): Diff {
  const placed = later.refused.map((refusal) => ({ ...refusal, pointer: refusal.pointer && movedOn(refusal.pointer, from) }));
  return {
    ...later,
    new: earlier.new + later.new,
    same: earlier.same + later.same,
    corrections: earlier.corrections + later.corrections,
    refused: [...earlier.refused, ...placed],
    notes: [...earlier.notes, ...later.notes],
  };
}

const movedOn = (pointer: string, from: number): string =>
  pointer.replace(/^\/measurements\/(\d+)/, (_, at: string) => `/measurements/${Number(at) + from}`);

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
  return parts.length > 0 ? parts.join(', ') : NOTHING;
}
