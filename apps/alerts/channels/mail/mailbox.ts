import { smtpMail } from '@styrbord/mail/smtp-mail';
import { addressOf, type Config } from '@styrbord/service/config';
import type { Identities } from '@styrbord/service/identities';
import type { Recipients } from '../../recipients';
import { RecipientGone, type Channel } from '../channel';
import type { Teller } from '../teller';
import { mailChannel } from './mail-channel';

/** Of one step of the conversation with the mail server: one that accepts and never answers is not waited for. */
const STEP_MS = 10_000;

interface Parts {
  readonly recipients: Recipients;
  readonly teller: Teller;
  readonly identities: Pick<Identities, 'byId'>;
}

export interface MailChannels {
  /** `STYRBORD_MAIL_TO`, for what nobody answers for: each address is a recipient of its own. */
  readonly mailbox: readonly Channel[];
  /** To the address a person has given, which bears this pseudonym; null where no mail can be sent. */
  readonly of: ((person: string, recipient: string) => Channel) | null;
  /** Where people's own addresses may lie. */
  readonly domains: readonly string[];
}

export function mailChannels(config: Config, { recipients, teller, identities }: Parts): MailChannels {
  const { STYRBORD_MAIL_TO: to, STYRBORD_SMTP_URL: url, STYRBORD_MAIL_FROM: from, STYRBORD_TENANT: tenant } = config;
  if (url === undefined || from === undefined) return { mailbox: [], of: null, domains: [] };
  const host = from.replace(/>$/, '').split('@')[1] ?? 'styrbord';
  const bounce = (message: string): string => `${addressOf(config)}/api/v1/deliveries/${recipients.bounceTokenOf(message)}/bounces`;
  const common = { mail: smtpMail({ url, from, stepMs: STEP_MS }), host, teller, bounce };
  const unsubscribe = (recipient: string): string => `${addressOf(config)}/api/v1/unsubscriptions/${recipients.tokenOf(recipient)}`;
  const ofPerson = (person: string, recipient: string): Channel => {
    const address = async (): Promise<string> => {
      const mail = (await identities.byId(person))?.mail ?? null;
      if (mail !== null && recipients.nameOf(mail, person) === recipient) return mail;
      throw new RecipientGone('the address is gone');
    };
    return mailChannel({ ...common, to: address, shown: 'din adress', person, recipient, unsubscribe: unsubscribe(recipient) });
  };
  const mailbox = mailboxOf(to ?? '', tenant).map((address) => {
    const recipient = recipients.nameOf(address, null);
    const shown = address.replace(/^(.).*@/, '$1…@');
    const own = { to: () => Promise.resolve(address), shown, person: null, recipient, unsubscribe: unsubscribe(recipient) };
    return mailChannel({ ...common, ...own });
  });
  return { mailbox, of: ofPerson, domains: (config.STYRBORD_MAIL_DOMAINS ?? host).toLowerCase().split(',') };
}

/** `tenant=address` is of that tenant alone, an address by itself of all. */
function mailboxOf(to: string, tenant: string): string[] {
  return to.split(',').flatMap((each) => {
    const [address = '', of = tenant] = each.split('=').toReversed();
    return address !== '' && of === tenant ? [address] : [];
  });
}
