import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Kafka } from 'kafkajs';
import type { Bus, Message } from '@styrbord/eventsourcing/bus';
import { KafkaBus } from '@styrbord/kafka/kafka-bus';
import { kafkaOf } from '@styrbord/kafka/kafka-connection';
import { busContract } from './bus.contract';
import { onKafka } from './servers';

const message = (value: string, key = 'nara'): Message => ({ key, value, headers: { commit: value } });

/** The first group that a broker ever sees waits for the topic of all groups' places. */
const FIRST_GROUP_MS = 30_000;

/** Of the member that is killed. */
const SESSION_MS = 15_000;
/** Says when it is in its group, and is there until it is killed. */
const MEMBER = `
  const { Kafka, logLevel } = require('kafkajs');
  const [broker, topic, groupId, session] = process.argv.slice(1);
  const consumer = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING }).consumer({ groupId, sessionTimeout: Number(session) });
  consumer.on(consumer.events.GROUP_JOIN, () => console.log('in the group'));
  void consumer.connect().then(() => consumer.subscribe({ topic })).then(() => consumer.run({ eachBatch: async () => undefined }));
`;

/** Topics and groups of one test alone. */
class OwnTopics implements Bus {
  private readonly own = randomUUID();
  private readonly bus: KafkaBus;

  constructor(
    private readonly kafka: Kafka,
    private readonly partitions = 1,
  ) {
    this.bus = new KafkaBus({ kafka });
  }

  /** Another process on the same topics. */
  another(): OwnTopics {
    return Object.assign(new OwnTopics(this.kafka), { own: this.own });
  }

  async start(): Promise<void> {
    const admin = this.kafka.admin();
    await admin.connect();
    const topics = ['facts', 'notices'].map((name) => ({ topic: this.topic(name), numPartitions: this.partitions, replicationFactor: 1 }));
    await admin.createTopics({ topics, waitForLeaders: true });
    await admin.disconnect();
    await this.bus.start();
  }

  readonly topic = (name: string): string => `${name}-${this.own}`;
  publish = (topic: string, messages: readonly Message[]): Promise<void> => this.bus.publish(this.topic(topic), messages);
  subscribe: Bus['subscribe'] = (topic, group, handle) => this.bus.subscribe(this.topic(topic), `${group}-${this.own}`, handle);
  /** As Kafka knows it. */
  readonly group = (topic: string, group: string): string => `${this.topic(topic)}.${group}-${this.own}`;
  hears = (): boolean => this.bus.hears();
  stop = (): Promise<void> => this.bus.stop();
}

onKafka('a bus on Kafka', (broker) => {
  const kafka = kafkaOf({ brokers: [broker], client: 'tests' });
  busContract('Kafka', async () => new OwnTopics(kafka), FIRST_GROUP_MS);

  describe('a bus on Kafka', () => {
    const started: OwnTopics[] = [];
    const open = async (bus: OwnTopics): Promise<OwnTopics> => {
      await bus.start();
      started.push(bus);
      return bus;
    };
    afterEach(() => Promise.all(started.splice(0).map((bus) => bus.stop())));

    it('begins a group where it was left: nothing handled comes again after a stop, nothing unhandled is lost', async () => {
      const first = await open(new OwnTopics(kafka));
      const seen: string[] = [];
      await first.subscribe('facts', 'series', async (messages) => {
        if (messages.some(({ value }) => value === 'refused')) throw new Error('not by this one');
        seen.push(...messages.map(({ value }) => value));
      });
      await first.publish('facts', [message('1'), message('2')]);
      await until(() => seen.length === 2);
      await first.publish('facts', [message('refused')]);
      await setTimeout(300);
      await first.stop();
      const second = await open(first.another());
      const later: string[] = [];
      await second.subscribe('facts', 'series', async (messages) => void later.push(...messages.map(({ value }) => value)));
      await second.publish('facts', [message('3')]);
      await until(() => later.length === 2);
      expect([seen, later]).toEqual([
        ['1', '2'],
        ['refused', '3'],
      ]);
    });

    it('loses nothing while members come and go', async () => {
      const producer = await open(new OwnTopics(kafka, 4));
      const seen = new Set<string>();
      const join = async (): Promise<OwnTopics> => {
        const member = await open(producer.another());
        await member.subscribe('facts', 'series', async (messages) => messages.forEach(({ value }) => seen.add(value)));
        return member;
      };
      const sent: string[] = [];
      const flowing = new AbortController();
      const flow = (async () => {
        for (let at = 0; !flowing.signal.aborted; at++) {
          const value = String(at);
          await producer.publish('facts', [message(value, `tenant-${at % 7}`)]);
          sent.push(value);
        }
      })();
      const first = await join();
      const second = await join();
      await setTimeout(1_000);
      await first.stop();
      await join();
      await second.stop();
      await setTimeout(1_000);
      flowing.abort();
      await flow;
      await until(() => seen.size === sent.length);
      expect([...seen].toSorted()).toEqual(sent.toSorted());
    });

    it('does not keep whoever begins waiting for a member that was killed, and says meanwhile that it hears nothing', async () => {
      const bus = await open(new OwnTopics(kafka));
      const member = spawn(process.execPath, ['-e', MEMBER, broker, bus.topic('facts'), bus.group('facts', 'series'), String(SESSION_MS)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(member.stdout, 'data');
      member.kill('SIGKILL');
      await once(member, 'exit');
      await bus.publish('facts', [message('1')]);
      const seen: string[] = [];
      await bus.subscribe('facts', 'series', async (messages) => void seen.push(...messages.map(({ value }) => value)));
      expect([bus.hears(), seen]).toEqual([false, []]);
      await until(() => bus.hears() && seen.length > 0, 2 * SESSION_MS);
    }, 90_000);

    it('hands on what a stranger sends as far as it can be read', async () => {
      const bus = await open(new OwnTopics(kafka));
      const seen: Message[] = [];
      await bus.subscribe('facts', 'series', async (messages) => void seen.push(...messages));
      const producer = kafka.producer();
      await producer.connect();
      const bytes = Buffer.from([0xff, 0xfe]);
      await producer.send({
        topic: bus.topic('facts'),
        messages: [{ value: null }, { key: bytes, value: bytes, headers: { commit: bytes } }],
      });
      await producer.disconnect();
      await until(() => seen.length === 2);
      expect(seen[0]).toEqual({ key: '', value: '', headers: {} });
      expect(seen[1]?.headers['commit']).toBe('\ufffd\ufffd');
    });

    it('refuses a topic that is not there, within a bound, and goes on', async () => {
      const bus = await open(new OwnTopics(kafka));
      const lost = new KafkaBus({ kafka });
      await lost.start();
      await expect(lost.publish(`unheard-of-${randomUUID()}`, [message('1')])).rejects.toThrow();
      await lost.publish(bus.topic('facts'), [message('2')]);
      await lost.stop();
    });
  });
});

async function until(isSo: () => boolean, withinMs = 30_000): Promise<void> {
  for (const end = Date.now() + withinMs; !isSo(); await setTimeout(10)) if (Date.now() > end) throw new Error('not in time');
}
