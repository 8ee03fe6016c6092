import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** docs/asyncapi.yaml as any program would read it: nothing of ours is used. */
export const DOCS = join(__dirname, '../docs');

interface Reference {
  readonly $ref: string;
}

interface Channel {
  readonly address: string;
  readonly messages: Readonly<Record<string, Reference>>;
}

export interface AsyncApi {
  readonly document: { readonly channels: Readonly<Record<string, Channel>> } & Readonly<Record<string, unknown>>;
  readonly topics: readonly string[];
  /** Schemas of a message that the topic carries, with every reference followed. */
  message(topic: string, name: string): { readonly key: object; readonly headers: object; readonly payload: object } | null;
}

interface DescribedMessage {
  readonly headers: object;
  readonly payload: object;
  readonly bindings: { readonly kafka: { readonly key: object } };
}

export function asyncApi(): AsyncApi {
  const document = parse(readFileSync(join(DOCS, 'asyncapi.yaml'), 'utf8')) as AsyncApi['document'];
  const channels = Object.values(document.channels);
  const read = new Map<string, unknown>();
  const follow = ({ $ref }: Reference): unknown => {
    if (!read.has($ref))
      read.set($ref, $ref.startsWith('#/') ? inside(document, $ref) : JSON.parse(readFileSync(join(DOCS, $ref), 'utf8')));
    return read.get($ref);
  };
  const followed = (value: object): object => ('$ref' in value ? (follow(value as Reference) as object) : value);
  return {
    document,
    topics: channels.map(({ address }) => address),
    message: (topic, name) => {
      const reference = channels.find(({ address }) => address === topic)?.messages[name];
      if (!reference) return null;
      const { headers, payload, bindings } = follow(reference) as DescribedMessage;
      return { key: bindings.kafka.key, headers: followed(headers), payload: followed(payload) };
    },
  };
}

function inside(document: object, pointer: string): unknown {
  return pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((value, name) => (value as Record<string, unknown>)[name.replaceAll('~1', '/').replaceAll('~0', '~')], document);
}
