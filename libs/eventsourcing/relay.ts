import type { Bus, Message } from './bus';
import type { Commit, CommitNo, Fact, Ledger } from './ledger';

/** Where a relay left off; behind is fine, since what is sent twice is skipped. */
export interface Watermark {
  load(): Promise<CommitNo>;
  save(no: CommitNo): Promise<void>;
}

interface Options {
  readonly ledger: Ledger;
  readonly bus: Bus;
  readonly topic: string;
  readonly tenant: string;
  readonly watermark: Watermark;
}

/** Reads a ledger in order and produces it: one message an event, CloudEvents 1.0 binary mode. Writers never publish. */
export class Relay {
  private sent: CommitNo = 0;
  private work: Promise<void> = Promise.resolve();

  constructor(private readonly options: Options) {}

  async start(): Promise<void> {
    this.sent = await this.options.watermark.load();
  }

  /** A commit just made, in order: sent at once; what came before it is read from the ledger. */
  offer(commit: Commit): void {
    this.work = this.work.then(() => this.send(commit)).catch(() => undefined);
  }

  /** Sends what the ledger has and the bus has not, then the head itself. */
  async poll(): Promise<void> {
    this.work = this.work.then(() => this.readOn(Number.MAX_SAFE_INTEGER)).catch(() => undefined);
    await this.work;
    const { ledger, bus, topic, tenant } = this.options;
    const head = await ledger.head();
    if (head.no > 0)
      await bus.publish(topic, [
        {
          key: tenant,
          value: '',
          headers: {
            ledger: ledger.name,
            commit: String(head.no),
            hash: head.hash,
            epoch: String(head.epoch),
            count: '0',
            ce_type: 'head',
          },
        },
      ]);
  }

  async settled(): Promise<void> {
    await this.work;
  }

  private async send(commit: Commit): Promise<void> {
    if (commit.no <= this.sent) return;
    if (commit.no > this.sent + 1) return this.readOn(commit.no);
    await this.produce(commit);
  }

  private async readOn(to: CommitNo): Promise<void> {
    for await (const commit of this.options.ledger.read(this.sent + 1, to)) await this.produce(commit);
  }

  private async produce(commit: Commit): Promise<void> {
    const { bus, topic, tenant, watermark } = this.options;
    await bus.publish(topic, messagesOf(commit, tenant));
    this.sent = commit.no;
    await watermark.save(commit.no);
  }
}

export function messagesOf(commit: Commit, tenant: string): Message[] {
  const { ledger, no, hash, prev, epoch, recordedAt, events } = commit;
  return events.map((value, index) => ({
    key: tenant,
    value,
    headers: {
      ce_specversion: '1.0',
      ce_id: `${ledger}:${no}:${index}`,
      ce_source: ledger,
      ce_type: (JSON.parse(value) as Fact).type,
      ce_time: recordedAt,
      ledger,
      commit: String(no),
      index: String(index),
      count: String(events.length),
      prev,
      hash,
      epoch: String(epoch),
      recordedAt,
    },
  }));
}
