import type { Mail } from '@styrbord/mail/smtp-mail';
import { Undeliverable, type Channel } from '../channel';
import type { Teller } from '../teller';
import { MAILBOX_SIGNATURE, PERSON_SIGNATURE } from '../telling';
import { letterOf } from './letter';

interface Options {
  readonly mail: Mail;
  /** Rejects with `RecipientGone` where there is no address any more. */
  readonly to: () => Promise<string>;
  readonly shown: string;
  readonly person: string | null;
  readonly recipient: string;
  /** Of `Message-ID`: `<id@host>`. */
  readonly host: string;
  readonly teller: Teller;
  readonly unsubscribe: string;
  /** Where it is said of a message that it came back. */
  readonly bounce: (message: string) => string;
}

/** Letters by SMTP to one address. One that was taken twice bears the same `Message-ID`. */
export function mailChannel({ mail, to, shown, person, recipient, host, teller, unsubscribe, bounce }: Options): Channel {
  return {
    channel: 'mail',
    recipient,
    shown,
    person,
    async send({ id, items }) {
      const signature = person === null ? MAILBOX_SIGNATURE : PERSON_SIGNATURE;
      const letter = letterOf({ told: await teller.tell(items), count: items.length, signature, unsubscribe });
      const address = await to();
      try {
        return await mail({ to: [address], ...letter, unsubscribe, bounce: bounce(id), id: `<${id}@${host}>` });
      } catch (error) {
        // Servers repeat whom it was for, which no ledger may hold.
        const message = (error as Error).message.replaceAll(address, shown);
        throw isRefusedForGood(error) ? new Undeliverable(message, { cause: error }) : new Error(message, { cause: error });
      }
    },
  };
}

/** 5xx to whom it is for or to what it says; a refused password is ours to mend, and worth trying again. */
function isRefusedForGood(error: unknown): boolean {
  const { code, responseCode = 0 } = error as { code?: unknown; responseCode?: number };
  return responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
}
