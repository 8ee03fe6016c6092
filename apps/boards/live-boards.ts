import { Observable, Subject, type Subscriber } from 'rxjs';
import type { Saved, ViewReader } from '@styrbord/eventsourcing/view-reader';
import { rowsOf } from '@styrbord/steering/board';
import type { Period } from '@styrbord/steering/period';
import type { Row, Scorecard } from '@styrbord/steering/scorecard';
import { placeOf } from '@styrbord/steering/views/series-view';
import { EVERY_UNIT, type Boards } from './boards';

/** One message of a live stream: `id` is the commit it brings the reader to. */
export interface LiveMessage {
  readonly id: number;
  readonly type: 'snapshot' | 'rows';
  readonly data: Scorecard | LiveRows;
}

export type LiveRows = Pick<Scorecard, 'known' | 'counts' | 'coverage'> & { readonly rows: readonly Row[] };

/** Messages kept for readers that come back; who was away longer gets a fresh snapshot. */
const KEPT_MESSAGES = 200;
/** How long a reader that has seen more than this process is kept waiting: as long as a lost message may delay. */
const CATCH_UP_MS = 35_000;
/** A view that is a commit behind the other follows within this. */
const EVEN_MS = 200;
const RETRY_MS = 1_000;

/** What a board says beside its rows, and what follows from them. */
function besideRows({ plan, perspectives }: Scorecard): string {
  const nodes = perspectives.flatMap((each) => [each, ...each.goals, ...each.goals.flatMap(({ factors }) => factors)]);
  return JSON.stringify([plan, nodes.map((node) => [node.weight, 'judgement' in node ? node.judgement : null])]);
}

/** A board that somebody watches: computed once for all its readers. */
class WatchedBoard {
  readonly messages = new Subject<LiveMessage>();
  scorecard: Scorecard;
  private kept: LiveMessage[] = [];
  private shown = new Map<string, string>();
  private since: number;

  constructor(
    readonly unit: string,
    readonly period: Period,
    scorecard: Scorecard,
  ) {
    this.scorecard = scorecard;
    this.since = scorecard.known.no;
    this.remember(scorecard);
  }

  /** Tells the rows that differ from what was last told. */
  show(scorecard: Scorecard): void {
    const all = rowsOf(scorecard.perspectives);
    const rows = all.filter((row) => this.shown.get(row.id) !== JSON.stringify(row));
    const sameShape = this.shown.size === all.length && rows.every(({ id }) => this.shown.has(id));
    const samePlan = besideRows(this.scorecard) === besideRows(scorecard);
    this.scorecard = scorecard;
    this.remember(scorecard);
    const { known, counts, coverage } = scorecard;
    if (!sameShape || !samePlan) this.tell({ id: known.no, type: 'snapshot', data: scorecard });
    else if (rows.length > 0) this.tell({ id: known.no, type: 'rows', data: { known, counts, coverage, rows } });
  }

  /** What a reader missed since a commit; null when that is no longer kept. */
  missedSince(no: number): readonly LiveMessage[] | null {
    if (no < this.since || no > this.scorecard.known.no) return null;
    return this.kept.filter(({ id }) => id > no);
  }

  private tell(message: LiveMessage): void {
    this.kept.push(message);
    if (this.kept.length > KEPT_MESSAGES) this.since = this.kept.shift()?.id ?? this.since;
    this.messages.next(message);
  }

  private remember({ perspectives }: Scorecard): void {
    this.shown = new Map(rowsOf(perspectives).map((row) => [row.id, JSON.stringify(row)]));
  }
}

/** A board with those who watch it, counted from when they ask for it: while it is being read, others may come and go. */
interface SharedBoard {
  readonly key: string;
  readonly board: Promise<WatchedBoard | null>;
  readers: number;
}

interface Wanted {
  readonly unit: string;
  readonly period: Period;
  readonly after: number | null;
}

/** Live boards: a snapshot, then the rows that change, in the order of the ledger. */
export class LiveBoards {
  private readonly watched = new Map<string, SharedBoard>();
  private work: Promise<void> = Promise.resolve();
  /** Units that changed, with the last commit that changed them: told once a board is of that commit. */
  private pending = new Map<string, number>();
  private reading = 0;

  constructor(
    private readonly boards: Boards,
    private readonly views: readonly ViewReader[],
  ) {
    for (const view of views) view.onSaved((saved) => this.saved(saved));
  }

  /** Of all boards together. */
  get readers(): number {
    return this.reading;
  }

  /** `after`: the last commit the reader has seen, to go on from. */
  watch(unit: string, period: Period, after: number | null): Observable<LiveMessage> {
    return new Observable((reader) => {
      this.reading++;
      reader.add(() => this.reading--);
      void this.enter(reader, { unit, period, after }).catch((error: unknown) => reader.error(error));
    });
  }

  /** What is added to a reader that has left meanwhile is done at once. */
  private async enter(reader: Subscriber<LiveMessage>, { unit, period, after }: Wanted): Promise<void> {
    if (after !== null) await this.reached(after, CATCH_UP_MS);
    if (reader.closed) return;
    const shared = this.shared(unit, period);
    shared.readers++;
    reader.add(() => {
      if (--shared.readers === 0) this.forget(shared);
    });
    const board = await shared.board;
    if (!board) return reader.complete();
    if (after !== null && after > board.scorecard.known.no) await this.inTurn(() => this.recompute(board, after));
    const missed = after === null ? null : board.missedSince(after);
    if (missed) missed.forEach((message) => reader.next(message));
    else reader.next({ id: board.scorecard.known.no, type: 'snapshot', data: board.scorecard });
    board.messages.subscribe(reader);
  }

  private shared(unit: string, period: Period): SharedBoard {
    const key = `${unit}@${period.name}`;
    const existing = this.watched.get(key);
    if (existing) return existing;
    const created: SharedBoard = { key, board: this.board(unit, period), readers: 0 };
    this.watched.set(key, created);
    // What could not be read now may be there for the next who asks.
    const forget = (): void => this.forget(created);
    created.board.then((board) => board ?? forget(), forget);
    return created;
  }

  private forget(shared: SharedBoard): void {
    if (this.watched.get(shared.key) === shared) this.watched.delete(shared.key);
  }

  private async board(unit: string, period: Period): Promise<WatchedBoard | null> {
    const scorecard = await this.read(unit, period);
    if (!scorecard) return null;
    if (scorecard.known.no < this.reach) this.oweUnread(unit, this.reach);
    return new WatchedBoard(unit, period, scorecard);
  }

  private async read(unit: string, period: Period): Promise<Scorecard | null> {
    await this.reached(this.reach, EVEN_MS);
    return this.boards.scorecard(unit, period);
  }

  private async reached(no: number, timeoutMs: number): Promise<void> {
    await Promise.all(this.views.map((view) => view.waitFor(no, timeoutMs)));
  }

  /** The last commit that any view has seen. */
  private get reach(): number {
    return Math.max(...this.views.map(({ no }) => no));
  }

  private owe(unit: string, no: number): void {
    this.pending.set(unit, Math.max(no, this.pending.get(unit) ?? 0));
  }

  /** What a board was read without. Where every view has come so far meanwhile, no save is to be waited for. */
  private oweUnread(unit: string, no: number): void {
    this.owe(unit, no);
    if (this.views.every((view) => view.no >= no)) this.refreshSoon();
  }

  /** One recomputing at a time; commits that come meanwhile are told together. */
  private saved({ view, no, documents }: Saved): void {
    if (this.watched.size === 0) return;
    for (const { id } of documents)
      for (const unit of view === 'structure' ? [EVERY_UNIT] : this.boards.touchedBy(...placeOf(id))) this.owe(unit, no);
    // Also where nothing changed: what is owed may have waited for this view.
    this.refreshSoon();
  }

  private refreshSoon(): void {
    if (this.pending.size > 0) void this.inTurn(() => this.refresh());
  }

  private inTurn(act: () => Promise<void>): Promise<void> {
    const done = this.work.then(act);
    this.work = done.catch(() => undefined);
    return done.catch(() => undefined);
  }

  private async refresh(): Promise<void> {
    const owed = this.pending;
    this.pending = new Map();
    for (const shared of this.watched.values()) {
      const board = await shared.board.catch(() => null);
      const no = board && Math.max(owed.get(board.unit) ?? 0, owed.get(EVERY_UNIT) ?? 0);
      if (board && no) await this.recompute(board, no);
    }
  }

  /** What could not be read, or not as of that commit yet, stays owed. */
  private async recompute(board: WatchedBoard, no: number): Promise<void> {
    try {
      const scorecard = await this.read(board.unit, board.period);
      if (!scorecard) return;
      board.show(scorecard);
      if (scorecard.known.no < no) this.oweUnread(board.unit, no);
    } catch {
      this.owe(board.unit, no);
      setTimeout(() => this.refreshSoon(), RETRY_MS).unref();
    }
  }
}
