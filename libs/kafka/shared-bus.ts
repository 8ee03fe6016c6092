import type { Bus, Message } from '@styrbord/eventsourcing/bus';

type Handler = (messages: readonly Message[]) => Promise<void>;

interface Group {
  readonly topic: string;
  readonly name: string;
  readonly handlers: Map<string, Handler>;
}

/** One connection, and one consumer a group, for many keys: each hears of its own messages and of no other's. */
export class SharedBus {
  private readonly groups = new Map<string, Group>();
  private started = false;

  /** `unclaimed` is handed what no key of this process hears. */
  constructor(
    private readonly bus: Bus,
    private readonly unclaimed: (topic: string, messages: readonly Message[]) => Promise<void> = async () => undefined,
  ) {}

  /** The groups begin to listen when everybody who is to hear is there. */
  async start(): Promise<void> {
    await this.bus.start();
    this.started = true;
    await Promise.all([...this.groups.values()].map((group) => this.listen(group)));
  }

  async stop(): Promise<void> {
    await this.bus.stop();
  }

  of(key: string): Bus {
    return {
      start: async () => undefined,
      publish: (topic, messages) => this.bus.publish(topic, messages),
      subscribe: (topic, name, handle) => this.subscribe(key, topic, name, handle),
      hears: () => this.bus.hears(),
      stop: async () => {
        for (const { handlers } of this.groups.values()) handlers.delete(key);
      },
    };
  }

  private async subscribe(key: string, topic: string, name: string, handle: Handler): Promise<void> {
    const id = `${topic}\0${name}`;
    const existing = this.groups.get(id);
    const group = existing ?? { topic, name, handlers: new Map<string, Handler>() };
    group.handlers.set(key, handle);
    this.groups.set(id, group);
    if (!existing && this.started) await this.listen(group);
  }

  /** A batch that is handed over again goes only to those who did not take it. */
  private async listen({ topic, name, handlers }: Group): Promise<void> {
    const taken = new WeakMap<readonly Message[], Set<string>>();
    await this.bus.subscribe(topic, name, async (messages) => {
      const done = taken.get(messages) ?? new Set<string>();
      taken.set(messages, done);
      const results = await Promise.allSettled(
        [...byKey(messages)].map(async ([key, own]) => {
          if (done.has(key)) return;
          await (handlers.get(key) ?? ((left) => this.unclaimed(topic, left)))(own);
          done.add(key);
        }),
      );
      const failed = results.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
    });
  }
}

function byKey(messages: readonly Message[]): Map<string, Message[]> {
  const groups = new Map<string, Message[]>();
  for (const message of messages) {
    const group = groups.get(message.key);
    if (group) group.push(message);
    else groups.set(message.key, [message]);
  }
  return groups;
}
