import { EventEmitter, once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

const DELAY_MS = 200;

/**
 * What lies between two processes. `black hole` holds everything back and brings it late; `half-open` takes what is sent
 * and loses it, and a connection that lost something stays dumb; `cut` closes every connection and takes no new one.
 */
export const PATHS = ['pass', 'delay', 'half-open', 'black hole', 'cut'] as const;
export type Path = (typeof PATHS)[number];

interface Link {
  readonly sockets: readonly [Socket, Socket];
  lost: boolean;
}

/** A port of the loopback that leads to another, along a path that can be spoilt. */
export class TcpProxy {
  private path: Path = 'pass';
  private readonly links = new Set<Link>();
  private readonly changes = new EventEmitter().setMaxListeners(0);

  private constructor(
    private readonly server: Server,
    private readonly to: { readonly host: string; readonly port: number },
  ) {
    server.on('connection', (socket) => this.link(socket));
  }

  static async to(host: string, port: number): Promise<TcpProxy> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return new TcpProxy(server, { host, port });
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  become(path: Path): void {
    this.path = path;
    if (path === 'cut') for (const { sockets } of this.links) for (const socket of sockets) socket.destroy();
    this.changes.emit('changed');
  }

  async close(): Promise<void> {
    this.become('cut');
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }

  private link(near: Socket): void {
    if (this.path === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(this.to);
    const link: Link = { sockets: [near, far], lost: false };
    this.links.add(link);
    for (const [from, to] of [link.sockets, link.sockets.toReversed() as [Socket, Socket]]) {
      let before = Promise.resolve();
      from.on('data', (bytes) => {
        before = before.then(() => this.bring(bytes, to, link));
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        this.links.delete(link);
        to.destroy();
      });
    }
  }

  private async bring(bytes: Buffer, to: Socket, link: Link): Promise<void> {
    if (this.path === 'delay') await setTimeout(DELAY_MS);
    while (this.path === 'black hole') await once(this.changes, 'changed');
    if (this.path === 'half-open') link.lost = true;
    if (!link.lost && !to.destroyed) to.write(bytes);
  }
}
