import { createHmac } from 'node:crypto';

export interface Signed {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** Headers of Standard Webhooks: one signature for each secret, so that whoever checks may change theirs in peace. */
export function signatureHeaders(signed: Signed, secrets: readonly string[]): Record<string, string> {
  const { id, timestamp } = signed;
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(timestamp) };
  return secrets.length === 0
    ? headers
    : { ...headers, 'webhook-signature': secrets.map((secret) => signatureOf(signed, secret)).join(' ') };
}

function signatureOf({ id, timestamp, body }: Signed, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
