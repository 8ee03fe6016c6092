import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Arrived {
  readonly to: readonly string[];
  readonly raw: string;
}

/** A mail server as there are others, on this machine: it takes letters from those who know the password `hemligt`. */
export class MailServer {
  readonly arrived: Arrived[] = [];
  /** Those that it did not take too. */
  readonly tried: Arrived[] = [];
  refuses = false;
  /** Whom alone it refuses, then; everybody where it is null. */
  refused: string | null = null;
  /** After all was said: the line is cut, or nothing is answered. What was cut had been taken. */
  fault: 'cuts' | 'is silent' | null = null;
  /** 4xx is for now, 5xx for good. */
  refusal = 452;
  /** Letters begun and not yet taken, at the most so far. */
  mostAtOnce = 0;
  private atOnce = 0;
  private readonly server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onMailFrom: (_, __, done) => {
      this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce);
      done();
    },
    onAuth: ({ username, password }, _, done) =>
      username === 'styrbord' && password === 'hemligt' ? done(null, { user: 'styrbord' }) : done(new Error('no')),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        this.atOnce--;
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const letter = { to, raw: Buffer.concat(chunks).toString('utf8') };
        this.tried.push(letter);
        if (this.fault === 'is silent') return;
        const isRefused = this.refuses && (this.refused === null || to.includes(this.refused));
        if (isRefused) return done(Object.assign(new Error('not taken'), { responseCode: this.refusal }));
        this.arrived.push(letter);
        if (this.fault === 'cuts') return this.cut();
        done();
      });
    },
  });

  private readonly lines = new Set<Socket>();

  private cut(): void {
    for (const line of this.lines) line.destroy();
  }

  async open(port = 0): Promise<number> {
    // Whoever is killed while it speaks is nothing to the server.
    this.server.on('error', () => undefined);
    this.server.server.on('connection', (line: Socket) => void this.lines.add(line.on('close', () => this.lines.delete(line))));
    this.server.listen(port, '127.0.0.1');
    await once(this.server.server, 'listening');
    return (this.server.server.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    this.cut();
    return new Promise((done) => this.server.close(() => done()));
  }
}

/** What was attached, byte for byte. */
export function attachedTo({ raw }: Arrived): string {
  const part = raw.split(/--[-_=.\w]+\r\n/).find((each) => /^Content-Disposition: attachment/im.test(each)) ?? '';
  return Buffer.from(part.slice(part.indexOf('\r\n\r\n')).split('\r\n--')[0] ?? '', 'base64').toString('utf8');
}

export const idOf = ({ raw }: Arrived): string => /^Message-ID: (.*)$/im.exec(raw)?.[1]?.trim() ?? '';

/** Where whoever got it unsubscribes by one click. */
export const unsubscribeOf = ({ raw }: Arrived): string => /^List-Unsubscribe:\s*<([^>]*)>/im.exec(raw)?.[1] ?? '';

/** Where it is said that it came back. */
export const bounceOf = ({ raw }: Arrived): string => /^X-Styrbord-Bounce:\s*<([^>]*)>/im.exec(raw)?.[1] ?? '';

/** As a reader of text, or of HTML, sees it: base64 and quoted-printable undone. */
export function readable({ raw }: Arrived, type: 'plain' | 'html' = 'plain'): string {
  const part = raw.split(/^--.+\r\n/m).find((each) => new RegExp(`^Content-Type: text/${type}`, 'im').test(each)) ?? '';
  const [head = '', ...body] = part.split('\r\n\r\n');
  const text = body.join('\r\n\r\n');
  if (/^Content-Transfer-Encoding: base64/im.test(head)) return Buffer.from(text, 'base64').toString('utf8');
  const bytes = text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
