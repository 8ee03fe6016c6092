import type { Message } from '@styrbord/eventsourcing/bus';

export const changed = (message: Message, headers: Record<string, string>, value = message.value): Message => ({
  ...message,
  value,
  headers: { ...message.headers, ...headers },
});
export const without = (message: Message, name: string): Message => ({
  ...message,
  headers: Object.fromEntries(Object.entries(message.headers).filter(([other]) => other !== name)),
});

type Forge = (genuine: Message) => Message;

/** Messages that name their commit, and say something else of it than the ledger. */
export const UNLIKE_THE_LEDGER: readonly [string, Forge][] = [
  ['with a forged figure', (genuine) => changed(genuine, {}, genuine.value.replace(/"type"/, '"tipe"'))],
  ['that is no JSON', (genuine) => changed(genuine, {}, '{')],
  ['of eight megabytes', (genuine) => changed(genuine, {}, 'x'.repeat(8 * 2 ** 20))],
  ['with a forged hash', (genuine) => changed(genuine, { hash: '0'.repeat(64) })],
  ['without a hash', (genuine) => without(genuine, 'hash')],
  ['with another index', (genuine) => changed(genuine, { index: '999' })],
  ['of an unknown type', (genuine) => changed(genuine, { ce_type: 'unheard-of' }, '{"type":"unheard-of","v":99}')],
];

/** Messages that name no commit of this ledger, with what they are counted as. */
export const OF_NO_COMMIT: readonly [string, Forge, string][] = [
  ['without its ledger', (genuine) => without(genuine, 'ledger'), 'ledger-missing'],
  ['under another tenant’s key', (genuine) => ({ ...genuine, key: 'other' }), 'key-of-another'],
  ['with a number that is none', (genuine) => changed(genuine, { commit: '1e3' }), 'number-malformed'],
  ['with a negative number', (genuine) => changed(genuine, { commit: '-1' }), 'number-malformed'],
  ['without an index', (genuine) => without(genuine, 'index'), 'number-malformed'],
];
