import { outboundPost, type Post } from '@styrbord/outbound/outbound-post';
import { insideOf, type Config } from '@styrbord/service/config';
import type { Clock } from '@styrbord/service/tokens';
import { NotBefore, RecipientGone, type Channel } from '../channel';
import type { Teller } from '../teller';
import { BODIES } from './forms';
import { signatureHeaders } from './signature';
import { webhooksOf, type Webhook } from './webhook-list';

const WITHIN_MS = 15_000;
const GONE = 410;

interface Parts {
  readonly teller: Teller;
  readonly now: Clock;
}

/** Those that `STYRBORD_WEBHOOKS` names. */
export function webhookChannels(config: Config, parts: Parts): Channel[] {
  const post = outboundPost({ inside: insideOf(config), withinMs: WITHIN_MS });
  return webhooksOf(config).map((webhook) => webhookChannel(webhook, { ...parts, post }));
}

/** Posts to one address. What is taken is answered with 2xx; everything else is tried again, but 410 says that nobody is there any more. */
function webhookChannel({ id: name, url, form, secrets = [] }: Webhook, { teller, now, post }: Parts & { readonly post: Post }): Channel {
  return {
    channel: 'webhook',
    recipient: `webhook-${name}`,
    shown: new URL(url).host,
    person: null,
    async send(message) {
      const { id, items } = message;
      const told = await teller.tell(items);
      const body = JSON.stringify(BODIES[form]({ message, told, naming: teller.naming, at: new Date(now()).toISOString() }));
      const headers = signatureHeaders({ id, timestamp: Math.floor(now() / 1_000), body }, secrets);
      const { status, text, retryAfter } = await post(url, { headers: { 'content-type': 'application/json', ...headers }, body });
      const said = `${status} ${text}`.trim();
      if (status >= 200 && status < 300) return said;
      if (status === GONE) throw new RecipientGone(said);
      const notBefore = retryAfter === null ? null : timeOf(retryAfter, now());
      throw notBefore === null ? new Error(said) : new NotBefore(said, notBefore);
    },
  };
}

/** Seconds from now, or a time; null for what is neither. */
function timeOf(retryAfter: string, now: number): string | null {
  const at = /^\d{1,9}$/.test(retryAfter) ? now + Number(retryAfter) * 1_000 : Date.parse(retryAfter);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
