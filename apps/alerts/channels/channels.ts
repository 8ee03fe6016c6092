import type { Channel } from './channel';

/** Every way to tell somebody outside. */
export class Channels {
  constructor(readonly all: readonly Channel[]) {}

  of(recipient: string): Channel | null {
    return this.all.find((channel) => channel.recipient === recipient) ?? null;
  }
}
