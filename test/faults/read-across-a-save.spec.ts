import { setTimeout } from 'node:timers/promises';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Batch } from '@styrbord/eventsourcing/ledger';
import { FollowedView } from '@styrbord/eventsourcing/followed-view';
import { InProcessBus } from '@styrbord/eventsourcing/memory/in-process-bus';
import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import { Subscription } from '@styrbord/eventsourcing/subscription';
import { rowsOf } from '@styrbord/steering/board';
import { itemsOf, type StyrbordDocument } from '@styrbord/steering/document';
import { parsePeriod, type Period } from '@styrbord/steering/period';
import type { Item, SteeringCommand } from '@styrbord/steering/steering';
import { Knowledge } from '@styrbord/steering/views/knowledge';
import { seriesView } from '@styrbord/steering/views/series-view';
import { structureView } from '@styrbord/steering/views/structure-view';
import { Boards } from '../../apps/boards/boards';
import { LiveBoards, type LiveMessage } from '../../apps/boards/live-boards';
import { writerOn } from '../contracts/writer';
import { Deciding } from './history';
import { TRAFFIC_GROUND, TRAFFIC_UNIT } from './traffic';

const MEASURED: SteeringCommand = {
  type: 'RecordMeasurement',
  measure: 'm0',
  unit: TRAFFIC_UNIT,
  cell: 'T',
  period: '2022-T1',
  value: '1',
  numerator: null,
  denominator: null,
  status: 'final',
  source: null,
  note: null,
  spread: null,
  asPrinted: false,
  reason: null,
};
const PERIOD = parsePeriod('2022-T1') as Period;
/** Longer than a board waits for the slower view. */
const SLOWER_THAN_EVEN_MS = 300;
const TOLD_WITHIN_MS = 2_000;

/** Documents of which everything read can be held back. */
class Held extends MemoryDocuments {
  private gate: Promise<void> = Promise.resolve();
  private open: () => void = () => undefined;
  /** Reads that are held just now. */
  waiting = 0;

  constructor(private readonly shared: Documents) {
    super();
  }

  hold(): void {
    this.gate = new Promise((resolve) => (this.open = resolve));
  }

  release(): void {
    this.open();
  }

  override get: Documents['get'] = async (...get) => {
    await this.passed();
    return this.shared.get(...get);
  };
  override getMany: Documents['getMany'] = async (...get) => {
    await this.passed();
    return this.shared.getMany(...get);
  };
  override scan: Documents['scan'] = (...scan) => this.shared.scan(...scan);

  private async passed(): Promise<void> {
    this.waiting++;
    await this.gate;
    this.waiting--;
  }
}

/** Views that are kept and followed, each read through documents that can be held back. */
async function followed() {
  const ledger = writerOn(new MemoryCommitStore(), { name: 'nara/steering' });
  const shared = new MemoryDocuments();
  const bus = new InProcessBus();
  const keepers = [structureView, seriesView].map((view) => new Subscription({ view, ledger, documents: shared, bus, topic: 'facts' }));
  const [ofStructure, ofSeries] = [new Held(shared), new Held(shared)];
  const follow = { ledger, bus, topic: 'changes', group: 'boards' };
  const structure = new FollowedView({ ...follow, view: structureView, documents: ofStructure });
  const series = new FollowedView({ ...follow, view: seriesView, documents: ofSeries });
  const knowledge = new Knowledge(structure, series);
  const boards = new Boards(knowledge, series, ledger);
  const deciding = new Deciding();
  const take = async (items: readonly Item[]): Promise<void> => {
    await ledger.append(deciding.batch(items) as Batch);
    for (const keeper of keepers) await keeper.poll();
  };
  await ledger.append(deciding.batch(itemsOf(TRAFFIC_GROUND as unknown as StyrbordDocument, '2026-11-23')) as Batch);
  for (const keeper of keepers) await keeper.start();
  await structure.start();
  await knowledge.load();
  await series.start();
  return { ledger, structure, series, ofStructure, ofSeries, boards, take };
}

it('a live board that was read without a commit, while the slower view came to it, is told of that commit all the same', async () => {
  const { ledger, structure, series, ofStructure, ofSeries, boards, take } = await followed();
  const live = new LiveBoards(boards, [structure, series]);
  const before = ledger.no;

  await take([{ pointer: '', decision: null, command: MEASURED }]);
  ofStructure.hold();
  const structureComes = structure.poll();
  await series.poll();
  expect([structure.no, series.no]).toEqual([before, before + 1]);

  ofSeries.hold();
  const told: LiveMessage[] = [];
  const screen = live.watch(TRAFFIC_UNIT, PERIOD, null).subscribe((message) => told.push(message));
  await setTimeout(SLOWER_THAN_EVEN_MS);
  expect(ofSeries.waiting).toBeGreaterThan(0);
  ofStructure.release();
  await structureComes;
  expect(structure.no).toBe(before + 1);
  ofSeries.release();

  for (const end = Date.now() + TOLD_WITHIN_MS; told.at(-1)?.id !== before + 1 && Date.now() < end;) await setTimeout(5);
  screen.unsubscribe();
  expect(told.map(({ id }) => id)).toEqual([before, before + 1]);
});

it('boards of several periods are of one commit, though another comes while they are read', async () => {
  const { structure, series, ofSeries, boards, take } = await followed();
  const other = parsePeriod('2022-T2') as Period;
  const [first] = await boards.scorecards(TRAFFIC_UNIT, [PERIOD]);
  // The first is remembered: it is the second that is read across the commit.
  ofSeries.hold();
  const reading = boards.scorecards(TRAFFIC_UNIT, [PERIOD, other]);
  for (const end = Date.now() + TOLD_WITHIN_MS; ofSeries.waiting === 0 && Date.now() < end;) await setTimeout(1);
  await take([{ pointer: '', decision: null, command: MEASURED }]);
  const polled = [structure.poll(), series.poll()];
  ofSeries.release();
  await Promise.all(polled);
  const told = await reading;
  expect(told.map(({ period, known }) => [period, known.no - (first?.known.no ?? 0)])).toEqual([
    [PERIOD.name, 1],
    [other.name, 1],
  ]);
  expect(rowsOf(told[0]?.perspectives ?? [])[0]?.cells['T']?.outcome?.value).toBe('1');
});
