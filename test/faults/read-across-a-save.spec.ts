import { setTimeout } from 'node:timers/promises';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Batch } from '@styrbord/eventsourcing/ledger';
import { FollowedView } from '@styrbord/eventsourcing/followed-view';
import { InProcessBus } from '@styrbord/eventsourcing/memory/in-process-bus';
import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import { Subscription } from '@styrbord/eventsourcing/subscription';
import { itemsOf, type StyrbordDocument } from '@styrbord/steering/document';
import { parsePeriod, type Period } from '@styrbord/steering/period';
import type { SteeringCommand } from '@styrbord/steering/steering';
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

it('a live board that was read without a commit, while the slower view came to it, is told of that commit all the same', async () => {
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
  const live = new LiveBoards(boards, [structure, series]);

  const deciding = new Deciding();
  const ground = deciding.batch(itemsOf(TRAFFIC_GROUND as unknown as StyrbordDocument, '2026-11-23'));
  const measured = deciding.batch([{ pointer: '', decision: null, command: MEASURED }]);
  await ledger.append(ground as Batch);
  for (const keeper of keepers) await keeper.start();
  await structure.start();
  await knowledge.load();
  await series.start();
  const before = ledger.no;

  await ledger.append(measured as Batch);
  for (const keeper of keepers) await keeper.poll();
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
