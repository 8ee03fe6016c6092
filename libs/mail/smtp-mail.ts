import { createTransport } from 'nodemailer';

export interface Letter {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** The same for readers that show it. */
  readonly html?: string;
  /** The address that a reader's own button unsubscribes at (RFC 8058). */
  readonly unsubscribe?: string;
  /** Where whoever runs the mail server says that the letter came back: it stands in what comes back. */
  readonly bounce?: string;
  /** `Message-ID`, for a letter that may be sent twice; one of its own where it is left out. */
  readonly id?: string;
  /** Texts that arrive byte for byte. */
  readonly files?: readonly { readonly name: string; readonly content: string }[];
}

/** Resolves with what the server answered. Rejects with the library's error; its `code` says what kind, such as `EAUTH` or `ECONNECTION`. */
export type Mail = (letter: Letter) => Promise<string>;

interface Options {
  /** `smtp://user:password@host:587`, or `smtps://`. */
  readonly url: string;
  readonly from: string;
  /** How long one step of the conversation may take. */
  readonly stepMs: number;
}

/** Some mail servers take no more of one sender at once. */
const CONNECTIONS_MAX = 3;

/** Letters that come together share connections; an idle one is let go after `stepMs`. A server that was away is found when it is back. */
export function smtpMail({ url, from, stepMs }: Options): Mail {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS_MAX,
    connectionTimeout: stepMs,
    greetingTimeout: stepMs,
    socketTimeout: stepMs,
    dnsTimeout: stepMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ to, subject, text, html, unsubscribe, bounce, id, files = [] }) => {
    const { response } = await transport.sendMail({
      from,
      to: [...to],
      subject,
      text,
      ...(html === undefined ? {} : { html }),
      ...(id === undefined ? {} : { messageId: id }),
      headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribing(unsubscribe), ...(bounce && { 'X-Styrbord-Bounce': `<${bounce}>` }) },
      attachments: files.map(({ name, content }) => ({
        filename: name,
        content: Buffer.from(content),
        contentType: 'text/plain; charset=utf-8',
        contentTransferEncoding: 'base64',
      })),
    });
    return response;
  };
}

const unsubscribing = (address: string | undefined): Record<string, string> =>
  address === undefined ? {} : { 'List-Unsubscribe': `<${address}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
