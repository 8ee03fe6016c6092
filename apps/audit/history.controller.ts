import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { lineOf } from '@styrbord/eventsourcing/ledger-trees';
import { commitOf } from '@styrbord/eventsourcing/moment';
import { toBase64 } from '@styrbord/proof/base64';
import type { CommitLine } from '@styrbord/proof/commit-line';
import { Access, Allow, CurrentPrincipal } from '@styrbord/service/access';
import { FreeText, Id, OneOf, Optional } from '@styrbord/service/fields';
import { ProblemError } from '@styrbord/service/problem';
import {
  cursorOfKey,
  keyOfCursor,
  keyOfOrigin,
  LIMIT_DEFAULT,
  Moment,
  originOfKey,
  PageQuery,
  ReadQuery,
  WholeText,
} from '@styrbord/service/queries';
import { Reader } from '@styrbord/service/reader';
import type { Principal } from '@styrbord/service/roles';
import { ActorNames, type NamedAct } from '@styrbord/service/actor-names';
import { AuditedLedgers, LEDGERS, type LedgerName } from './audited-ledgers';
import { History, type EventPlace, type HistoryAsked, type HistoryEntry, type Places } from './history';
import { Moments } from './moments';
import { Answers, pageOfItems } from '@styrbord/service/answers';
import { ENTRY, LEAF } from './audit-answers';

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

  /** All of them unless said. */
  @Optional()
  @OneOf(LEDGERS)
  readonly ledger?: LedgerName;
}

class EventPath {
  @WholeText({ min: 1 })
  readonly no!: number;

  @WholeText()
  readonly index!: number;
}

class LedgerQuery extends ReadQuery {
  /** `steering` unless said. */
  @Optional()
  @OneOf(LEDGERS)
  readonly ledger?: LedgerName;
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
    private readonly moments: Moments,
    private readonly ledgers: AuditedLedgers,
    private readonly actors: ActorNames,
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
      {
        ...asked,
        within: await this.within(from, to),
        before: cursor === undefined ? null : placesOf(cursor),
        limit,
      },
      this.sees(principal),
      principal.units === 'all',
    );
    const named = await this.actors.of(found.items);
    return { items: found.items.map(named), next: found.next && cursorOf(found.next) };
  }

  /** One change, with what it found and what it left. */
  @Get(':no/:index')
  @Answers(ENTRY)
  @Allow('read-audit')
  async event(
    @Param() place: EventPath,
    @Query() query: LedgerQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<HistoryEntry & NamedAct> {
    const entry = await this.seen({ ...place, ...query }, principal);
    return (await this.actors.of([entry]))(entry);
  }

  /** Its bytes, its leaf and its commit's line: with the checkpoint and two proofs, all that is needed to check it. */
  @Get(':no/:index/leaf')
  @Answers(LEAF)
  @Allow('read-audit')
  async leaf(@Param() place: EventPath, @Query() query: LedgerQuery, @CurrentPrincipal() principal: Principal): Promise<EventLeaf> {
    await this.seen({ ...place, ...query }, principal);
    const commit = await commitOf(this.ledgers.of(query.ledger).ledger, place.no);
    const text = commit?.events[place.index];
    if (!commit || text === undefined) throw unknownEvent(place);
    const line = lineOf(commit);
    return { leaf: line.first + place.index, bytes: toBase64(Buffer.from(text)), commit: line };
  }

  private async seen(place: EventPlace, principal: Principal): Promise<HistoryEntry> {
    const entry = await this.history.event(place, this.sees(principal), principal.units === 'all');
    if (!entry) throw unknownEvent(place);
    return entry;
  }

  private async within(from: string | undefined, to: string | undefined): Promise<HistoryAsked['within']> {
    const ranges = await Promise.all(LEDGERS.map(async (name) => [name, await this.moments.within(from, to, name)] as const));
    return Object.fromEntries(ranges) as HistoryAsked['within'];
  }

  private sees(principal: Principal): (unit: string) => boolean {
    return (unit) => this.access.sees(principal, unit);
  }
}

function unknownEvent({ no, index }: EventPlace): ProblemError {
  return new ProblemError('event-unknown', { errors: [{ code: 'event-unknown', given: `${no}:${index}` }] });
}

function cursorOf(places: Places): string {
  return cursorOfKey(LEDGERS.map((name) => (places[name] ? keyOfOrigin(places[name]) : '')).join('/'));
}

function placesOf(cursor: string): Places {
  const told = keyOfCursor(cursor).split('/');
  if (told.length !== LEDGERS.length) throw new ProblemError('cursor-malformed');
  const places = told.flatMap((text, at) => (text === '' ? [] : [[LEDGERS[at], originOfKey(text)]]));
  return Object.fromEntries(places) as Places;
}
