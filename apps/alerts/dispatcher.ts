import { leave } from '@styrbord/alerting/delivery';
import { caseId, type MessageTold } from '@styrbord/alerting/events';
import { nextTry } from '@styrbord/alerting/retrying';
import { settingsOf, UNSET } from '@styrbord/alerting/notice-settings';
import { quietUntil, type Schedule } from '@styrbord/alerting/schedule';
import { messageTiming, timingOf, type TimingReason } from '@styrbord/alerting/timing';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import type { Turn } from '@styrbord/service/stores';
import type { Clock } from '@styrbord/service/tokens';
import type { Logger } from 'pino';
import type { AlertDesk } from './alert-desk';
import type { Cases } from './cases';
import { FRESH_MS, type Decided } from './deliveries';
import { NotBefore, RecipientGone, Undeliverable, type Channel } from './channels/channel';
import type { Evaluator } from './evaluator';
import type { Outbox, OutboxItem, Outgoing } from './outbox';
import type { Seeing } from './seeing';

export interface Dispatching {
  /** Whether a recipient is still among those who are told. */
  readonly isHere: (recipient: string) => boolean;
  readonly outbox: Outbox;
  readonly cases: Cases;
  readonly desk: AlertDesk;
  readonly seeing: Seeing;
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
const LOOK_MS = { again: 1_000, longest: 60_000 } as const;
const ANSWER_CHARS_MAX = 200;

/** Tells one recipient: the fact, then the outbox, then the sending, then the fact that it was sent. */
export class Dispatcher {
  private timer: NodeJS.Timeout | undefined;
  private work: Promise<void> = Promise.resolve();
  private gatheringSince: number | null = null;
  private isStopped = false;
  private waiting: Outgoing[] = [];
  /** What another process put there before is known. */
  private isOutboxRead = false;

  constructor(
    private readonly channel: Channel,
    private readonly options: Dispatching,
  ) {}

  /** Once the cases are loaded. */
  start(): void {
    const { alerts, turn } = this.options;
    // That somebody was told leaves nothing to tell: of a storm, everybody would look again after each letter.
    alerts.onCommit((_, facts) => {
      if (facts.some(({ fact }) => fact.type !== 'message-sent')) this.lookIn(GATHER_MS.quiet);
    });
    turn.onTaken(() => {
      this.isOutboxRead = false;
      this.lookIn(GATHER_MS.quiet);
    });
  }

  lookSoon(): void {
    this.lookIn(GATHER_MS.quiet);
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
          this.lookIn(LOOK_MS.again);
        });
    }, ms);
  }

  private async look(): Promise<void> {
    const { outbox, now, turn } = this.options;
    if (!turn.isOurs()) return;
    if (!this.isOutboxRead) {
      this.waiting = await outbox.of(this.channel.recipient);
      this.isOutboxRead = true;
    }
    if (await this.isGathering()) return this.lookIn(GATHER_MS.quiet);
    const dueAt = await this.gather();
    const at = new Date(now()).toISOString();
    const quiet = this.schedule && quietUntil(this.schedule, at);
    for (const outgoing of quiet === null ? this.waiting.filter(({ nextAt }) => nextAt <= at) : []) {
      if (this.isStopped || !turn.isOurs()) return;
      await this.send(outgoing);
    }
    const [next] = [...this.waiting.map(({ nextAt }) => quiet ?? nextAt), ...(dueAt === null ? [] : [dueAt])].toSorted();
    if (next !== undefined) this.lookIn(Math.min(LOOK_MS.longest, Math.max(GATHER_MS.quiet, Date.parse(next) - now())));
  }

  /** An import is some commits: one message tells of all of them. */
  private async isGathering(): Promise<boolean> {
    const { evaluator, steering, now } = this.options;
    // The ledger is asked only by who has evaluated all that is known here: a commit may be large.
    const isBehind = evaluator.isBehind || evaluator.no < (await steering.head()).no;
    this.gatheringSince = isBehind ? (this.gatheringSince ?? now()) : null;
    return this.gatheringSince !== null && now() - this.gatheringSince < GATHER_MS.longest;
  }

  /**
   * One message of everything that is to be told and in none yet. It bears the name of its first notice, whoever makes it, and when.
   * Answers when what waits for a person is due.
   */
  private async gather(): Promise<string | null> {
    const { cases, now, isHere } = this.options;
    const { recipient } = this.channel;
    const isWaiting = (id: string): boolean => this.waiting.some((outgoing) => outgoing.id === id);
    for (const message of cases.deliveries.requeued(recipient))
      if (!isWaiting(message.message)) await this.put(message.message, await cases.itemsOf(message), message.timing);
    if (cases.deliveries.left(recipient)) return null;
    const taken = new Set(this.waiting.flatMap(({ items }) => items.map(({ notice }) => notice)));
    const untold = cases.deliveries.untold(this.channel, isHere).filter(({ item }) => !taken.has(item.notice));
    const { schedule } = this;
    const due = new DueTimes(schedule);
    const fresh = await this.seen(untold.filter((decided) => now() - due.of(decided) < FRESH_MS));
    const waiting = fresh.map(({ at, item: { severity } }) => ({ at, severity }));
    const timing = schedule && messageTiming(schedule, waiting, new Date(now()).toISOString());
    if (timing && Date.parse(timing.at) > now()) return timing.at;
    const [first] = fresh;
    if (first) await this.put(`${recipient}-${first.item.notice.replace(':', '-')}`, itemsOf(fresh), timing?.because);
    return null;
  }

  /** How the person wants to be told; whoever is no person is told at once. */
  private get schedule(): Schedule | null {
    const { person } = this.channel;
    return person === null ? null : (settingsOf(this.options.cases.answering, person) ?? UNSET).schedule;
  }

  /** Rights are looked at again whenever something is about to leave. */
  private async seen(decided: readonly Decided[]): Promise<readonly Decided[]> {
    const { person } = this.channel;
    if (person === null || decided.length === 0) return decided;
    await this.options.seeing.look(new Set([person]));
    return decided.filter(({ item }) => this.options.seeing.sees(person, item));
  }

  private async put(id: string, items: readonly OutboxItem[], timing?: TimingReason): Promise<void> {
    const { channel, recipient } = this.channel;
    const since = new Date(this.options.now()).toISOString();
    const outgoing: Outgoing = {
      id,
      channel,
      recipient,
      items,
      since,
      attempts: 0,
      nextAt: since,
      trouble: null,
      ...(timing && { timing }),
    };
    await this.options.outbox.put(outgoing);
    this.waiting.push(outgoing);
  }

  private async send(outgoing: Outgoing): Promise<void> {
    const { cases, log } = this.options;
    const message = cases.deliveries.message(outgoing.id);
    // Marked already, by one that ended before it could say so here.
    if (message && message.state !== 'requeued') return this.done(outgoing);
    const left = cases.deliveries.left(this.channel.recipient);
    if (left && !message) return this.mark('message-dead', outgoing, left.because);
    const items = itemsOf(await this.seen(outgoing.items.map((item) => ({ at: outgoing.since, item }))));
    if (items.length === 0) return this.mark('message-dead', outgoing, 'no-right');
    try {
      const answer = await this.channel.send({ id: outgoing.id, items });
      await this.mark('message-sent', { ...outgoing, items, attempts: outgoing.attempts + 1 }, answer);
    } catch (err) {
      log.warn({ err, message: outgoing.id, channel: this.channel.channel }, 'a message could not be handed over');
      await this.failed(outgoing, err);
    }
  }

  private async failed(outgoing: Outgoing, error: unknown): Promise<void> {
    const { outbox, now, random } = this.options;
    const attempts = outgoing.attempts + 1;
    const at = new Date(now()).toISOString();
    const notBefore = error instanceof NotBefore ? error.at : null;
    const nextAt =
      error instanceof Undeliverable ? null : nextTry({ attempts, since: outgoing.since, now: at, random: random(), notBefore });
    const trouble = error instanceof Error ? error.message : String(error);
    if (nextAt === null) {
      await this.mark('message-dead', { ...outgoing, attempts }, trouble);
      if (error instanceof RecipientGone) await this.leave();
      return;
    }
    const again = { ...outgoing, attempts, nextAt, trouble: trouble.slice(0, ANSWER_CHARS_MAX) };
    await outbox.put(again);
    this.waiting = this.waiting.map((one) => (one.id === again.id ? again : one));
  }

  private async mark(type: 'message-sent' | 'message-dead', outgoing: Outgoing, answer: string): Promise<void> {
    const { cases, desk } = this.options;
    const { id, attempts, since } = outgoing;
    const data = { ...toldBy(outgoing), attempts, answer: answer.slice(0, ANSWER_CHARS_MAX) };
    await desk.record([{ type, data }], { id: `${type}/${id}/${since}`, after: cases.no });
    await this.done(outgoing);
  }

  private async leave(): Promise<void> {
    const { cases, desk, now } = this.options;
    const { recipient } = this.channel;
    const events = leave(this.channel, 'gone', cases.deliveries.left(recipient));
    if (events.length > 0) await desk.record(events, { id: `recipient-left/${recipient}/${now()}`, after: cases.no });
  }

  private async done(outgoing: Outgoing): Promise<void> {
    await this.options.outbox.remove(outgoing);
    this.waiting = this.waiting.filter(({ id }) => id !== outgoing.id);
  }
}

/** When notices are due. Those of one commit are so together: a calendar is slow to be asked. */
class DueTimes {
  private readonly known = new Map<string, number>();

  constructor(private readonly schedule: Schedule | null) {}

  of({ at, item: { severity } }: Decided): number {
    if (this.schedule === null) return Date.parse(at);
    const key = `${at} ${severity}`;
    const due = this.known.get(key) ?? Date.parse(timingOf(this.schedule, { severity, at }).at);
    this.known.set(key, due);
    return due;
  }
}

/** What a message tells of, as the ledger names it. */
export function toldBy({ id: message, channel, recipient, items, timing }: Outgoing): MessageTold {
  const notices = items.map(({ notice }) => notice);
  const cases = [...new Set(items.map(caseId))];
  const units = [...new Set(items.map(({ unit }) => unit))];
  return { message, channel, recipient, notices, cases, units, ...(timing && { timing }) };
}

const itemsOf = (decided: readonly Decided[]): OutboxItem[] => decided.map(({ item }) => item);
