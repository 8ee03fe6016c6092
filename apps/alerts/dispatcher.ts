import type { Ledger } from '@styrbord/eventsourcing/ledger';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { nextTry } from '@styrbord/alerting/retrying';
import type { Turn } from '@styrbord/service/stores';
import type { Clock } from '@styrbord/service/tokens';
import type { Logger } from 'pino';
import type { AlertDesk } from './alert-desk';
import type { Cases } from './cases';
import { Undeliverable, type Channel } from './channels/channel';
import type { Evaluator } from './evaluator';
import type { Outbox, Outgoing } from './outbox';

interface Options {
  /** To the mailbox for what nobody answers for; null where there is none. */
  readonly channel: Channel | null;
  readonly outbox: Outbox;
  readonly cases: Cases;
  readonly desk: AlertDesk;
  readonly evaluator: Evaluator;
  readonly turn: Turn;
  /** The steering ledger: what is still to be evaluated belongs into the same message. */
  readonly steering: Ledger;
  readonly alerts: LedgerWriter;
  readonly now: Clock;
  readonly random: () => number;
  readonly log: Logger;
}

/** After the last notice, for those that follow it; and at most, while more keeps coming. */
const GATHER_MS = { quiet: 100, longest: 10_000 } as const;
const RETRY_LOOK_MS = 1_000;
/** What was decided earlier than this and is in no message was decided while there was no channel. */
const FRESH_MS = 3 * 86_400_000;
const ANSWER_CHARS_MAX = 200;

/** The fact, then the outbox, then the sending, then the fact that it was sent. */
export class Dispatcher {
  private timer: NodeJS.Timeout | undefined;
  private work: Promise<void> = Promise.resolve();
  private gatheringSince: number | null = null;
  private isStopped = false;
  private waiting: Outgoing[] = [];
  /** What another process put there before is known. */
  private isOutboxRead = false;

  constructor(private readonly options: Options) {}

  /** Once the cases are loaded. */
  start(): void {
    const { channel, alerts, turn } = this.options;
    if (!channel) return;
    alerts.onCommit(() => this.lookIn(GATHER_MS.quiet));
    turn.onTaken(() => {
      this.isOutboxRead = false;
      this.lookIn(GATHER_MS.quiet);
    });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.work;
  }

  /** Anew from now: what keeps coming keeps it waiting. */
  private lookIn(ms: number): void {
    if (this.isStopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.work = this.work
        .then(() => this.look())
        .catch((err: unknown) => {
          this.options.log.warn({ err }, 'notices could not be dispatched');
          this.lookIn(RETRY_LOOK_MS);
        });
    }, ms);
  }

  private async look(): Promise<void> {
    const { channel, outbox, now, turn } = this.options;
    if (!channel || !turn.isOurs()) return;
    if (!this.isOutboxRead) {
      this.waiting = await outbox.all();
      this.isOutboxRead = true;
    }
    if (await this.isGathering()) return this.lookIn(GATHER_MS.quiet);
    await this.gather(channel);
    const at = new Date(now()).toISOString();
    for (const outgoing of this.waiting.filter(({ nextAt }) => nextAt <= at)) {
      if (this.isStopped || !turn.isOurs()) return;
      await this.send(channel, outgoing);
    }
    const [next] = this.waiting.map(({ nextAt }) => nextAt).toSorted();
    if (next !== undefined) this.lookIn(Math.min(60_000, Math.max(GATHER_MS.quiet, Date.parse(next) - now())));
  }

  /** An import is some commits: one message tells of all of them. */
  private async isGathering(): Promise<boolean> {
    const { evaluator, steering, now } = this.options;
    const isBehind = evaluator.no < (await steering.head()).no;
    this.gatheringSince = isBehind ? (this.gatheringSince ?? now()) : null;
    return this.gatheringSince !== null && now() - this.gatheringSince < GATHER_MS.longest;
  }

  /** One message of everything that is to be told and in none yet. It bears the name of its first notice, whoever makes it, and when. */
  private async gather(channel: Channel): Promise<void> {
    const { cases, outbox, now } = this.options;
    const taken = new Set(this.waiting.flatMap(({ items }) => items.map(({ notice }) => notice)));
    const since = new Date(now()).toISOString();
    const fresh = cases.undelivered.filter(({ at, item }) => now() - Date.parse(at) < FRESH_MS && !taken.has(item.notice));
    const [first] = fresh;
    if (!first) return;
    const outgoing: Outgoing = {
      id: `${channel.name}-${first.item.notice.replace(':', '-')}`,
      channel: channel.name,
      items: fresh.map(({ item }) => item),
      since,
      attempts: 0,
      nextAt: since,
    };
    await outbox.put(outgoing);
    this.waiting.push(outgoing);
  }

  private async send(channel: Channel, outgoing: Outgoing): Promise<void> {
    const { log } = this.options;
    // Marked already, by one that ended before it could say so here.
    if (outgoing.items.every(({ notice }) => this.options.cases.deliveryOf(notice))) return this.done(outgoing);
    try {
      const answer = await channel.send({ id: outgoing.id, items: outgoing.items });
      await this.mark('message-sent', outgoing, answer);
    } catch (err) {
      log.warn({ err, message: outgoing.id, channel: channel.name }, 'a message could not be handed over');
      await this.failed(outgoing, err);
    }
  }

  private async failed(outgoing: Outgoing, error: unknown): Promise<void> {
    const { outbox, now, random } = this.options;
    const attempts = outgoing.attempts + 1;
    const at = new Date(now()).toISOString();
    const nextAt = error instanceof Undeliverable ? null : nextTry({ attempts, since: outgoing.since, now: at, random: random() });
    const tried = { ...outgoing, attempts };
    if (nextAt === null) return this.mark('message-dead', tried, (error as Error).message);
    const again = { ...tried, nextAt };
    await outbox.put(again);
    this.waiting = this.waiting.map((one) => (one.id === again.id ? again : one));
  }

  private async mark(type: 'message-sent' | 'message-dead', outgoing: Outgoing, answer: string): Promise<void> {
    const { cases, desk } = this.options;
    const { id: message, channel, items } = outgoing;
    const attempts = type === 'message-sent' ? outgoing.attempts + 1 : outgoing.attempts;
    const notices = items.map(({ notice }) => notice);
    const units = [...new Set(items.map(({ unit }) => unit))];
    const data = { message, channel, notices, units, attempts, answer: answer.slice(0, ANSWER_CHARS_MAX) };
    await desk.record([{ type, data }], { id: `${type}/${message}`, after: cases.no });
    await this.done(outgoing);
  }

  private async done(outgoing: Outgoing): Promise<void> {
    await this.options.outbox.remove(outgoing);
    this.waiting = this.waiting.filter(({ id }) => id !== outgoing.id);
  }
}
