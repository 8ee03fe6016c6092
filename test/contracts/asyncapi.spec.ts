import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { changesMessage } from '@styrbord/eventsourcing/followed-view';
import type { Message } from '@styrbord/eventsourcing/bus';
import type { Commit } from '@styrbord/eventsourcing/ledger';
import { InProcessBus } from '@styrbord/eventsourcing/memory/in-process-bus';
import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import { messagesOf, Relay } from '@styrbord/eventsourcing/relay';
import { TOPICS } from '@styrbord/kafka/topic-list';
import { itemsOf, type StyrbordDocument } from '@styrbord/steering/document';
import { simulatedCorrections } from '@styrbord/steering/simulation/corrections';
import { simulatedRegion } from '@styrbord/steering/simulation/region';
import { Desk } from '../../apps/steering/desk';
import { asyncApi, DOCS, type AsyncApi } from '../asyncapi';
import { collected, START_MS, writerOn } from './writer';

const TENANT = 'nara';
const TODAY = new Date(START_MS).toISOString().slice(0, 10);

/** What documents become when they are taken as the product takes them. */
async function commitsOf(...documents: readonly StyrbordDocument[]): Promise<Commit[]> {
  const store = new MemoryCommitStore();
  const desk = new Desk(writerOn(store, { name: `${TENANT}/steering` }), new MemoryDocuments(), () => START_MS);
  for (const [at, document] of documents.entries())
    await desk.take({
      id: `demo/${at}`,
      fingerprint: String(at),
      keyed: true,
      meta: { actor: 'styrbord', source: 'demo', request: `demo/${at}` },
      items: itemsOf(document, TODAY),
      mode: 'all',
      answer: () => ({}),
    });
  return collected(store.read(1, Number.MAX_SAFE_INTEGER));
}

const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
const compiled = new Map<object, ValidateFunction>();
function faults(schema: object, value: unknown): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  return validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** What the document has against a message on a topic. */
function faultsOf(api: AsyncApi, topic: string, { key, value, headers }: Message, type = headers['ce_type'] ?? ''): string[] {
  const described = api.message(topic, type);
  if (!described) return [`${topic} carries no ${type}`];
  const payload: unknown = value === '' ? '' : JSON.parse(value);
  return [...faults(described.key, key), ...faults(described.headers, headers), ...faults(described.payload, payload)];
}

const EVENTS = 'styrbord.steering.events';

describe('docs/asyncapi.yaml', () => {
  const api = asyncApi();
  const schema = JSON.parse(readFileSync(require.resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json'), 'utf8')) as object;

  it('is an AsyncAPI 3 document by the official schema, and what is not one is found', () => {
    expect(faults(schema, api.document)).toEqual([]);
    const { channels: _, ...broken } = api.document;
    expect(faults(schema, { ...broken, channels: { steeringEvents: { adress: EVENTS } } })).not.toEqual([]);
    expect(faults(schema, { ...api.document, asyncapi: '2.6.0' })).not.toEqual([]);
  });

  it('describes every topic that something is sent to or taken from', () => {
    expect(api.topics).toEqual(TOPICS.map(({ name }) => name));
  });

  it.each([
    ['Division Nära', () => [JSON.parse(readFileSync(join(DOCS, '../apps/standalone/demo/nara.json'), 'utf8')) as StyrbordDocument]],
    [
      'the simulated region',
      () => {
        const region = simulatedRegion();
        return [region, simulatedCorrections(region)];
      },
    ],
  ])('describes every event of %s as it is sent', async (_name, documents) => {
    const commits = await commitsOf(...documents());
    const sent = commits.flatMap((commit) => messagesOf(commit, TENANT));
    const types = new Set(sent.map(({ headers }) => headers['ce_type']));
    expect(sent.length).toBeGreaterThan(100);
    expect(types.size).toBeGreaterThan(5);
    expect(sent.flatMap((message) => faultsOf(api, EVENTS, message)).slice(0, 5)).toEqual([]);
  });

  it('refuses an event that lacks a member, has one too many, is of another type, or carries another header', async () => {
    const [commit] = await commitsOf({
      format: 'styrbord/1',
      units: [{ id: 'nara', name: { sv: 'Nära' }, kind: 'division' }],
    });
    const [message] = messagesOf(commit as Commit, TENANT) as [Message];
    expect(faultsOf(api, EVENTS, message)).toEqual([]);
    const fact = JSON.parse(message.value) as { data: Record<string, unknown> };
    const { unit: _, ...less } = fact.data;
    const planted: Message[] = [
      { ...message, value: JSON.stringify({ ...fact, data: less }) },
      { ...message, value: JSON.stringify({ ...fact, data: { ...fact.data, colour: 'red' } }) },
      { ...message, value: JSON.stringify({ ...fact, type: 'unit-closed' }) },
      { ...message, headers: { ...message.headers, ce_type: 'unit-painted' } },
      { ...message, headers: { ...message.headers, hash: 'abc' } },
      { ...message, headers: { ...message.headers, extra: '1' } },
      { ...message, key: 'Två kunder' },
    ];
    for (const wrong of planted) expect(faultsOf(api, EVENTS, wrong)).not.toEqual([]);
  });

  it('describes the head as the relay sends it, and what whoever saved a view tells', async () => {
    const store = new MemoryCommitStore();
    const ledger = writerOn(store, { name: `${TENANT}/steering` });
    await ledger.append({
      command: { id: 'a', fingerprint: 'a', answer: null },
      facts: [{ type: 'x', stream: 's', data: {}, meta: { actor: 'a' } }],
    });
    const bus = new InProcessBus();
    const heard: Message[] = [];
    await bus.start();
    await bus.subscribe(EVENTS, 'test', async (messages) => void heard.push(...messages));
    const relay = new Relay({
      ledger,
      bus,
      topic: EVENTS,
      tenant: TENANT,
      watermark: { load: async () => 1, save: async () => undefined },
    });
    await relay.start();
    await relay.poll();
    await bus.stop();
    expect(heard.map(({ headers }) => headers['ce_type'])).toEqual(['head']);
    expect(heard.flatMap((message) => faultsOf(api, EVENTS, message))).toEqual([]);
    const saved = changesMessage(TENANT, ledger.name, { view: 'series', no: 3, recordedAt: '', documents: [] });
    expect(faultsOf(api, 'styrbord.boards.changes', saved)).toEqual([]);
  });
});
