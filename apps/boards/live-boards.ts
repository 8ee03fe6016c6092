import { Observable, Subject } from 'rxjs';
import type { Saved, ViewReader } from '@styrbord/eventsourcing/view-reader';
import { rowsOf } from '@styrbord/steering/board';
import type { Period } from '@styrbord/steering/period';
import type { Row, Scorecard } from '@styrbord/steering/scorecard';
import type { Boards } from './boards';

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
const EXACT_TRIES = 4;
const RETRY_MS = 1_000;

/** A scorecard, and the last commit that anything in it may be of: the one it says, unless the views moved meanwhile. */
interface ReadBoard {
  readonly scorecard: Scorecard;
  readonly reach: number;
}

/** A board that somebody watches: computed once for all its readers. */
class WatchedBoard {
  readonly messages = new Subject<LiveMessage>();
  scorecard: Scorecard;
  readers = 0;
  private kept: { readonly message: LiveMessage; readonly reach: number }[] = [];
  private shown = new Map<string, string>();
  private since: number;
  private told: number;

  constructor(
    readonly unit: string,
    readonly period: Period,
    { scorecard, reach }: ReadBoard,
  ) {
    this.scorecard = scorecard;
    this.since = reach;
    this.told = scorecard.known.no;
    this.remember(scorecard);
  }

  /**
   * Tells the rows that differ from what was last told. False when they cannot be told yet: a reader goes on from the number
   * it has seen, so two messages never carry the same.
   */
  show({ scorecard, reach }: ReadBoard): boolean {
    const all = rowsOf(scorecard.perspectives);
    const rows = all.filter((row) => this.shown.get(row.id) !== JSON.stringify(row));
    const sameShape = this.shown.size === all.length && rows.every(({ id }) => this.shown.has(id));
    const samePlan = JSON.stringify(this.scorecard.plan) === JSON.stringify(scorecard.plan);
    const isNew = !sameShape || !samePlan || rows.length > 0;
    if (isNew && scorecard.known.no <= this.told) return false;
    this.scorecard = scorecard;
    this.remember(scorecard);
    const { known, counts, coverage } = scorecard;
    if (!sameShape || !samePlan) this.tell({ id: known.no, type: 'snapshot', data: scorecard }, reach);
    else if (isNew) this.tell({ id: known.no, type: 'rows', data: { known, counts, coverage, rows } }, reach);
    return true;
  }

  /** What a reader missed since a commit; null when that is no longer kept. */
  missedSince(no: number): readonly LiveMessage[] | null {
    if (no < this.since || no > this.scorecard.known.no) return null;
    return this.kept.filter(({ reach }) => reach > no).map(({ message }) => message);
  }

  private tell(message: LiveMessage, reach: number): void {
    this.told = message.id;
    this.kept.push({ message, reach });
    if (this.kept.length > KEPT_MESSAGES) this.since = this.kept.shift()?.reach ?? this.since;
    this.messages.next(message);
  }

  private remember({ perspectives }: Scorecard): void {
    this.shown = new Map(rowsOf(perspectives).map((row) => [row.id, JSON.stringify(row)]));
  }
}

/** Live boards: a snapshot, then the rows that change, in the order of the ledger. */
export class LiveBoards {
  private readonly watched = new Map<string, Promise<WatchedBoard | null>>();
  private work: Promise<void> = Promise.resolve();
  private pending = new Set<string>();
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
      const key = `${unit}@${period.name}`;
      let leave = (): void => undefined;
      let left = false;
      const enter = async (): Promise<void> => {
        if (after !== null) await this.reached(after, CATCH_UP_MS);
        const board = left ? null : await this.board(key, unit, period);
        if (!board) return reader.complete();
        if (left) return board.readers === 0 ? void this.watched.delete(key) : undefined;
        board.readers++;
        leave = () => {
          if (--board.readers === 0) this.watched.delete(key);
        };
        if (after !== null && after > board.scorecard.known.no) await this.inTurn(() => this.recompute(board));
        if (left) return;
        const missed = after === null ? null : board.missedSince(after);
        if (missed) missed.forEach((message) => reader.next(message));
        else reader.next({ id: board.scorecard.known.no, type: 'snapshot', data: board.scorecard });
        const [subscription, end] = [board.messages.subscribe(reader), leave];
        leave = () => {
          subscription.unsubscribe();
          end();
        };
      };
      void enter().catch((error: unknown) => reader.error(error));
      return () => {
        this.reading--;
        left = true;
        leave();
      };
    });
  }

  private board(key: string, unit: string, period: Period): Promise<WatchedBoard | null> {
    const existing = this.watched.get(key);
    if (existing) return existing;
    const created = this.read(unit, period).then((read) => read && new WatchedBoard(unit, period, read));
    this.watched.set(key, created);
    // What could not be read now may be there for the next who asks.
    const forget = (): void => void this.watched.delete(key);
    created.then((board) => board ?? forget(), forget);
    return created;
  }

  /** As of one commit, unless the views move faster than a board is read. */
  private async read(unit: string, period: Period): Promise<ReadBoard | null> {
    for (let tries = 1; ; tries++) {
      await this.reached(this.reach, EVEN_MS);
      const scorecard = await this.boards.scorecard(unit, period);
      const { reach } = this;
      if (!scorecard) return null;
      if (scorecard.known.no === reach || tries === EXACT_TRIES) return { scorecard, reach };
    }
  }

  private async reached(no: number, timeoutMs: number): Promise<void> {
    await Promise.all(this.views.map((view) => view.waitFor(no, timeoutMs)));
  }

  /** The last commit that any view has seen. */
  private get reach(): number {
    return Math.max(...this.views.map(({ no }) => no));
  }

  /** One recomputing at a time; commits that come meanwhile are told together. */
  private saved({ view, documents }: Saved): void {
    if (this.watched.size === 0) return;
    for (const { id } of documents) this.pending.add(view === 'structure' ? '*' : (id.split('/')[0] ?? '*'));
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
    const units = this.pending;
    this.pending = new Set();
    for (const promised of this.watched.values()) {
      const board = await promised.catch(() => null);
      if (board && (units.has('*') || units.has(board.unit))) await this.recompute(board);
    }
  }

  /** What could not be read, or not be told yet, stays to be done. */
  private async recompute(board: WatchedBoard): Promise<void> {
    try {
      const read = await this.read(board.unit, board.period);
      if (read && !board.show(read)) this.pending.add(board.unit);
    } catch {
      this.pending.add(board.unit);
      setTimeout(() => this.refreshSoon(), RETRY_MS).unref();
    }
  }
}
