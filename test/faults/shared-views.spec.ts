import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Unsubscribable } from 'rxjs';
import type { Change, Documents } from '@styrbord/eventsourcing/documents';
import { changesMessage, FollowedView } from '@styrbord/eventsourcing/followed-view';
import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import { messagesOf } from '@styrbord/eventsourcing/relay';
import { Subscription } from '@styrbord/eventsourcing/subscription';
import type { ViewReader } from '@styrbord/eventsourcing/view-reader';
import { canonicalize, type Json } from '@styrbord/proof/canonical';
import { parsePeriod, type Period } from '@styrbord/steering/period';
import { rowsOf } from '@styrbord/steering/board';
import type { Row, Scorecard } from '@styrbord/steering/scorecard';
import { Knowledge, readScorecard } from '@styrbord/steering/views/knowledge';
import { seriesView } from '@styrbord/steering/views/series-view';
import { structureView } from '@styrbord/steering/views/structure-view';
import { Boards } from '../../apps/boards/boards';
import { LiveBoards, type LiveMessage, type LiveRows } from '../../apps/boards/live-boards';
import { collected, writerOn } from '../contracts/writer';
import { generatedHistory, UNITS } from './history';
import { isLong, pick, SEED, seeded } from './seeded';
import { UnreliableBus } from './unreliable-bus';

const HISTORIES = isLong ? 2_000 : 40;
const PROCESSES = 3;
/** Of each process. */
const SCREENS = 4;
/** After everything has come; what could not be read is tried again each second. */
const TOLD_WITHIN_MS = 3_000;
const VIEWS = [structureView, seriesView];
const LEDGER = 'nara/steering';
const PERIODS = ['2022-01', '2022-T1', '2022'].map((name) => parsePeriod(name) as Period);

/** Documents without transactions: others come between one change and the next, and a writer may die half way. */
class ChangeByChange extends MemoryDocuments {
  constructor(
    private readonly shared: Documents,
    private readonly random: () => number,
  ) {
    super();
  }

  override get: Documents['get'] = async (collection, id) => {
    await this.turns();
    return this.shared.get(collection, id);
  };
  override getMany: Documents['getMany'] = async (collection, ids) => {
    await this.turns();
    return this.shared.getMany(collection, ids);
  };
  override put: Documents['put'] = (...put) => this.shared.put(...put);
  override scan: Documents['scan'] = (...scan) => this.shared.scan(...scan);

  override async write(changes: readonly Change[]): Promise<void> {
    for (const change of changes) {
      await this.turns();
      if (this.random() < 0.01) throw new Error('died half way');
      await this.shared.write([change]);
    }
  }

  private async turns(): Promise<void> {
    for (let turns = Math.floor(this.random() ** 3 * 40); turns > 0; turns--) await new Promise((turn) => setImmediate(turn));
  }
}

/** A board as it was served, and the commit it said it was of. */
interface Shown {
  readonly unit: string;
  readonly period: Period;
  readonly no: number;
  readonly text: string;
}

/** A screen that hangs on one process's live board: the rows as it was told them. */
class Screen {
  rows = new Map<string, Row>();
  no = 0;
  /** There was no such unit yet. */
  isOver = false;
  private readonly watching: Unsubscribable;

  constructor(
    live: LiveBoards,
    readonly unit: string,
    readonly period: Period,
  ) {
    this.watching = live.watch(unit, period, null).subscribe({
      next: (message) => this.take(message),
      complete: () => (this.isOver = true),
    });
  }

  close(): void {
    this.watching.unsubscribe();
  }

  private take({ id, type, data }: LiveMessage): void {
    expect(id).toBeGreaterThanOrEqual(this.no);
    this.no = id;
    if (type === 'snapshot') this.rows = rowsById(rowsOf((data as Scorecard).perspectives));
    else for (const row of (data as LiveRows).rows) this.rows.set(row.id, row);
  }
}

const rowsById = (rows: readonly Row[]): Map<string, Row> => new Map(rows.map((row) => [row.id, row]));

describe(`views that ${PROCESSES} processes keep in the same documents, over ${HISTORIES} histories (seed ${SEED})`, () => {
  it('are what one process makes of them; so is what every process reads and tells its screens, and each board is of the commit it names', async () => {
    let [boards, screens] = [0, 0];
    for (let history = 0; history < HISTORIES; history++) {
      const seed = SEED + history;
      const { kept, read, alone, shown, last, told } = await lives(seed);
      expect([seed, kept]).toEqual([seed, await textOf(alone)]);
      for (const one of read) expect([seed, one]).toEqual([seed, kept]);
      const knowledge = new Knowledge(alone[0]!, alone[1]!);
      await knowledge.load();
      const was = async ({ unit, period, no }: Shown): Promise<string> => {
        const known = { ledger: LEDGER, no, at: null };
        return contentOf(await readScorecard(knowledge.at(no), { unit, period }, known));
      };
      for (const board of shown) expect([seed, board]).toEqual([seed, { ...board, text: await was(board) }]);
      for (const board of last) expect([seed, board.no, board.text]).toEqual([seed, knowledge.no, await was(board)]);
      for (const { process, screen, board } of told) expect([seed, process, await shownOn(screen, board)]).toEqual([seed, process, board]);
      boards += shown.length;
      screens += told.length;
    }
    expect(boards).toBeGreaterThan(HISTORIES * 10);
    expect(screens).toBeGreaterThan(HISTORIES);
  }, 3_600_000);
});

/** A process whose live boards screens hang on. */
interface Watching {
  readonly live: LiveBoards;
  readonly screens: Screen[];
}

interface Life {
  readonly kept: string;
  readonly read: readonly string[];
  readonly alone: readonly Subscription[];
  /** While everything moved. */
  readonly shown: readonly Shown[];
  /** When all had come. */
  readonly last: readonly Shown[];
  /** Screens that opened while everything moved, and the rows of the board that each is to show at last. */
  readonly told: readonly { readonly process: number; readonly screen: Screen; readonly board: readonly Row[] }[];
}

async function lives(seed: number): Promise<Life> {
  const random = seeded(seed);
  const ledger = writerOn(new MemoryCommitStore(), { name: LEDGER });
  const shared = new MemoryDocuments();
  const changes = new UnreliableBus(random);
  const processes = await Promise.all(
    Array.from({ length: PROCESSES }, async (_, at) => {
      const events = new UnreliableBus(random);
      const documents = new ChangeByChange(shared, random);
      const keepers = VIEWS.map((view) => new Subscription({ view, ledger, documents, bus: events, topic: 'facts' }));
      const group = `boards-${at}`;
      const readers = VIEWS.map((view) => new FollowedView({ view, ledger, documents, bus: changes, topic: 'changes', group }));
      for (const keeper of keepers) {
        keeper.onSaved((saved) => void changes.publish('changes', [changesMessage('nara', ledger.name, saved)]));
        await keeper.start();
      }
      const bodies = new Map<string, Json>();
      for (const reader of readers)
        reader.onSaved((saved) => saved.documents.forEach(({ id, body }) => bodies.set(`${saved.view}/${id}`, body)));
      const [structure, series] = readers as [FollowedView, FollowedView];
      const knowledge = new Knowledge(structure, series);
      const boards = new Boards(knowledge, series, ledger);
      await structure.start();
      await knowledge.load();
      await series.start();
      return { events, keepers, readers, bodies, boards, live: new LiveBoards(boards, readers), screens: [] as Screen[] };
    }),
  );
  const shown: Shown[] = [];
  const show = async (boards: Boards, unit: string, period: Period, into: Shown[]): Promise<void> => {
    const page = await boards.page(unit, period);
    if (!page) return;
    const read = JSON.parse(page.body.toString()) as Scorecard;
    into.push({ unit, period, no: read.known.no, text: contentOf(read) });
  };
  const openScreen = ({ live, screens }: Watching, beside?: Screen): void => {
    const { unit, period } = beside ?? { unit: pick(random, UNITS), period: pick(random, PERIODS) };
    screens.push(new Screen(live, unit, period));
  };
  /** Half of them with another opened on the same board just before. */
  const closeScreen = (process: Watching): void => {
    const [closed] = process.screens.splice(Math.floor(random() * process.screens.length), 1);
    if (closed && random() < 0.5) openScreen(process, closed);
    closed?.close();
  };
  const history = generatedHistory(random, 10 + Math.floor(random() * 20));
  const underWay: Promise<unknown>[] = [];
  for (const batch of history) {
    const before = ledger.no;
    await ledger.append(batch);
    const messages = (await collected(ledger.read(before + 1))).flatMap((commit) => messagesOf(commit, 'nara'));
    // A process that is slow with one batch is overtaken by the others.
    for (const { events } of processes) underWay.push(events.publish('facts', messages).catch(() => undefined));
    for (const { boards } of processes) if (random() < 0.7) underWay.push(show(boards, pick(random, UNITS), pick(random, PERIODS), shown));
    // As each does now and then, whatever it has heard.
    for (const { keepers } of processes)
      for (const keeper of keepers) if (random() < 0.2) underWay.push(keeper.poll().catch(() => undefined));
    for (const process of processes) {
      if (process.screens.length < SCREENS && random() < 0.4) openScreen(process);
      else if (random() < 0.4) closeScreen(process);
    }
    if (random() < 0.3) await Promise.all(underWay.splice(0));
  }
  // Nothing comes after the last commit that could tell them by chance.
  for (const process of processes) openScreen(process);
  await Promise.all(underWay);
  for (const { events, keepers } of processes) {
    await events.drain().catch(() => undefined);
    for (const keeper of keepers) await untilPolled(keeper);
  }
  await changes.drain();
  for (const { readers } of processes) for (const reader of readers) await reader.poll();
  const last: Shown[] = [];
  for (const { boards } of processes) for (const unit of UNITS) for (const period of PERIODS) await show(boards, unit, period, last);
  const told: Life['told'][number][] = [];
  for (const [process, { screens, boards }] of processes.entries()) {
    for (const screen of screens) {
      const scorecard = await boards.scorecard(screen.unit, screen.period);
      if (scorecard && !screen.isOver) told.push({ process, screen, board: rowsOf(scorecard.perspectives) });
    }
  }
  const alone = VIEWS.map((view) => new Subscription({ view, ledger, documents: new MemoryDocuments(), bus: changes, topic: 'none' }));
  for (const subscription of alone) await subscription.start();
  const kept = await textOf(processes[0]!.keepers);
  const read = processes.map(({ bodies }) => canonicalize(Object.fromEntries(bodies)));
  return { kept, read, alone, shown, last, told };
}

/** What it shows once it shows the board, or when its time is out. */
async function shownOn(screen: Screen, board: readonly Row[]): Promise<readonly Row[]> {
  for (const end = Date.now() + TOLD_WITHIN_MS; Date.now() < end; await setTimeout(5))
    if (isDeepStrictEqual(rowsById(board), screen.rows)) return board;
  return board.flatMap(({ id }) => screen.rows.get(id) ?? []);
}

function contentOf(scorecard: Scorecard | null): string {
  const { known: _, ...content } = scorecard ?? { known: null };
  return JSON.stringify(content);
}

async function untilPolled(keeper: Subscription): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const failed = await keeper.poll().then(
      () => false,
      () => true,
    );
    if (!failed) return;
  }
  throw new Error('polled fifty times in vain');
}

async function textOf(readers: readonly ViewReader[]): Promise<string> {
  const bodies = new Map<string, Json>();
  for (const reader of readers) {
    const { halted, parked, name } = reader.status();
    expect({ halted, parked }).toEqual({ halted: null, parked: [] });
    for await (const { id, body } of reader.scan('')) bodies.set(`${name}/${id}`, body);
  }
  return canonicalize(Object.fromEntries(bodies));
}
