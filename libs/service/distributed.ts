import { randomUUID } from 'node:crypto';
import type { FactoryProvider } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Bus, Message } from '@styrbord/eventsourcing/bus';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Documents } from '@styrbord/eventsourcing/documents';
import { LedgerWriter, type LedgerOptions } from '@styrbord/eventsourcing/ledger-writer';
import { KafkaBus } from '@styrbord/kafka/kafka-bus';
import { checkKafka, kafkaOf } from '@styrbord/kafka/kafka-connection';
import { SharedBus } from '@styrbord/kafka/shared-bus';
import { MongoCommitStore } from '@styrbord/mongo/mongo-commit-store';
import { openMongo } from '@styrbord/mongo/mongo-connection';
import { MongoDocuments } from '@styrbord/mongo/mongo-documents';
import { operatorKeyOf, TenantRegistry } from '@styrbord/mongo/tenant-registry';
import { sha256 } from '@styrbord/node-proof/sha256';
import type { Logger } from 'pino';
import { CONFIG, ConfigError, readConfig, type Config } from './config';
import { createLog } from './logging';
import { MeteredCommitStore } from './metered-commit-store';
import { Metrics } from './metrics';
import { ALERTS_LEDGER, AUDIT_LEDGER, BUS, CHANGES_TOPIC, STEERING_TOPIC } from './stores';
import { TenantHost } from './tenant-host';
import { CLOCK, DOCUMENTS, type Clock } from './tokens';

/** What one tenant's part of a service stands on. */
export interface TenantStores {
  readonly documents: Documents;
  readonly commits: CommitStore;
  /** Of the audit ledger. */
  readonly disclosed: CommitStore;
  /** Of the alerts ledger. */
  readonly alerts: CommitStore;
  readonly bus: Bus;
}

/** The ledger a service writes beside the audit ledger, in which every service writes what it hands out. */
export interface Rights {
  readonly writes: 'steering' | 'alerts' | null;
}

/** MongoDB and Kafka as the configuration names them, checked; shared by every tenant of the process. */
export interface Connections {
  tenant(name: string, rights: Rights): Promise<TenantStores>;
  /** Of the tenants that are active. */
  active(): Promise<readonly string[]>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface Service {
  readonly name: string;
  /** Topics that must be there beside the events and the changes. */
  readonly topics?: readonly string[];
  readonly open: (config: Config, connections: Connections) => Promise<NestFastifyApplication>;
  /** Messages of tenants that nobody here serves. */
  readonly unclaimed?: (bus: Bus, topic: string, messages: readonly Message[]) => Promise<void>;
}

/** `CommitStore` of the steering ledger. */
export const COMMITS = Symbol('COMMITS');

/** `CommitStore` of the audit ledger. */
const DISCLOSED = Symbol('DISCLOSED');

/** `CommitStore` of the alerts ledger. */
export const ALERTED = Symbol('ALERTED');

export const steeringLedger = ({ STYRBORD_TENANT }: Config): string => `${STYRBORD_TENANT}/steering`;
export const alertsLedger = ({ STYRBORD_TENANT }: Config): string => `${STYRBORD_TENANT}/alerts`;

/** Runs a service for its tenant or tenants until it is told to end; what cannot work is thrown as sentences. */
export async function runService(service: Service): Promise<string> {
  // A demo is filled and served in one process only: accounts of one that was copied here open nothing.
  const config = readConfig({ ...process.env, STYRBORD_DEMO: 'none' });
  const log = createLog(config);
  const connections = await connect(config, service, log);
  const many = config.STYRBORD_TENANTS === 'many';
  const host = new TenantHost({
    config,
    log,
    tenants: async () => (many ? connections.active() : [config.STYRBORD_TENANT]),
    open: (own) => service.open(many ? withOperatorKey(own) : own, connections),
    opened: () => connections.start(),
  });
  const end = async (): Promise<void> => {
    await host.close();
    await connections.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end());
  return host.start();
}

function withOperatorKey(config: Config): Config {
  const { STYRBORD_API_KEY: secret, STYRBORD_TENANT: tenant } = config;
  return secret === undefined ? config : { ...config, STYRBORD_API_KEY: operatorKeyOf(secret, tenant) };
}

async function connect(config: Config, { name, topics = [], unclaimed }: Service, log: Logger): Promise<Connections> {
  const { mongodb, kafka: address } = addressesOf(config, name);
  const kafka = kafkaOf(address);
  await checkKafka(kafka, address, [STEERING_TOPIC, CHANGES_TOPIC, ...topics]);
  const mongo = await openMongo(mongodb);
  const registry = config.STYRBORD_TENANTS === 'many' ? await TenantRegistry.open(mongo) : null;
  const kafkaBus = new KafkaBus({ kafka, onTrouble: (what, err) => log.warn({ err, what }, 'kafka') });
  let told = registry !== null;
  const shared = new SharedBus(kafkaBus, async (topic, messages) => {
    if (!told && topic === STEERING_TOPIC) {
      told = true;
      const tenant = messages[0]?.key;
      log.warn({ tenant }, 'Kafka carries events of a tenant that is not served here: installations must not share a Kafka');
    }
    await unclaimed?.(kafkaBus, topic, messages);
  });
  return {
    tenant: async (tenant, { writes }) => {
      const [ledger, audit, alerts] = [`${tenant}/steering`, `${tenant}/audit`, `${tenant}/alerts`];
      const db = await mongo.tenant(tenant, {
        reads: [ledger, alerts].filter((each) => each !== `${tenant}/${writes}`),
        writes: [...(writes === null ? [] : [`${tenant}/${writes}`]), audit],
        documents: true,
      });
      return {
        documents: new MongoDocuments(db),
        commits: new MongoCommitStore(db, ledger),
        disclosed: new MongoCommitStore(db, audit),
        alerts: new MongoCommitStore(db, alerts),
        bus: shared.of(tenant),
      };
    },
    active: async () => registry?.active() ?? [],
    start: () => shared.start(),
    close: async () => {
      await shared.stop();
      await mongo.close();
    },
  };
}

function addressesOf(config: Config, service: string) {
  const { STYRBORD_MONGODB, STYRBORD_KAFKA, STYRBORD_KAFKA_USER, STYRBORD_KAFKA_PASSWORD, STYRBORD_KAFKA_TLS } = config;
  if (!STYRBORD_MONGODB || !STYRBORD_KAFKA)
    throw new ConfigError([
      ...(STYRBORD_MONGODB ? [] : ['STYRBORD_MONGODB must name the database, such as mongodb://user:password@host:27017.']),
      ...(STYRBORD_KAFKA ? [] : ['STYRBORD_KAFKA must name the brokers, such as kafka-1:9092,kafka-2:9092.']),
    ]);
  const kafka = {
    brokers: STYRBORD_KAFKA.split(','),
    client: `styrbord-${service}`,
    tls: STYRBORD_KAFKA_TLS === 'on',
    ...(STYRBORD_KAFKA_USER === undefined ? {} : { user: STYRBORD_KAFKA_USER, password: STYRBORD_KAFKA_PASSWORD ?? '' }),
  };
  return { mongodb: STYRBORD_MONGODB, kafka };
}

const TENANT_STORES = Symbol('TENANT_STORES');

/** `DOCUMENTS`, `BUS`, `COMMITS`, `ALERTED` and `AUDIT_LEDGER` for the module of one tenant's stores. */
export function distributedStores(connections: Connections, rights: Rights): FactoryProvider[] {
  return [
    {
      provide: TENANT_STORES,
      useFactory: ({ STYRBORD_TENANT }: Config) => connections.tenant(STYRBORD_TENANT, rights),
      inject: [CONFIG],
    },
    { provide: DOCUMENTS, useFactory: ({ documents }: TenantStores) => documents, inject: [TENANT_STORES] },
    { provide: BUS, useFactory: ({ bus }: TenantStores) => bus, inject: [TENANT_STORES] },
    { provide: COMMITS, useFactory: ({ commits }: TenantStores) => commits, inject: [TENANT_STORES] },
    { provide: DISCLOSED, useFactory: ({ disclosed }: TenantStores) => disclosed, inject: [TENANT_STORES] },
    { provide: ALERTED, useFactory: ({ alerts }: TenantStores) => alerts, inject: [TENANT_STORES] },
    {
      provide: AUDIT_LEDGER,
      // Any instance of any service writes in it, none expects to be alone: the number is the lock.
      useFactory: (commits: CommitStore, { STYRBORD_TENANT }: Config, now: Clock, metrics: Metrics) =>
        ledgerOn({ store: new MeteredCommitStore(commits, metrics), name: `${STYRBORD_TENANT}/audit`, now, alone: () => false }),
      inject: [DISCLOSED, CONFIG, CLOCK, Metrics],
    },
  ];
}

/** `ALERTS_LEDGER` where nobody writes in it: the history shows it. */
export const ALERTS_READ: FactoryProvider = {
  provide: ALERTS_LEDGER,
  useFactory: (store: CommitStore, config: Config, now: Clock) => ledgerOn({ store, name: alertsLedger(config), now, alone: () => false }),
  inject: [ALERTED, CONFIG, CLOCK],
};

interface LedgerParts extends Pick<LedgerOptions, 'alone' | 'reached'> {
  readonly store: CommitStore;
  readonly name: string;
  readonly now: () => number;
}

/** The ledger's reader and, where the database lets it, writer. */
export function ledgerOn(parts: LedgerParts): LedgerWriter {
  return new LedgerWriter({
    ...parts,
    sha256,
    attemptId: randomUUID,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
}
