import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommitNo } from '@styrbord/eventsourcing/ledger';
import type { Config } from '@styrbord/service/config';

/** A checkpoint as it was signed. */
export interface SignedCheckpoint {
  readonly no: CommitNo;
  readonly size: number;
  readonly note: string;
  readonly signedAt: string;
}

/** Somewhere a checkpoint is kept beyond the reach of who runs the database. */
export interface CheckpointSink {
  readonly name: string;
  keep(checkpoint: SignedCheckpoint): Promise<void>;
}

const SEND_MS = 10_000;

export function checkpointSinks(
  { STYRBORD_AUDIT_FOLDER: folder, STYRBORD_AUDIT_WEBHOOK: webhook }: Config,
  ledger: string,
): CheckpointSink[] {
  return [...(folder === undefined ? [] : [folderSink(folder, ledger)]), ...(webhook === undefined ? [] : [webhookSink(webhook)])];
}

/** A file for each, never written again: a bucket that is mounted, another account's share. */
function folderSink(folder: string, ledger: string): CheckpointSink {
  const below = join(folder, ledger.replace('/', '.'));
  return {
    name: 'folder',
    async keep({ no, note }) {
      await mkdir(below, { recursive: true });
      const file = join(below, `${String(no).padStart(12, '0')}.txt`);
      await writeFile(`${file}.new`, note);
      await rename(`${file}.new`, file);
    },
  };
}

function webhookSink(address: string): CheckpointSink {
  return {
    name: 'webhook',
    async keep({ note }) {
      const { ok, status } = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        body: note,
        redirect: 'error',
        signal: AbortSignal.timeout(SEND_MS),
      });
      if (!ok) throw new Error(`answered ${status}`);
    },
  };
}
