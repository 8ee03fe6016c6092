import { setTimeout } from 'node:timers/promises';
import type { Consumer, EachBatchPayload, IHeaders, Kafka, KafkaMessage, Producer } from 'kafkajs';
import type { Bus, Message } from '@styrbord/eventsourcing/bus';
import { MESSAGE_BYTES_MAX } from './topic-list';

type Handler = (messages: readonly Message[]) => Promise<void>;

interface Options {
  readonly kafka: Kafka;
  /** Told what went wrong and was begun again. */
  readonly onTrouble?: (what: string, error: unknown) => void;
}

/** Every replica that is in step has it. */
const ALL = -1;
/** A fetch is answered as soon as there is something; this is how long it waits for that. */
const FETCH_WAIT_MS = 1_000;
/** Who was killed is missed after this; until then their group waits for them. */
const SESSION_MS = 10_000;
/** Whoever begins waits so long for its groups: then it serves from the ledger until they are there. */
const JOINED_WITHIN_MS = 1_000;
/** Whoever leaves waits so long for groups that it is still on its way into. */
const LEFT_WITHIN_MS = 12_000;
const HEARTBEAT_MS = 1_500;
const REBALANCE_MS = 20_000;
const RETRY_MS = { first: 50, most: 2_000 };
const REOPEN_MS = 2_000;
/** Encoding them keeps everybody else of the process waiting, some hundredths of a second. */
const MESSAGES_AT_ONCE = 200;

/** The bus on Kafka: sends one after the other, and moves a group on only past what was handled. */
export class KafkaBus implements Bus {
  private readonly producer: Producer;
  private readonly consumers = new Set<Consumer>();
  /** Groups that are handed messages, and those that are not. */
  private readonly heard = new Map<string, boolean>();
  private readonly joining = new Set<Promise<unknown>>();
  private sending: Promise<unknown> = Promise.resolve();
  private stopped = false;

  constructor(private readonly options: Options) {
    this.producer = options.kafka.producer({ allowAutoTopicCreation: false, idempotent: false, maxInFlightRequests: 1 });
  }

  async start(): Promise<void> {
    this.stopped = false;
    await this.producer.connect();
  }

  publish(topic: string, messages: readonly Message[]): Promise<void> {
    const sent = this.sending.then(async () => {
      for (let from = 0; from < messages.length; from += MESSAGES_AT_ONCE)
        await this.producer.send({
          topic,
          acks: ALL,
          messages: messages
            .slice(from, from + MESSAGES_AT_ONCE)
            .map(({ key, value, headers }) => ({ key, value, headers: { ...headers } })),
        });
    });
    this.sending = sent.catch(() => undefined);
    return sent;
  }

  /** A group of Kafka's is of one topic: kafkajs spreads a topic over all its members, whatever each subscribed to. */
  async subscribe(topic: string, group: string, handle: Handler): Promise<void> {
    await this.open(topic, `${topic}.${group}`, handle);
  }

  hears(): boolean {
    return [...this.heard.values()].every((isHeard) => isHeard);
  }

  /** Lets what is being handled end, moves the groups on and leaves them. */
  async stop(): Promise<void> {
    this.stopped = true;
    // One that is disconnected on its way into a group would come back to it.
    await Promise.race([Promise.allSettled(this.joining), setTimeout(LEFT_WITHIN_MS, undefined, { ref: false })]);
    await Promise.all([...this.consumers].map((consumer) => consumer.disconnect().catch(() => undefined)));
    this.consumers.clear();
    await this.sending;
    await this.producer.disconnect().catch(() => undefined);
  }

  private async open(topic: string, group: string, handle: Handler): Promise<void> {
    const consumer = this.options.kafka.consumer({
      groupId: group,
      allowAutoTopicCreation: false,
      // The largest message is the least that must be fetched of a partition at once.
      maxBytesPerPartition: MESSAGE_BYTES_MAX,
      maxBytes: 2 * MESSAGE_BYTES_MAX,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      sessionTimeout: SESSION_MS,
      rebalanceTimeout: REBALANCE_MS,
      heartbeatInterval: HEARTBEAT_MS,
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 20, restartOnFailure: async () => !this.stopped },
    });
    this.consumers.add(consumer);
    this.heard.set(group, false);
    consumer.on(consumer.events.GROUP_JOIN, () => this.heard.set(group, true));
    consumer.on(consumer.events.REBALANCING, () => this.heard.set(group, false));
    consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
      this.heard.set(group, false);
      this.options.onTrouble?.(group, error);
      if (!restart) void this.reopen(consumer, topic, group, handle);
    });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    const joined = consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: (payload) => this.take(consumer, payload, handle),
    });
    this.joining.add(joined);
    joined.catch((error: unknown) => this.options.onTrouble?.(group, error)).finally(() => this.joining.delete(joined));
    await Promise.race([joined, setTimeout(JOINED_WITHIN_MS)]);
  }

  /** A consumer that gave up for good is replaced: the views wait for the broker, not for an operator. */
  private async reopen(consumer: Consumer, topic: string, group: string, handle: Handler): Promise<void> {
    this.consumers.delete(consumer);
    await consumer.disconnect().catch(() => undefined);
    for (;;) {
      await setTimeout(REOPEN_MS);
      if (this.stopped) return;
      try {
        return await this.open(topic, group, handle);
      } catch (error) {
        this.options.onTrouble?.(group, error);
      }
    }
  }

  private async take(consumer: Consumer, payload: EachBatchPayload, handle: Handler): Promise<void> {
    const { batch, resolveOffset, heartbeat, isRunning, isStale } = payload;
    const messages = batch.messages.map(messageOf);
    const beating = setInterval(() => void heartbeat().catch(() => undefined), HEARTBEAT_MS);
    try {
      for (let wait = RETRY_MS.first; isRunning() && !isStale(); wait = Math.min(RETRY_MS.most, wait * 2)) {
        if (await this.handled(handle, messages, batch.topic)) {
          resolveOffset(batch.lastOffset());
          const offset = String(BigInt(batch.lastOffset()) + 1n);
          await consumer.commitOffsets([{ topic: batch.topic, partition: batch.partition, offset }]);
          return;
        }
        await setTimeout(wait);
      }
    } finally {
      clearInterval(beating);
    }
  }

  private async handled(handle: Handler, messages: readonly Message[], topic: string): Promise<boolean> {
    try {
      await handle(messages);
      return true;
    } catch (error) {
      this.options.onTrouble?.(`handling ${topic}`, error);
      return false;
    }
  }
}

/** What a stranger sent may lack anything: it is handed on as far as it can be read. */
function messageOf({ key, value, headers }: KafkaMessage): Message {
  return { key: key?.toString('utf8') ?? '', value: value?.toString('utf8') ?? '', headers: headersOf(headers ?? {}) };
}

function headersOf(headers: IHeaders): Record<string, string> {
  const texts = Object.entries(headers).flatMap(([name, value]): [string, string][] => {
    const last = Array.isArray(value) ? value[value.length - 1] : value;
    return last === undefined ? [] : [[name, last.toString('utf8')]];
  });
  return Object.fromEntries(texts);
}
