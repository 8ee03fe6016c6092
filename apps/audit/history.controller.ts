import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import { lineOf } from '@styrbord/eventsourcing/ledger-trees';
import { commitAt, commitOf } from '@styrbord/eventsourcing/moment';
import { toBase64 } from '@styrbord/proof/base64';
import type { CommitLine } from '@styrbord/proof/commit-line';
import { Access, Allow, CurrentPrincipal } from '@styrbord/service/access';
import { FreeText, Id, Optional } from '@styrbord/service/fields';
import { ProblemError } from '@styrbord/service/problem';
import { keyOfCursor, LIMIT_DEFAULT, Moment, momentOf, PageQuery, WholeText } from '@styrbord/service/queries';
import { Reader } from '@styrbord/service/reader';
import type { Principal } from '@styrbord/service/roles';
import { LEDGER } from '@styrbord/service/stores';
import type { Origin } from '@styrbord/steering/scorecard';
import { History, type HistoryEntry } from './history';
import { sampleOf } from './sample';
import { Answers, pageOfItems } from '@styrbord/service/answers';
import { ENTRY, LEAF, SAMPLE } from './audit-answers';

class HistoryQuery extends PageQuery {
  @Optional()
  @Id()
  readonly unit?: string;

  @Optional()
  @Id()
  readonly measure?: string;

  @Optional()
  @FreeText(100)
  readonly actor?: string;

  @Optional()
  @FreeText(100)
  readonly type?: string;

  @Optional()
  @Moment()
  readonly from?: string;

  @Optional()
  @Moment()
  readonly to?: string;

  @Optional()
  @FreeText(200)
  readonly text?: string;
}

class SampleQuery {
  @FreeText(100)
  readonly seed!: string;

  @WholeText({ min: 1, max: 500 })
  readonly count!: number;

  @Optional()
  @Moment()
  readonly from?: string;

  @Optional()
  @Moment()
  readonly to?: string;
}

class EventPath {
  @WholeText({ min: 1 })
  readonly no!: number;

  @WholeText()
  readonly index!: number;
}

/** One event as the ledger holds it, for whoever is to hash it. */
interface EventLeaf {
  readonly leaf: number;
  /** The canonical bytes, base64. */
  readonly bytes: string;
  readonly commit: CommitLine;
}

@ApiTags('audit')
@Controller('history')
export class HistoryController {
  constructor(
    private readonly history: History,
    private readonly reader: Reader,
    private readonly access: Access,
    @Inject(LEDGER) private readonly ledger: Ledger,
  ) {}

  /** Every change, newest first. A page may hold fewer than `limit`: `next` goes on looking. */
  @Get()
  @Answers(pageOfItems(ENTRY))
  @Allow('read-audit')
  async search(@Query() query: HistoryQuery, @CurrentPrincipal() principal: Principal): Promise<object> {
    await this.reader.seen(query.minNo);
    if (query.unit !== undefined) this.access.requireUnit(principal, query.unit, '/unit');
    const { cursor, limit = LIMIT_DEFAULT, minNo: _, from, to, ...asked } = query;
    const found = await this.history.search(
      { ...asked, ...(await this.range(from, to)), before: cursor === undefined ? null : placeOf(cursor), limit },
      this.sees(principal),
      principal.units === 'all',
    );
    return { items: found.items, next: found.next && Buffer.from(`${found.next.no}:${found.next.index}`).toString('base64url') };
  }

  /** A random choice of changes that the same seed makes again, for an audit to look into. */
  @Get('sample')
  @Answers(SAMPLE)
  @Allow('read-audit')
  async sample(@Query() { seed, count, from, to }: SampleQuery, @CurrentPrincipal() principal: Principal): Promise<object> {
    const { from: first = 1, to: last } = await this.range(from, to);
    const head = (await this.ledger.head()).no;
    const items: HistoryEntry[] = [];
    const { places, of } = await sampleOf(this.ledger, { seed, count, from: first, to: Math.min(last ?? head, head) });
    for (const place of places) {
      const entry = await this.history.event(place, this.sees(principal), principal.units === 'all');
      if (entry) items.push(entry);
    }
    return { seed, of, items, next: null };
  }

  /** One change, with what it found and what it left. */
  @Get(':no/:index')
  @Answers(ENTRY)
  @Allow('read-audit')
  event(@Param() place: EventPath, @CurrentPrincipal() principal: Principal): Promise<HistoryEntry> {
    return this.seen(place, principal);
  }

  /** Its bytes, its leaf and its commit's line: with the checkpoint and two proofs, all that is needed to check it. */
  @Get(':no/:index/leaf')
  @Answers(LEAF)
  @Allow('read-audit')
  async leaf(@Param() place: EventPath, @CurrentPrincipal() principal: Principal): Promise<EventLeaf> {
    await this.seen(place, principal);
    const commit = await commitOf(this.ledger, place.no);
    const text = commit?.events[place.index];
    if (!commit || text === undefined) throw unknownEvent(place);
    const line = lineOf(commit);
    return { leaf: line.first + place.index, bytes: toBase64(Buffer.from(text)), commit: line };
  }

  private async seen(place: EventPath, principal: Principal): Promise<HistoryEntry> {
    const entry = await this.history.event(place, this.sees(principal), principal.units === 'all');
    if (!entry) throw unknownEvent(place);
    return entry;
  }

  private sees(principal: Principal): (unit: string) => boolean {
    return (unit) => this.access.sees(principal, unit);
  }

  private async range(from: string | undefined, to: string | undefined): Promise<{ from?: number; to?: number }> {
    const last = to === undefined ? null : await this.upTo(to, 0);
    const before = from === undefined ? null : await this.upTo(from, 1);
    return { ...(before === null ? {} : { from: before + 1 }), ...(last === null ? {} : { to: last }) };
  }

  /** The last commit at a moment, or just before it. */
  private async upTo(text: string, earlier: 0 | 1): Promise<number> {
    const moment = momentOf(text) as { no: number } | { at: string };
    return 'no' in moment ? moment.no - earlier : commitAt(this.ledger, new Date(Date.parse(moment.at) - earlier).toISOString());
  }
}

function unknownEvent({ no, index }: EventPath): ProblemError {
  return new ProblemError('event-unknown', { errors: [{ code: 'event-unknown', given: `${no}:${index}` }] });
}

function placeOf(cursor: string): Origin {
  const [, no = '', index = ''] = /^(\d{1,15}):(\d{1,9})$/.exec(keyOfCursor(cursor)) ?? [];
  if (index === '') throw new ProblemError('cursor-malformed');
  return { no: Number(no), index: Number(index) };
}
