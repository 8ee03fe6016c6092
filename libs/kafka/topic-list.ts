export interface Topic {
  readonly name: string;
  /** Tenants are spread over them; one tenant's messages stay in order. */
  readonly partitions: number;
  /** Milliseconds; −1 is for ever. */
  readonly retentionMs: number;
  readonly about: string;
}

const DAY_MS = 86_400_000;

/** Of the largest message: a commit's event, or one refused from the inbox. */
export const MESSAGE_BYTES_MAX = 10 * 1024 * 1024;

/** Imports nothing: docs/asyncapi.yaml is made from it as well. */
export const TOPICS: readonly Topic[] = [
  { name: 'styrbord.steering.events', partitions: 12, retentionMs: -1, about: 'Every event of the steering ledgers, in their order' },
  { name: 'styrbord.alerts.events', partitions: 12, retentionMs: -1, about: 'Every event of the alert ledgers, in their order' },
  { name: 'styrbord.boards.changes', partitions: 12, retentionMs: DAY_MS / 24, about: 'How far the views have been saved' },
  { name: 'styrbord.measurements.inbox', partitions: 12, retentionMs: 30 * DAY_MS, about: 'Measurements from source systems' },
  {
    name: 'styrbord.measurements.inbox.accepted',
    partitions: 12,
    retentionMs: 90 * DAY_MS,
    about: 'What was taken from the inbox, and where it stands',
  },
  {
    name: 'styrbord.measurements.inbox.refused',
    partitions: 12,
    retentionMs: 90 * DAY_MS,
    about: 'What was refused from the inbox, and why',
  },
];
