import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Arrived {
  readonly to: readonly string[];
  readonly raw: string;
}

/** A mail server as there are others, on this machine: it takes letters from those who know the password `hemligt`. */
export class MailServer {
  readonly arrived: Arrived[] = [];
  refuses = false;
  /** 4xx is for now, 5xx for good. */
  refusal = 452;
  private readonly server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _, done) =>
      username === 'styrbord' && password === 'hemligt' ? done(null, { user: 'styrbord' }) : done(new Error('no')),
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (this.refuses) return done(Object.assign(new Error('not taken'), { responseCode: this.refusal }));
        this.arrived.push({ to: envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString('utf8') });
        done();
      });
    },
  });

  async open(port = 0): Promise<number> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server.server, 'listening');
    return (this.server.server.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    return new Promise((done) => this.server.close(() => done()));
  }
}

/** What was attached, byte for byte. */
export function attachedTo({ raw }: Arrived): string {
  const part = raw.split(/--[-_=.\w]+\r\n/).find((each) => /^Content-Disposition: attachment/im.test(each)) ?? '';
  return Buffer.from(part.slice(part.indexOf('\r\n\r\n')).split('\r\n--')[0] ?? '', 'base64').toString('utf8');
}

export const idOf = ({ raw }: Arrived): string => /^Message-ID: (.*)$/im.exec(raw)?.[1]?.trim() ?? '';

/** As a reader sees it: quoted-printable undone. */
export function readable({ raw }: Arrived): string {
  const bytes = raw
    .slice(raw.indexOf('\r\n\r\n'))
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
