import type { Bus, Message } from './bus';
import { recordedOf } from './commit';
import type { Commit, CommitNo, Head, Ledger, Recorded } from './ledger';

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

/** A commit with its facts, parsed once. */
interface Offered {
  readonly commit: Commit;
  readonly facts: readonly Recorded[];
}

/** Messages of one sending, while far behind. */
const MESSAGES_AT_ONCE = 2_000;
/** Commits. While the bus is away no more are held: they are read from the ledger once it is back. */
const OFFERED_MAX = 200;

/** Reads a ledger in order and produces it: one message an event, CloudEvents 1.0 binary mode. Writers never publish. */
export class Relay {
  private sent: CommitNo = 0;
  private offered: Offered[] = [];
  private work: Promise<void> = Promise.resolve();

  constructor(private readonly options: Options) {}

  async start(): Promise<void> {
    this.sent = await this.options.watermark.load();
  }

  /** A commit just made, in order: what is offered during a sending goes together in the next; what came before is read from the ledger. */
  offer(commit: Commit, facts: readonly Recorded[] = recordedOf(commit)): void {
    if (this.offered.length === OFFERED_MAX) this.offered = [];
    this.offered.push({ commit, facts });
    if (this.offered.length === 1) this.work = this.work.then(() => this.sendOffered()).catch(() => undefined);
  }

  /** Sends what the ledger has and the bus has not, then the head itself. */
  async poll(): Promise<void> {
    this.work = this.work.then(() => this.readOn(Number.MAX_SAFE_INTEGER)).catch(() => undefined);
    await this.work;
    const { ledger, bus, topic, tenant } = this.options;
    const head = await ledger.head();
    if (head.no > 0) await bus.publish(topic, [headMessage(ledger.name, tenant, head)]);
  }

  async settled(): Promise<void> {
    await this.work;
  }

  private async sendOffered(): Promise<void> {
    const offered = this.offered.filter(({ commit }) => commit.no > this.sent);
    this.offered = [];
    const first = offered[0]?.commit;
    if (!first) return;
    if (first.no > this.sent + 1) await this.readOn(first.no - 1);
    await this.produce(offered.filter(({ commit }) => commit.no > this.sent));
  }

  private async readOn(to: CommitNo): Promise<void> {
    let commits: Offered[] = [];
    let messages = 0;
    for await (const commit of this.options.ledger.read(this.sent + 1, to)) {
      commits.push({ commit, facts: recordedOf(commit) });
      messages += commit.events.length;
      if (messages < MESSAGES_AT_ONCE) continue;
      await this.produce(commits);
      commits = [];
      messages = 0;
    }
    await this.produce(commits);
  }

  private async produce(commits: readonly Offered[]): Promise<void> {
    const { bus, topic, tenant, watermark } = this.options;
    const last = commits[commits.length - 1]?.commit;
    if (!last) return;
    await bus.publish(
      topic,
      commits.flatMap(({ commit, facts }) => messagesOf(commit, tenant, facts)),
    );
    this.sent = last.no;
    await watermark.save(last.no);
  }
}

/** So that who lost a message learns of it. */
function headMessage(ledger: string, tenant: string, { no, hash, epoch }: Head): Message {
  return { key: tenant, value: '', headers: { ce_type: 'head', ledger, commit: String(no), hash, epoch: String(epoch), count: '0' } };
}

export function messagesOf(commit: Commit, tenant: string, facts: readonly Recorded[] = recordedOf(commit)): Message[] {
  const { ledger, no, hash, prev, epoch, recordedAt, events } = commit;
  return events.map((value, index) => ({
    key: tenant,
    value,
    fact: facts[index]?.fact,
    headers: {
      ce_specversion: '1.0',
      ce_id: `${ledger}:${no}:${index}`,
      ce_source: ledger,
      ce_type: facts[index]?.fact.type ?? '',
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
