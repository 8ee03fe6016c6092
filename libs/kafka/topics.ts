import type { Kafka } from 'kafkajs';
import { refusalOf, type KafkaAddress } from './kafka-connection';
import { MESSAGE_BYTES_MAX, TOPICS } from './topic-list';

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
          { name: 'max.message.bytes', value: String(MESSAGE_BYTES_MAX) },
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
