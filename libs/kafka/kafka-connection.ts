import { Kafka, logLevel, type KafkaConfig } from 'kafkajs';

export interface KafkaAddress {
  /** `host:port` of one broker or more. */
  readonly brokers: readonly string[];
  /** As brokers and operators see this process. */
  readonly client: string;
  readonly tls?: boolean;
  /** SCRAM-SHA-512. */
  readonly user?: string;
  readonly password?: string;
}

/** A Kafka that cannot be used as it is, in sentences for the operator. */
export class KafkaRefused extends Error {
  readonly sentences: readonly string[];

  constructor(...sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.name = 'KafkaRefused';
    this.sentences = sentences;
  }
}

const CONNECT_MS = 2_000;
const REQUEST_MS = 5_000;
/** A send is given up after some seconds: the relay comes back with it. */
const RETRY = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 };

export function kafkaOf({ brokers, client, tls = false, user, password }: KafkaAddress): Kafka {
  const config: KafkaConfig = {
    clientId: client,
    brokers: [...brokers],
    ssl: tls,
    connectionTimeout: CONNECT_MS,
    authenticationTimeout: CONNECT_MS,
    requestTimeout: REQUEST_MS,
    enforceRequestTimeout: true,
    retry: RETRY,
    logLevel: logLevel.NOTHING,
  };
  return new Kafka(
    user === undefined ? config : { ...config, sasl: { mechanism: 'scram-sha-512', username: user, password: password ?? '' } },
  );
}

/** Throws `KafkaRefused` unless the brokers answer and have the topics. */
export async function checkKafka(kafka: Kafka, { brokers, user }: KafkaAddress, topics: readonly string[]): Promise<void> {
  const admin = kafka.admin();
  const where = brokers.join(', ');
  try {
    await admin.connect();
    const there = new Set(await admin.listTopics());
    const missing = topics.filter((topic) => !there.has(topic));
    if (missing.length > 0)
      throw new KafkaRefused(`Kafka at ${where} has no topic ${missing.join(', no topic ')}. Create what Styrbord needs: styrbord topics`);
  } catch (error) {
    throw refusalOf(error, where, user);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

export function refusalOf(error: unknown, where: string, user: string | undefined): KafkaRefused {
  if (error instanceof KafkaRefused) return error;
  const why = error instanceof Error ? error.message : String(error);
  const isDenied = /SASL|authenticat|authoriz/i.test(`${error instanceof Error ? error.name : ''} ${why}`);
  return isDenied
    ? new KafkaRefused(
        `Kafka at ${where} does not accept the user ${user ?? '(none given)'}: ${why}. Correct STYRBORD_KAFKA_USER and STYRBORD_KAFKA_PASSWORD.`,
      )
    : new KafkaRefused(`Kafka at ${where} does not answer: ${why}. Check that it runs, and correct STYRBORD_KAFKA or STYRBORD_KAFKA_TLS.`);
}
