import type { Mail } from '@styrbord/mail/smtp-mail';
import { Undeliverable, type Channel } from '../channel';
import type { Teller } from '../teller';
import { letterOf } from './letter';

interface Options {
  readonly mail: Mail;
  readonly to: string;
  readonly recipient: string;
  /** Of `Message-ID`: `<id@host>`. */
  readonly host: string;
  readonly teller: Teller;
  readonly unsubscribe: string;
}

/** Letters by SMTP to one address. One that was taken twice bears the same `Message-ID`. */
export function mailChannel({ mail, to, recipient, host, teller, unsubscribe }: Options): Channel {
  return {
    channel: 'mail',
    recipient,
    shown: to.replace(/^(.).*@/, '$1…@'),
    async send({ id, items }) {
      const letter = letterOf({ told: await teller.tell(items), count: items.length, unsubscribe });
      try {
        return await mail({ to: [to], ...letter, unsubscribe, id: `<${id}@${host}>` });
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
