import { createHmac } from 'node:crypto';
import type { Documents } from '@styrbord/eventsourcing/documents';
import { keptSecret } from '@styrbord/service/kept-secret';
import { sameSecret } from '@styrbord/service/secrets';

const COLLECTION = 'alert-recipients';
const NAME_CHARS = 16;

/** Names mail addresses by pseudonyms, which say nothing to who reads the ledger, and signs what letters carry. */
export class Recipients {
  private constructor(private readonly secret: Buffer) {}

  static async of(documents: Documents): Promise<Recipients> {
    return new Recipients(await keptSecret(documents, COLLECTION, 'secret'));
  }

  /** `person`: whose address it is; null for the mailbox, which may share one with somebody. */
  nameOf(address: string, person: string | null): string {
    const of = person === null ? '' : `/${person}`;
    return `mail-${this.signed(`recipient/${address.toLowerCase()}${of}`, 'hex').slice(0, NAME_CHARS)}`;
  }

  /** Whoever holds it may unsubscribe the recipient, and do nothing else. */
  tokenOf(recipient: string): string {
    return `${recipient}.${this.signed(`unsubscribe/${recipient}`, 'base64url')}`;
  }

  /** Null for a token that nobody here has signed. */
  recipientOf(token: string): string | null {
    const recipient = namedIn(token);
    return sameSecret(token, this.tokenOf(recipient)) ? recipient : null;
  }

  /** Whoever holds it, as everybody does to whom the letter came back, may say so, and do nothing else. */
  bounceTokenOf(message: string): string {
    return `${message}.${this.signed(`bounce/${message}`, 'base64url')}`;
  }

  /** Null for a token that nobody here has signed. */
  messageOf(token: string): string | null {
    const message = namedIn(token);
    return sameSecret(token, this.bounceTokenOf(message)) ? message : null;
  }

  private signed(text: string, form: 'hex' | 'base64url'): string {
    return createHmac('sha256', this.secret).update(text).digest(form);
  }
}

const namedIn = (token: string): string => token.slice(0, Math.max(0, token.indexOf('.')));
