import { kafkaOf, type KafkaAddress } from '@styrbord/kafka/kafka-connection';
import { TOPICS } from '@styrbord/kafka/topic-list';
import { createTopics } from '@styrbord/kafka/topics';
import { Failure, UNREADABLE } from './failure';
import type { Output } from './output';

export interface TopicsOptions {
  readonly kafka?: string;
  readonly replicas: string;
}

/** Creates the topics that are missing; what is there is left as it is, and told where it is less than stated. */
export async function runTopics({ kafka, replicas }: TopicsOptions, output: Output): Promise<number> {
  if (!kafka) throw new Failure(UNREADABLE, 'Which Kafka? Name its brokers with --kafka or STYRBORD_KAFKA.');
  if (!/^(-1|[1-9])$/.test(replicas)) throw new Failure(UNREADABLE, `${replicas} is no number of replicas.`);
  const address = addressOf(kafka);
  const { created, fewer } = await createTopics(kafkaOf(address), address, Number(replicas));
  output.answer({ created, fewer, topics: TOPICS }, [
    created.length > 0 ? `Created ${created.join(', ')}.` : 'Every topic is there already.',
    ...fewer.map(
      ({ name, partitions, stated }) => `${name} has ${partitions} partitions; ${stated} are stated. Add them with the broker's own tools.`,
    ),
  ]);
  return fewer.length > 0 ? 1 : 0;
}

function addressOf(kafka: string): KafkaAddress {
  const { STYRBORD_KAFKA_USER: user, STYRBORD_KAFKA_PASSWORD: password = '', STYRBORD_KAFKA_TLS: tls } = process.env;
  return { brokers: kafka.split(','), client: 'styrbord-cli', tls: tls === 'on', ...(user ? { user, password } : {}) };
}
