import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import type { Json } from '@styrbord/proof/canonical';
import { itemsOf } from '@styrbord/steering/document';
import type { SteeringCommand } from '@styrbord/steering/steering';
import { Desk, type Order, type Settled } from '../../apps/steering/desk';
import { collected, START_MS, writerOn } from '../contracts/writer';
import { Interrupted } from './interrupted-store';

const TODAY = '2026-11-23';
const PLACE = { measure: 'm', unit: 'u', cell: 'T', period: '2022-01' } as const;
const FIGURE = { numerator: null, denominator: null, reason: 'x' } as const;
const GROUND = itemsOf(
  {
    format: 'styrbord/1',
    units: [{ id: 'u', name: { sv: 'U' }, kind: 'unit' }],
    measures: [{ id: 'm', name: { sv: 'M' }, kind: 'amount', unitOfMeasure: '', better: 'higher' }],
    measurements: [{ ...PLACE, value: '1' }],
  },
  TODAY,
).map(({ command }) => command);

const comment = (text: string): SteeringCommand => ({ type: 'WriteComment', measure: 'm', unit: 'u', period: '2022-01', text });

/** What they come to when they are judged a second time may not hide that they were done. */
const ORDERS: Readonly<Record<string, readonly SteeringCommand[]>> = {
  'that changes nothing twice': [{ type: 'CorrectMeasurement', ...PLACE, ...FIGURE, value: '2' }],
  'that is refused twice': [{ type: 'WithdrawMeasurement', ...PLACE, reason: 'x' }],
  'that is refused in part': [comment('y'), { type: 'WithdrawMeasurement', ...PLACE, reason: 'x' }],
};

/** More than any order here needs; a test below sees that it is. */
const CALLS_MAX = 40;

describe.each(Object.entries(ORDERS))('the same order at two desks of one ledger, one %s', (_, commands) => {
  it('is done once, and answered alike, wherever the one comes between the steps of the other', async () => {
    let calls = CALLS_MAX;
    for (let nth = 1; nth <= calls; nth++) {
      const store = new MemoryCommitStore();
      const documents = new MemoryDocuments();
      await deskOn(store, documents).take(orderOf('ground', GROUND));
      let answered: Settled | null = null;
      const between = new Interrupted(store, nth, async () => {
        const other = deskOn(store, documents);
        answered = await other.take(orderOf('order', commands));
        // And the ledger goes on: a number taken from where it ends is not that of the order.
        await other.take(orderOf('later', [comment('x')]));
      });
      const settled = await deskOn(between, documents).take(orderOf('order', commands));
      calls = Math.min(calls, between.calls);
      if (answered) expect([nth, settled]).toEqual([nth, answered]);
      const ids = (await collected(store.read(1, 100))).flatMap((commit) => commit.commands.map(({ id }) => id));
      expect([nth, ids.filter((id) => id === 'order')]).toEqual([nth, ['order']]);
    }
    expect(calls).toBeGreaterThan(4);
    expect(calls).toBeLessThan(CALLS_MAX);
  });
});

/** As in a process of its own, that others write beside. */
const deskOn = (store: CommitStore, documents: MemoryDocuments): Desk =>
  new Desk(writerOn(store, { alone: () => false }), documents, () => START_MS);

function orderOf(id: string, commands: readonly SteeringCommand[]): Order {
  return {
    id,
    fingerprint: JSON.stringify(commands),
    keyed: true,
    meta: { actor: 'controller' },
    items: commands.map((command, at) => ({ pointer: `/${at}`, command, decision: null })),
    mode: 'all',
    answer: (outcomes) => outcomes.map(({ item, result }) => ('refused' in result ? (result as unknown as Json) : item.pointer)),
  };
}
