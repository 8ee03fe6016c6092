import { randomUUID } from 'node:crypto';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { Kafka, logLevel, type IHeaders } from 'kafkajs';
import type { AsyncApi } from '../asyncapi';

/** Programs of somebody else: they know docs/asyncapi.yaml, kafkajs and nothing of ours. */

export interface Figure {
  readonly value: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly status: string;
}

/** By measure and cell. */
export type Outcomes = Record<string, Record<string, Figure>>;

export interface Received {
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

const ajv = addFormats(new Ajv({ strict: false }));

/** Throws when the document says otherwise of the message. */
export function held(api: AsyncApi, topic: string, name: string, { key, value, headers }: Received): unknown {
  const described = api.message(topic, name);
  if (!described) throw new Error(`${topic} carries no ${name}`);
  const payload: unknown = value === '' ? '' : JSON.parse(value);
  for (const [schema, part] of [
    [described.key, key],
    [described.headers, headers],
    [described.payload, payload],
  ] as const)
    if (!ajv.validate(schema, part)) throw new Error(`${name}: ${ajv.errorsText()} in ${JSON.stringify(part)}`);
  return payload;
}

export const kafkaAt = (broker: string): Kafka => new Kafka({ clientId: 'somebody-else', brokers: [broker], logLevel: logLevel.NOTHING });

/** Hands over what comes on a topic, from its beginning, until `take` says that it has enough. */
export async function readTopic(kafka: Kafka, topic: string, take: (message: Received) => boolean, timeoutMs: number): Promise<void> {
  const consumer = kafka.consumer({ groupId: `somebody-else-${randomUUID()}`, allowAutoTopicCreation: false });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((enough, fail) => {
      timer = setTimeout(() => fail(new Error(`${topic}: not enough within ${timeoutMs} ms`)), timeoutMs);
      void consumer
        .run({
          eachMessage: async ({ message: { key, value, headers } }) => {
            try {
              if (take({ key: String(key), value: String(value ?? ''), headers: textsOf(headers ?? {}) })) enough();
            } catch (error) {
              fail(error);
            }
          },
        })
        .catch(fail);
    });
  } finally {
    clearTimeout(timer);
    await consumer.disconnect();
  }
}

function textsOf(headers: IHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

interface Measured extends Figure {
  readonly measure: string;
  readonly unit: string;
  readonly cell: string;
  readonly period: string;
}

interface Commit {
  readonly prev: string;
  readonly hash: string;
  readonly count: number;
  readonly events: Map<number, { readonly type: string; readonly data: Measured }>;
}

/** The outcomes of one unit and period, once the topic has brought every commit up to a head of at least `upTo`. */
export async function outcomesFromTopic(
  kafka: Kafka,
  api: AsyncApi,
  { tenant, unit, period, upTo }: { tenant: string; unit: string; period: string; upTo: number },
): Promise<Outcomes> {
  const topic = api.document.channels['steeringEvents']?.address ?? '';
  const commits = new Map<number, Commit>();
  let whole = 0;
  const take = (message: Received): boolean => {
    const { headers, key } = message;
    if (key !== tenant) return false;
    const name = headers['ce_type'] ?? '';
    if (!api.message(topic, name)) return false;
    const payload = held(api, topic, name, message);
    const no = Number(headers['commit']);
    if (name === 'head') return no >= upTo && whole >= no;
    const { prev = '', hash = '' } = headers;
    const commit = commits.get(no) ?? { prev, hash, count: Number(headers['count']), events: new Map() };
    commits.set(no, commit);
    commit.events.set(Number(headers['index']), payload as { type: string; data: Measured });
    while (commits.get(whole + 1)?.events.size === commits.get(whole + 1)?.count && commits.has(whole + 1)) whole++;
    return false;
  };
  await readTopic(kafka, topic, take, 60_000);
  const outcomes: Outcomes = {};
  let before = '0'.repeat(64);
  for (let no = 1; no <= whole; no++) {
    const { prev, hash, count, events } = commits.get(no) as Commit;
    if (prev !== before) throw new Error(`commit ${no} does not follow the one before`);
    before = hash;
    for (let index = 0; index < count; index++) {
      const { type, data } = events.get(index) ?? { type: '', data: {} as Measured };
      if (data.unit !== unit || data.period !== period) continue;
      if (type === 'measurement-recorded' || type === 'measurement-corrected') (outcomes[data.measure] ??= {})[data.cell] = figureOf(data);
      if (type === 'measurement-withdrawn') delete outcomes[data.measure]?.[data.cell];
    }
  }
  return Object.fromEntries(Object.entries(outcomes).filter(([, cells]) => Object.keys(cells).length > 0));
}

export function figureOf({ value, numerator, denominator, status }: Figure): Figure {
  return { value, numerator, denominator, status };
}
