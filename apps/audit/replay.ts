import type { Ledger } from '@styrbord/eventsourcing/ledger';
import { commitOf } from '@styrbord/eventsourcing/moment';
import { rowsOf } from '@styrbord/steering/board';
import { measureStream, ORGANISATION_STREAM, planStream, seriesStream } from '@styrbord/steering/events';
import { everAbove, everBelow } from '@styrbord/steering/organisation';
import type { Period } from '@styrbord/steering/period';
import type { Row, Scorecard } from '@styrbord/steering/scorecard';
import { measuresBehind } from '@styrbord/steering/views/figures';
import { besideCounts } from '@styrbord/steering/beside-counts';
import { readScorecard, type Knowledge } from '@styrbord/steering/views/knowledge';
import type { History, HistoryEntry } from './history';

export interface BoardAsked {
  readonly unit: string;
  readonly period: Period;
}

/** Why a row differs, by what happened to it. */
export type DifferenceKind =
  | 'value'
  | 'correction'
  | 'withdrawal'
  | 'dispute'
  | 'target'
  | 'definition'
  | 'plan'
  | 'organisation'
  | 'comment'
  | 'absence'
  | 'limits'
  | 'rule';

export interface RowDifference {
  readonly measure: string;
  readonly before: Row | null;
  readonly after: Row | null;
  readonly kinds: readonly DifferenceKind[];
  readonly events: readonly HistoryEntry[];
}

export interface BoardDifference {
  readonly from: Scorecard['known'];
  readonly to: Scorecard['known'];
  readonly counts: { readonly before: Scorecard['counts'] | null; readonly after: Scorecard['counts'] | null };
  readonly rows: readonly RowDifference[];
}

/** A commit on the slider. */
export interface Tick {
  readonly no: number;
  readonly at: string;
  readonly events: number;
}

const KINDS: Readonly<Record<string, DifferenceKind>> = {
  'measurement-recorded': 'value',
  'measurement-corrected': 'correction',
  'measurement-withdrawn': 'withdrawal',
  'measurement-disputed': 'dispute',
  'target-set': 'target',
  'absence-recorded': 'absence',
  'comment-written': 'comment',
  'limits-renewed': 'limits',
  'limits-withdrawn': 'limits',
  'measure-defined': 'definition',
  'measure-redefined': 'definition',
  'plan-updated': 'plan',
  'plan-adopted': 'plan',
};

/** What happens to a unit's series and shows in the totals above it. */
const MOVES_TOTALS: readonly string[] = ['measurement-recorded', 'measurement-corrected', 'measurement-withdrawn', 'absence-recorded'];

/** Boards as they were known, and what made two of them differ. */
export class Replay {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly ledger: Ledger,
    private readonly history: History,
  ) {}

  /** Null where the unit was not known then. */
  async board({ unit, period }: BoardAsked, no: number): Promise<Scorecard | null> {
    const knowing = this.knowledge.at(no);
    const read = await readScorecard(knowing, { unit, period }, await this.known(no));
    return read && besideCounts(read, knowing.structure);
  }

  /** Rows that differ, each with the events that made it differ, in the board's order. */
  async difference(asked: BoardAsked, { from, to }: { readonly from: number; readonly to: number }): Promise<BoardDifference> {
    const [before, after] = [await this.board(asked, from), await this.board(asked, to)];
    const rows = { before: byId(before), after: byId(after) };
    const ids = [...new Set([...rows.after.keys(), ...rows.before.keys()])];
    const changed = ids.filter((id) => JSON.stringify(rows.before.get(id)) !== JSON.stringify(rows.after.get(id)));
    const below = new Set(everBelow(this.knowledge.structure.organisation, asked.unit));
    const common = this.commonStreams();
    const own = new Map(changed.map((id) => [id, this.rowStreams(asked.unit, id, [rows.before.get(id), rows.after.get(id)])]));
    const entries = await this.history.ofStreams(new Set([...common, ...[...own.values()].flat()]), from, to);
    const entriesOf = (streams: readonly string[]): HistoryEntry[] =>
      streams.flatMap((stream) => entries.get(stream) ?? []).toSorted((a, b) => a.no - b.no || a.index - b.index);
    const ofAll = entriesOf(common);
    const differences: RowDifference[] = [];
    for (const id of changed) {
      const [old, now] = [rows.before.get(id) ?? null, rows.after.get(id) ?? null];
      const ofRow = entriesOf(own.get(id) ?? []).filter(
        ({ type, units }) => MOVES_TOTALS.includes(type) || !units.some((unit) => below.has(unit)),
      );
      const events = ofRow.length > 0 ? ofRow : ofAll;
      const kinds = [...new Set(events.map(({ type }) => KINDS[type] ?? 'organisation'))];
      if (old && now && old.verdict.rule !== now.verdict.rule) kinds.push('rule');
      differences.push({ measure: id, before: old, after: now, kinds, events });
    }
    return {
      from: await this.known(from),
      to: await this.known(to),
      counts: { before: before?.counts ?? null, after: after?.counts ?? null },
      rows: differences,
    };
  }

  /** Commits that may have changed the board, at most `limit` of them, evenly chosen, the first and the last among them. */
  async ticks({ unit, period }: BoardAsked, limit: number): Promise<readonly Tick[]> {
    const head = (await this.ledger.head()).no;
    const now = await this.board({ unit, period }, head);
    const measures = now ? [...byId(now).values()].flatMap((row) => [row.id, ...row.companions.map(({ id }) => id)]) : [];
    const keys = [...this.commonStreams(), ...measures.flatMap((measure) => this.streamsOf(unit, measure))];
    const numbers = await this.ledger.touching(keys, 0, head);
    const commits = await Promise.all(chosen(numbers, limit).map((no) => commitOf(this.ledger, no)));
    return commits.flatMap((commit) => (commit ? [{ no: commit.no, at: commit.recordedAt, events: commit.events.length }] : []));
  }

  private async known(no: number): Promise<Scorecard['known']> {
    return { ledger: this.ledger.name, no, at: (await commitOf(this.ledger, no))?.recordedAt ?? null };
  }

  /** Of a row and its companions, as they were at either moment. */
  private rowStreams(unit: string, measure: string, editions: readonly (Row | undefined)[]): string[] {
    const companions = editions.flatMap((row) => row?.companions ?? []).map(({ id }) => id);
    return [...new Set([measure, ...companions])].flatMap((id) => this.streamsOf(unit, id));
  }

  /** A target may be an ancestor's; a value may be made of those of units below, or of other measures'. */
  private streamsOf(unit: string, measure: string): string[] {
    const { structure } = this.knowledge;
    const units = [...everAbove(structure.organisation, unit), ...everBelow(structure.organisation, unit)];
    const measures = measuresBehind(structure, measure);
    return measures.flatMap((behind) => [measureStream(behind), ...units.map((of) => seriesStream(of, behind))]);
  }

  private commonStreams(): string[] {
    return [ORGANISATION_STREAM, ...[...this.knowledge.structure.plans.keys()].map(planStream)];
  }
}

function byId(scorecard: Scorecard | null): Map<string, Row> {
  return new Map(rowsOf(scorecard?.perspectives ?? []).map((row) => [row.id, row]));
}

function chosen(numbers: readonly number[], limit: number): readonly number[] {
  if (numbers.length <= limit) return numbers;
  const step = (numbers.length - 1) / (limit - 1);
  return Array.from({ length: limit }, (_, at) => numbers[Math.round(at * step)] as number);
}
