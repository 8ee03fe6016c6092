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

/** A board that somebody watches: computed once for all its readers. */
class WatchedBoard {
  readonly messages = new Subject<LiveMessage>();
  private kept: LiveMessage[] = [];
  private shown = new Map<string, string>();
  private since: number;
  readers = 0;

  constructor(
    readonly unit: string,
    readonly period: Period,
    public scorecard: Scorecard,
  ) {
    this.since = scorecard.known.no;
    this.remember(scorecard);
  }

  /** The rows that differ from what was last told. */
  show(scorecard: Scorecard): void {
    const rows = rowsOf(scorecard.perspectives).filter((row) => this.shown.get(row.id) !== JSON.stringify(row));
    const sameShape = this.shown.size === rowsOf(scorecard.perspectives).length && rows.every(({ id }) => this.shown.has(id));
    const samePlan = JSON.stringify(this.scorecard.plan) === JSON.stringify(scorecard.plan);
    this.scorecard = scorecard;
    this.remember(scorecard);
    const { known, counts, coverage } = scorecard;
    if (!sameShape || !samePlan) this.tell({ id: known.no, type: 'snapshot', data: scorecard });
    else if (rows.length > 0) this.tell({ id: known.no, type: 'rows', data: { known, counts, coverage, rows } });
  }

  /** What a reader missed since a commit; null when that is no longer kept. */
  missedSince(no: number): readonly LiveMessage[] | null {
    return no < this.since || no > this.scorecard.known.no ? null : this.kept.filter(({ id }) => id > no);
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

/** Live boards: a snapshot, then the rows that change, in the order of the ledger. */
export class LiveBoards {
  private readonly watched = new Map<string, Promise<WatchedBoard | null>>();
  private work: Promise<void> = Promise.resolve();
  private pending = new Set<string>();
  private reading = 0;

  constructor(
    private readonly boards: Boards,
    subscriptions: readonly ViewReader[],
  ) {
    for (const subscription of subscriptions) subscription.onSaved((saved) => this.saved(saved));
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
      void this.board(key, unit, period).then(
        (board) => {
          if (left) return;
          if (!board) return reader.complete();
          board.readers++;
          const missed = after === null ? null : board.missedSince(after);
          if (missed) missed.forEach((message) => reader.next(message));
          else reader.next({ id: board.scorecard.known.no, type: 'snapshot', data: board.scorecard });
          const subscription = board.messages.subscribe(reader);
          leave = () => {
            subscription.unsubscribe();
            if (--board.readers === 0) this.watched.delete(key);
          };
        },
        (error: unknown) => reader.error(error),
      );
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
    const created = this.boards.scorecard(unit, period).then((scorecard) => scorecard && new WatchedBoard(unit, period, scorecard));
    this.watched.set(key, created);
    return created;
  }

  /** One recomputing at a time; commits that come meanwhile are told together. */
  private saved({ view, documents }: Saved): void {
    if (documents.length === 0 || this.watched.size === 0) return;
    for (const { id } of documents) this.pending.add(view === 'structure' ? '*' : (id.split('/')[0] ?? '*'));
    this.work = this.work.then(() => this.refresh()).catch(() => undefined);
  }

  private async refresh(): Promise<void> {
    if (this.pending.size === 0) return;
    const units = this.pending;
    this.pending = new Set();
    for (const promised of this.watched.values()) {
      const board = await promised;
      if (!board || !(units.has('*') || units.has(board.unit))) continue;
      const scorecard = await this.boards.scorecard(board.unit, board.period);
      if (scorecard) board.show(scorecard);
    }
  }
}
