import { stat } from 'node:fs/promises';
import { Failure, UNREADABLE } from './failure';
import type { Output } from './output';
import { runVerifyExport } from './verify-export';
import { runVerifyLedger } from './verify-ledger';
import { runVerifyPack } from './verify-pack';

export interface VerifyOptions {
  readonly key?: string;
  readonly data?: string;
  readonly checkpoint?: string;
  readonly tenant: string;
}

/** Of a pack, of an export, or of a whole ledger where it lies, by what was given. */
export async function runVerify(
  pack: string | undefined,
  { key, data, checkpoint, tenant }: VerifyOptions,
  output: Output,
): Promise<number> {
  if (pack !== undefined && data === undefined && key !== undefined) return runVerifyPack(pack, key, output);
  const given = { ...(key === undefined ? {} : { key }), ...(checkpoint === undefined ? {} : { checkpoint }) };
  if (pack === undefined && data !== undefined)
    return (await isFile(data)) ? runVerifyExport({ file: data, ...given }, output) : runVerifyLedger({ data, tenant, ...given }, output);
  throw new Failure(UNREADABLE, 'Give a pack with --key FILE, or --data FOLDER.');
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
