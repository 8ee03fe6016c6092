import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { itemsOf } from '@styrbord/steering/document';
import { StreamStates } from '../../apps/steering/stream-states';
import { writerOn } from '../contracts/writer';
import { Deciding } from './history';
import { TRAFFIC_UNIT } from './traffic';

const TODAY = '2026-11-23';
const STREAM = `series/${TRAFFIC_UNIT}/m0`;
const WRITTEN_MAX = 50;

/** Something else is written each time a stream is read. */
class Busy extends MemoryCommitStore {
  reads = 0;
  onRead: () => Promise<unknown> = async () => undefined;

  override async several(...nos: Parameters<MemoryCommitStore['several']>): ReturnType<MemoryCommitStore['several']> {
    const found = await super.several(...nos);
    if (++this.reads <= WRITTEN_MAX) await this.onRead();
    return found;
  }
}

it('a stream that is written to without pause is read once, for all who wait for it, and is current then', async () => {
  const store = new Busy();
  const deciding = new Deciding();
  const recorded = (value: number) =>
    deciding.batch(
      itemsOf(
        {
          format: 'styrbord/1',
          measurements: [{ measure: 'm0', unit: TRAFFIC_UNIT, period: '2022-01', value: String(value), reason: 'rättad' }],
        },
        TODAY,
      ),
    );
  const ground = deciding.batch(
    itemsOf(
      {
        format: 'styrbord/1',
        units: [{ id: TRAFFIC_UNIT, name: { sv: 'U' }, kind: 'unit' }],
        measures: [{ id: 'm0', name: { sv: 'M' }, kind: 'count', unitOfMeasure: 'st', better: 'higher' }],
      },
      TODAY,
    ),
  );
  const before = writerOn(store);
  for (const batch of [ground, recorded(1), recorded(2)]) if (batch) await before.append(batch);

  const ledger = writerOn(store);
  const states = new StreamStates(ledger);
  let value = 2;
  store.onRead = async () => {
    const batch = recorded(++value);
    if (batch) await ledger.append(batch);
  };
  const [stateOf] = await Promise.all([states.load([STREAM]), states.load([STREAM]), states.load([STREAM])]);
  expect(store.reads).toBe(1);
  const { of, state } = stateOf(STREAM);
  if (of !== 'series') throw new Error(of);
  expect(state.series.cells['T']?.['2022-01']?.map((entry) => entry.value)).toEqual(['1', '2', '3']);

  store.onRead = async () => undefined;
  const alone = (await new StreamStates(writerOn(store)).load([STREAM]))(STREAM);
  expect(stateOf(STREAM)).toEqual(alone);
});
