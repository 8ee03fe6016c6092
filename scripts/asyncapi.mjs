import { stringify } from 'yaml';

/** What travels on Kafka, as an AsyncAPI 3 document: topics from libs/kafka/topic-list.ts, events and bodies from the types. */

const text = (description, more = {}) => ({ type: 'string', description, ...more });
const number = (description) => text(description, { pattern: '^[0-9]{1,15}$' });
const hash = (description) => text(description, { pattern: '^[0-9a-f]{64}$' });
const closed = (properties, required = Object.keys(properties)) => ({ type: 'object', properties, required, additionalProperties: false });
const schema = (name) => ({ $ref: `#/components/schemas/${name}` });
const KEY = text('The tenant. Messages of one tenant stay in order.', { pattern: '^[a-z0-9][a-z0-9-]{0,63}$' });

const EVENT_HEADERS = closed({
  ce_specversion: text('CloudEvents, binary mode', { const: '1.0' }),
  ce_id: text('<ledger>:<commit>:<index>; the same event always has the same'),
  ce_source: text('The ledger'),
  ce_type: text('The event’s type: the name of its message in this document'),
  ce_time: text('When it was recorded, UTC', { format: 'date-time' }),
  ledger: text('<tenant>/steering or <tenant>/alerts, as the topic'),
  commit: number('Number of the commit: 1, 2, 3 … without gaps'),
  index: number('Place of the event in its commit, from 0'),
  count: number('Events in the commit; it is whole when index 0 to count − 1 have come'),
  prev: hash('Hash of the commit before; of the first it is 64 zeros'),
  hash: hash('Hash of this commit'),
  epoch: number('Of the ledger'),
  recordedAt: text('The same as ce_time', { format: 'date-time' }),
});

const HEAD_HEADERS = closed({
  ce_type: text('No event of the ledger', { const: 'head' }),
  ledger: text('<tenant>/steering or <tenant>/alerts, as the topic'),
  commit: number('The last commit there is: who has not seen it has lost messages'),
  hash: hash('Its hash'),
  epoch: number('Of the ledger'),
  count: text('No events', { const: '0' }),
});

const SAVED_HEADERS = closed({
  ce_type: text('', { const: 'view-saved' }),
  ledger: text('<tenant>/steering'),
  view: text('Name of the view'),
  commit: number('The commit whose documents are saved'),
});

const INBOX_HEADERS = {
  type: 'object',
  properties: {
    id: text('Of the order; the same id again changes nothing and gives the first answer. Without it, the SHA-256 of the value.', {
      pattern: '^[ -~]{1,200}$',
    }),
    source: text('The source system; cut at 64 characters'),
  },
};

const ANSWER_HEADERS = {
  type: 'object',
  description: 'Those of the message that is answered, and its id',
  properties: { id: text('Of the order') },
  required: ['id'],
};

const fault = {
  type: 'object',
  properties: { code: text('The reason, kebab-case'), pointer: text('Where'), detail: text('In Swedish'), given: {}, allowed: {} },
  required: ['code'],
};

const acceptedOf = (results) =>
  closed({
    id: text('Of the order'),
    ledger: text('Where it stands'),
    no: { type: 'integer', minimum: 0, description: 'The commit; 0 in an empty ledger' },
    results: {
      type: 'array',
      description: 'One for each measurement, in the order sent',
      items: { type: 'object', properties: { result: results }, required: ['result'] },
    },
  });

const REFUSED = closed({
  id: text('Of the order'),
  code: text('The reason, kebab-case'),
  detail: text('In Swedish'),
  errors: { type: 'array', items: fault },
  value: text('What was sent, as text'),
});

const empty = { type: 'string', maxLength: 0 };
const message = (name, summary, headers, payload) => ({
  name,
  summary,
  contentType: 'application/json',
  headers: schema(headers),
  payload,
  bindings: { kafka: { key: KEY, bindingVersion: '0.5.0' } },
});

/** By topic: its id here, what Styrbord does with it, and its messages. */
const CHANNELS = {
  'styrbord.steering.events': { id: 'steeringEvents', action: 'send', messages: ({ steering }) => [...steering, 'head'] },
  'styrbord.alerts.events': { id: 'alertsEvents', action: 'send', messages: ({ alerts }) => [...alerts, 'head'] },
  'styrbord.boards.changes': { id: 'boardsChanges', action: 'send', messages: () => ['view-saved'] },
  'styrbord.measurements.inbox': { id: 'measurementsInbox', action: 'receive', messages: () => ['measurements'] },
  'styrbord.measurements.inbox.accepted': { id: 'measurementsAccepted', action: 'send', messages: () => ['measurements-accepted'] },
  'styrbord.measurements.inbox.refused': { id: 'measurementsRefused', action: 'send', messages: () => ['measurements-refused'] },
};

export function asyncapiOf({ TOPICS, MESSAGE_BYTES_MAX, version, events, measurements, results }) {
  const channels = TOPICS.map((topic) => channelOf(topic, events, MESSAGE_BYTES_MAX));
  const operations = TOPICS.map(({ name, about }) => {
    const { id, action } = CHANNELS[name];
    return [`${action}-${id}`, { action, channel: { $ref: `#/channels/${id}` }, summary: about }];
  });
  const document = {
    asyncapi: '3.0.0',
    info: {
      title: 'Styrbord on Kafka',
      version,
      description:
        'Made by npm run events. Every event of the ledgers, one message each and at least once: skip a commit that you have. ' +
        'Commits come in order within a key; one whose prev is not the hash you have tells of a gap. Unknown headers and message types are to be ignored.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(channels),
    operations: Object.fromEntries(operations),
    components: {
      messages: {
        ...Object.fromEntries(
          [...events.steering, ...events.alerts].map((name) => [
            name,
            message(name, `docs/EVENTS.md, ${name}`, 'EventHeaders', { $ref: `./schemas/events/${name}.schema.json` }),
          ]),
        ),
        head: message('head', 'The ledger’s head, every 5 s; no CloudEvent', 'HeadHeaders', empty),
        'view-saved': message('view-saved', 'Documents of a view are saved', 'SavedHeaders', empty),
        measurements: message('measurements', 'One measurement, or a list of them: all or nothing', 'InboxHeaders', schema('Measurements')),
        'measurements-accepted': message('measurements-accepted', 'Taken, and where it stands', 'AnswerHeaders', schema('Accepted')),
        'measurements-refused': message(
          'measurements-refused',
          'Refused, and why; nothing of it is recorded',
          'AnswerHeaders',
          schema('Refused'),
        ),
      },
      schemas: {
        EventHeaders: EVENT_HEADERS,
        HeadHeaders: HEAD_HEADERS,
        SavedHeaders: SAVED_HEADERS,
        InboxHeaders: INBOX_HEADERS,
        AnswerHeaders: ANSWER_HEADERS,
        Measurements: measurements,
        Accepted: acceptedOf(results),
        Refused: REFUSED,
      },
    },
  };
  return stringify(document, { aliasDuplicateObjects: false, lineWidth: 140 });
}

function channelOf({ name, partitions, retentionMs, about }, events, bytesMax) {
  const { id, messages } = CHANNELS[name] ?? {};
  if (!id) throw new Error(`scripts/asyncapi.mjs does not say what travels on ${name}`);
  const kafka = {
    topic: name,
    partitions,
    topicConfiguration: { 'retention.ms': retentionMs, 'max.message.bytes': bytesMax },
    bindingVersion: '0.5.0',
  };
  const carried = messages(events).map((each) => [each, { $ref: `#/components/messages/${each}` }]);
  return [id, { address: name, description: about, messages: Object.fromEntries(carried), bindings: { kafka } }];
}
