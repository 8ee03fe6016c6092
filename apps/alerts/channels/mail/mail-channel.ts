import type { Mail } from '@styrbord/mail/smtp-mail';
import { Undeliverable, type Channel } from '../channel';
import { letterOf, type LetterNaming } from './letter';

interface Options {
  readonly mail: Mail;
  readonly to: readonly string[];
  /** Of `Message-ID`: `<id@host>`. */
  readonly host: string;
  readonly naming: LetterNaming;
}

/** Letters by SMTP. One that was taken twice bears the same `Message-ID`. */
export function mailChannel({ mail, to, host, naming }: Options): Channel {
  return {
    name: 'mail',
    async send({ id, items }) {
      const { subject, text } = letterOf(items, naming);
      try {
        return await mail({ to, subject, text, id: `<${id}@${host}>` });
      } catch (error) {
        throw isRefusedForGood(error) ? new Undeliverable((error as Error).message, { cause: error }) : error;
      }
    },
  };
}

/** 5xx to whom it is for or to what it says; a refused password is ours to mend, and worth trying again. */
function isRefusedForGood(error: unknown): boolean {
  const { code, responseCode = 0 } = error as { code?: unknown; responseCode?: number };
  return responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
}
