import { hash, randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit, type Provider } from '@nestjs/common';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { KafkaBus } from '@styrbord/kafka/kafka-bus';
import { checkKafka, kafkaOf } from '@styrbord/kafka/kafka-connection';
import { MongoCommitStore } from '@styrbord/mongo/mongo-commit-store';
import { openMongo } from '@styrbord/mongo/mongo-connection';
import { MongoDocuments } from '@styrbord/mongo/mongo-documents';
import type { Logger } from 'pino';
import { CONFIG, ConfigError, type Config } from './config';
import { LOG } from './security-log';
import { BUS, CHANGES_TOPIC, STEERING_TOPIC } from './stores';
import { DOCUMENTS } from './tokens';

/** What the services of the distributed product share: ledger and documents on MongoDB, the bus on Kafka. */
interface Distributed {
  readonly documents: MongoDocuments;
  readonly commits: CommitStore;
  readonly bus: KafkaBus;
  close(): Promise<void>;
}

/** `CommitStore` of the steering ledger. */
export const COMMITS = Symbol('COMMITS');

export const steeringLedger = ({ STYRBORD_TENANT }: Config): string => `${STYRBORD_TENANT}/steering`;

/** Opens and checks both; what cannot work is thrown as sentences. `writes`: whether this service writes the ledger. */
async function openDistributed(config: Config, service: string, { writes, log }: { writes: boolean; log: Logger }): Promise<Distributed> {
  const { STYRBORD_MONGODB, STYRBORD_KAFKA, STYRBORD_KAFKA_USER, STYRBORD_KAFKA_PASSWORD, STYRBORD_KAFKA_TLS } = config;
  const missing = [
    ...(STYRBORD_MONGODB ? [] : ['STYRBORD_MONGODB must name the database, such as mongodb://user:password@host:27017']),
    ...(STYRBORD_KAFKA ? [] : ['STYRBORD_KAFKA must name the brokers, such as kafka-1:9092,kafka-2:9092']),
  ];
  if (!STYRBORD_MONGODB || !STYRBORD_KAFKA) throw new ConfigError(missing.map((sentence) => `${sentence}.`));
  const ledger = steeringLedger(config);
  const address = {
    brokers: STYRBORD_KAFKA.split(','),
    client: `styrbord-${service}`,
    tls: STYRBORD_KAFKA_TLS === 'on',
    ...(STYRBORD_KAFKA_USER === undefined ? {} : { user: STYRBORD_KAFKA_USER, password: STYRBORD_KAFKA_PASSWORD ?? '' }),
  };
  const kafka = kafkaOf(address);
  await checkKafka(kafka, address, [STEERING_TOPIC, CHANGES_TOPIC]);
  const mongo = await openMongo(STYRBORD_MONGODB);
  const db = await mongo.tenant(config.STYRBORD_TENANT, { ...(writes ? { writes: ledger } : { reads: [ledger] }), documents: true });
  const bus = new KafkaBus({ kafka, onTrouble: (what, err) => log.warn({ err, what }, 'kafka') });
  return {
    documents: new MongoDocuments(db),
    commits: new MongoCommitStore(db, ledger),
    bus,
    close: async () => {
      await bus.stop();
      await mongo.close();
    },
  };
}

const DISTRIBUTED = Symbol('DISTRIBUTED');

/** Joins the bus when the app starts, and leaves everything last. */
@Injectable()
class Connections implements OnModuleInit, OnApplicationShutdown {
  constructor(@Inject(DISTRIBUTED) private readonly stores: Distributed) {}

  async onModuleInit(): Promise<void> {
    await this.stores.bus.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stores.close();
  }
}

/** `DOCUMENTS`, `BUS` and `COMMITS` for the module of a service's stores. */
export function distributedStores(service: string, { writes }: { readonly writes: boolean }): Provider[] {
  return [
    {
      provide: DISTRIBUTED,
      useFactory: (config: Config, log: Logger) => openDistributed(config, service, { writes, log }),
      inject: [CONFIG, LOG],
    },
    { provide: DOCUMENTS, useFactory: ({ documents }: Distributed) => documents, inject: [DISTRIBUTED] },
    { provide: BUS, useFactory: ({ bus }: Distributed) => bus, inject: [DISTRIBUTED] },
    { provide: COMMITS, useFactory: ({ commits }: Distributed) => commits, inject: [DISTRIBUTED] },
    Connections,
  ];
}

/** The ledger's reader and, where the database lets it, writer. */
export function ledgerOn(store: CommitStore, name: string, now: () => number, alone: () => boolean): LedgerWriter {
  return new LedgerWriter({
    name,
    store,
    sha256: (bytes) => hash('sha256', bytes, 'buffer'),
    now,
    attemptId: randomUUID,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    alone,
  });
}
