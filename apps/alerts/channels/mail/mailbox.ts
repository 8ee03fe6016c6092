import { smtpMail } from '@styrbord/mail/smtp-mail';
import { addressOf, type Config } from '@styrbord/service/config';
import type { Recipients } from '../../recipients';
import type { Channel } from '../channel';
import type { Teller } from '../teller';
import { mailChannel } from './mail-channel';

/** Of one step of the conversation with the mail server: one that accepts and never answers is not waited for. */
const STEP_MS = 10_000;

interface Parts {
  readonly recipients: Recipients;
  readonly teller: Teller;
}

/** `STYRBORD_MAIL_TO`, for what nobody answers for: each address is a recipient of its own. */
export function mailboxOf(config: Config, { recipients, teller }: Parts): Channel[] {
  const { STYRBORD_MAIL_TO: to, STYRBORD_SMTP_URL: url = '', STYRBORD_MAIL_FROM: from = '' } = config;
  if (to === undefined) return [];
  const mail = smtpMail({ url, from, stepMs: STEP_MS });
  const host = from.replace(/>$/, '').split('@')[1] ?? 'styrbord';
  return to.split(',').map((address) => {
    const recipient = recipients.nameOf(address);
    const unsubscribe = `${addressOf(config)}/api/v1/unsubscriptions/${recipients.tokenOf(recipient)}`;
    return mailChannel({ mail, to: address, recipient, host, teller, unsubscribe });
  });
}
