import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommitNo } from '@styrbord/eventsourcing/ledger';
import { smtpMail, type Mail } from '@styrbord/mail/smtp-mail';
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
  /** How long it is left in peace after it took one; absent is not at all. */
  readonly everyMs?: number;
  keep(checkpoint: SignedCheckpoint): Promise<void>;
}

const SEND_MS = 10_000;
/** A mailbox is read by people: at most one an hour. */
const MAIL_MS = 3_600_000;
const MAIL_TEXT = `Bifogad är en undertecknad kontrollpunkt. Spara den: med den kan ni visa om huvudboken har ändrats i efterhand (styrbord verify).
Attached is a signed checkpoint. Keep it: with it you can show whether the ledger was changed afterwards (styrbord verify).`;

export function checkpointSinks(
  { STYRBORD_AUDIT_FOLDER: folder, STYRBORD_AUDIT_WEBHOOK: webhook, STYRBORD_CHECKPOINT_MAIL_TO: to, ...config }: Config,
  ledger: string,
): CheckpointSink[] {
  const { STYRBORD_SMTP_URL: url = '', STYRBORD_MAIL_FROM: from = '' } = config;
  return [
    ...(folder === undefined ? [] : [folderSink(folder, ledger)]),
    ...(webhook === undefined ? [] : [webhookSink(webhook)]),
    ...(to === undefined ? [] : [mailSink(smtpMail({ url, from, stepMs: SEND_MS }), to.split(','), ledger)]),
  ];
}

/** A file for each, never written again: a bucket that is mounted, another account's share. */
function folderSink(folder: string, ledger: string): CheckpointSink {
  const below = join(folder, ledger.replace('/', '.'));
  return {
    name: 'folder',
    async keep({ no, note }) {
      await mkdir(below, { recursive: true });
      const file = join(below, fileNameOf(no));
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
      if (!ok) throw Object.assign(new Error(`answered ${status}`), { code: `HTTP ${status}` });
    },
  };
}

/** The note is a file of its own: a mail's text may be wrapped and changed on its way. */
function mailSink(mail: Mail, to: readonly string[], ledger: string): CheckpointSink {
  return {
    name: 'mail',
    everyMs: MAIL_MS,
    async keep({ no, note }) {
      const files = [{ name: fileNameOf(no), content: note }];
      await mail({ to, subject: `Kontrollpunkt ${ledger} ${no}`, text: `${MAIL_TEXT}\n\n${note}`, files });
    },
  };
}

const fileNameOf = (no: CommitNo): string => `${String(no).padStart(12, '0')}.txt`;
