import type { Bus, Message } from '../bus';

type Handler = (messages: readonly Message[]) => Promise<void>;

const RETRY_MS = 50;
/** A slow group is behind by at most this much; what it loses it reads from the ledger. */
const QUEUE_MAX = 10_000;

/** The bus of one process: every group gets every message in order, one batch at a time, again if it was rejected. */
export class InProcessBus implements Bus {
  private readonly groups = new Map<string, Group[]>();
  private stopped = false;

  async start(): Promise<void> {
    this.stopped = false;
  }

  async publish(topic: string, messages: readonly Message[]): Promise<void> {
    for (const group of this.groups.get(topic) ?? []) group.take(messages);
  }

  async subscribe(topic: string, name: string, handle: Handler): Promise<void> {
    const groups = this.groups.get(topic) ?? [];
    this.groups.set(topic, groups);
    const existing = groups.find((group) => group.name === name);
    if (!existing) groups.push(new Group(name, handle, () => this.stopped));
  }

  hears(): boolean {
    return !this.stopped;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all([...this.groups.values()].flat().map((group) => group.idle()));
  }
}

class Group {
  private queue: Message[] = [];
  private draining = false;
  private drained: Promise<void> = Promise.resolve();

  constructor(
    readonly name: string,
    private readonly handle: Handler,
    private readonly stopped: () => boolean,
  ) {}

  take(messages: readonly Message[]): void {
    if (this.queue.length + messages.length > QUEUE_MAX) this.queue = [];
    this.queue.push(...messages);
    if (!this.draining) this.drained = this.drain();
  }

  async idle(): Promise<void> {
    await this.drained;
  }

  /** Ends in the same turn as it finds its queue empty: what is published then starts it anew. */
  private async drain(): Promise<void> {
    this.draining = true;
    while (this.queue.length > 0 && !this.stopped()) {
      const batch = this.queue;
      this.queue = [];
      try {
        await this.handle(batch);
      } catch {
        this.queue = [...batch, ...this.queue];
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    this.draining = false;
  }
}
