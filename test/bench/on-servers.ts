import { randomUUID } from 'node:crypto';
import { MongoCommitStore } from '@styrbord/mongo/mongo-commit-store';
import { openMongo } from '@styrbord/mongo/mongo-connection';
import type { MongoDatabase } from '@styrbord/mongo/mongo-database';
import { MongoDocuments } from '@styrbord/mongo/mongo-documents';
import { TenantRegistry, operatorKeyOf } from '@styrbord/mongo/tenant-registry';
import { caller } from '../api';
import { serversOf, startDistributed, type Servers } from '../distributed';
import { TRAFFIC_GROUND, TRAFFIC_PERIOD, TRAFFIC_UNIT } from '../faults/traffic';
import { APPENDED_BY, appendOn } from './append';
import type { Result } from './benchmark';
import { commands, delays, latencyFigures } from './over-http';
import { rebuildOn } from './rebuild';

const LEDGER = 'local/steering';
const MANY = [1, 2, 4, 8];
const REBUILT = 50_000;

export const appendOnMongodb = (): Promise<Result> =>
  onMongodb(async (db) => {
    const rows = db.collection('raw');
    const figures = await appendOn(new MongoCommitStore(db, LEDGER), (events) => rows.insertMany(events.map((event) => ({ event }))), {
      singles: 5_000,
      rawSingles: 1_000,
      batches: 50,
    });
    return { did: `${APPENDED_BY}, MongoDB with w: majority and j: true`, figures };
  });

export const rebuildOnMongodb = (): Promise<Result> =>
  onMongodb(async (db) => ({
    did: `structure and series over ${REBUILT} measurements, on MongoDB`,
    figures: await rebuildOn(new MongoCommitStore(db, LEDGER), new MongoDocuments(db), REBUILT),
  }));

/** Two instances of each service; the POST goes to any of them, and the reader hangs on any. */
export async function liveOnServers(): Promise<Result> {
  const product = await startDistributed(servers());
  try {
    const { status, body } = await caller(product, product.key).send('POST', '/documents', TRAFFIC_GROUND);
    if (status !== 200) throw new Error(`the ground was answered ${status}`);
    // Every instance has seen it before anybody hangs on one.
    for (const { url } of product.of('boards'))
      await caller({ url }, product.key).get(`/scorecards/${TRAFFIC_UNIT}?period=${TRAFFIC_PERIOD}&minNo=${String(body['no'])}`);
    const figures = await delays(product, { unit: TRAFFIC_UNIT, period: TRAFFIC_PERIOD, measure: 'm0', measured: TRAFFIC_PERIOD });
    return { did: 'POSTs, one after the other, through MongoDB and Kafka to the row’s arrival at an SSE client', figures };
  } finally {
    await product.stop();
  }
}

/** The sum over 1, 2, 4 and 8 tenants of one deployment with two instances of each service. */
export async function tenantsOnServers(): Promise<Result> {
  const { mongodb } = servers();
  const names = Array.from({ length: Math.max(...MANY) }, () => `bench-${randomUUID().slice(0, 8)}`);
  const mongo = await openMongo(mongodb);
  const registry = await TenantRegistry.open(mongo);
  for (const name of names) await registry.create(name, new Date().toISOString());
  const product = await startDistributed(servers(), { settings: { STYRBORD_TENANTS: 'many', STYRBORD_DEMO: 'none' } });
  try {
    const keys = names.map((name) => operatorKeyOf(product.key, name));
    const figures: Result['figures'][number][] = [];
    for (const many of MANY) {
      const { perSecond, latencies, failed } = await commands(product.url, keys.slice(0, many));
      if (failed > 0) throw new Error(`${failed} commands failed with ${many} tenants`);
      figures.push({ what: `commands, ${many} tenants together`, value: perSecond, unit: '/s' }, ...latencyFigures('latency', latencies));
    }
    return { did: 'POST of one measurement over 64 connections, to tenants in turn', figures };
  } finally {
    await product.stop();
    for (const name of names) await registry.turn(name, 'suspended', new Date().toISOString());
    await mongo.close();
  }
}

async function onMongodb(measure: (db: MongoDatabase) => Promise<Result>): Promise<Result> {
  const mongo = await openMongo(servers().mongodb, { prefix: 'bench' });
  try {
    return await measure(await mongo.tenant(randomUUID(), { writes: [LEDGER], documents: true }));
  } finally {
    await mongo.close();
  }
}

function servers(): Servers {
  const found = serversOf();
  if (!found) throw new Error('This benchmark needs a Kafka and a MongoDB: npm run bench:servers brings them up.');
  return found;
}
