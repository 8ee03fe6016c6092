import type { Kafka } from 'kafkajs';
import { refusalOf, type KafkaAddress } from './kafka-connection';

export interface Topic {
  readonly name: string;
  /** Tenants are spread over them; one tenant's messages stay in order. */
  readonly partitions: number;
  /** Milliseconds; −1 is for ever. */
  readonly retentionMs: number;
  readonly about: string;
}

const DAY_MS = 86_400_000;

export const TOPICS: readonly Topic[] = [
  { name: 'styrbord.steering.events', partitions: 12, retentionMs: -1, about: 'Every event of the steering ledgers, in their order' },
  { name: 'styrbord.alerts.events', partitions: 12, retentionMs: -1, about: 'Every event of the alert ledgers, in their order' },
  { name: 'styrbord.boards.changes', partitions: 12, retentionMs: DAY_MS / 24, about: 'How far the views have been saved' },
  { name: 'styrbord.measurements.inbox', partitions: 12, retentionMs: 30 * DAY_MS, about: 'Measurements from source systems' },
  {
    name: 'styrbord.measurements.inbox.accepted',
    partitions: 12,
    retentionMs: 90 * DAY_MS,
    about: 'What was taken from the inbox, and where it stands',
  },
  {
    name: 'styrbord.measurements.inbox.refused',
    partitions: 12,
    retentionMs: 90 * DAY_MS,
    about: 'What was refused from the inbox, and why',
  },
];

export interface TopicsMade {
  readonly created: readonly string[];
  /** Topics that stand with fewer partitions than stated; they are left as they are. */
  readonly fewer: readonly { readonly name: string; readonly partitions: number; readonly stated: number }[];
}

/** Creates what is missing; what is there is never changed. `replicas`: −1 is the broker's own default. */
export async function createTopics(kafka: Kafka, { brokers, user }: KafkaAddress, replicas = -1): Promise<TopicsMade> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    const there = new Set(await admin.listTopics());
    const missing = TOPICS.filter(({ name }) => !there.has(name));
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map(({ name, partitions, retentionMs }) => ({
        topic: name,
        numPartitions: partitions,
        replicationFactor: replicas,
        configEntries: [
          { name: 'retention.ms', value: String(retentionMs) },
          { name: 'max.message.bytes', value: String(10 * 1024 * 1024) },
        ],
      })),
    });
    const kept = TOPICS.filter(({ name }) => there.has(name));
    const { topics } = kept.length > 0 ? await admin.fetchTopicMetadata({ topics: kept.map(({ name }) => name) }) : { topics: [] };
    const fewer = kept.flatMap(({ name, partitions: stated }) => {
      const partitions = topics.find((topic) => topic.name === name)?.partitions.length ?? 0;
      return partitions < stated ? [{ name, partitions, stated }] : [];
    });
    return { created: missing.map(({ name }) => name), fewer };
  } catch (error) {
    throw refusalOf(error, brokers.join(', '), user);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
