import { Failure, UNREADABLE } from './failure';
import type { Output } from './output';
import { runVerifyLedger } from './verify-ledger';
import { runVerifyPack } from './verify-pack';

export interface VerifyOptions {
  readonly key?: string;
  readonly data?: string;
  readonly checkpoint?: string;
  readonly tenant: string;
}

/** Of a pack or of a whole ledger, by what was given. */
export function runVerify(pack: string | undefined, { key, data, checkpoint, tenant }: VerifyOptions, output: Output): Promise<number> {
  if (pack !== undefined && data === undefined && key !== undefined) return runVerifyPack(pack, key, output);
  if (pack === undefined && data !== undefined)
    return runVerifyLedger(
      { data, tenant, ...(key === undefined ? {} : { key }), ...(checkpoint === undefined ? {} : { checkpoint }) },
      output,
    );
  throw new Failure(UNREADABLE, 'Give a pack with --key FILE, or --data FOLDER.');
}
