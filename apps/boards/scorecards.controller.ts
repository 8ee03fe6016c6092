import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ActorNames } from '@styrbord/service/actor-names';
import { Access, Allow, CurrentPrincipal } from '@styrbord/service/access';
import { Authentication } from '@styrbord/service/authentication';
import { CellText, FreeText, Id, Optional, PeriodText } from '@styrbord/service/fields';
import { ReaderLanguage } from '@styrbord/service/language';
import { PersonNames } from '@styrbord/service/person-names';
import { ProblemError, type Language } from '@styrbord/service/problem';
import { ReadQuery, StructureQuery } from '@styrbord/service/queries';
import { may, type Principal } from '@styrbord/service/roles';
import type { HeatMap } from '@styrbord/steering/heat-map';
import { HEAT_MAP } from '@styrbord/service/units-answers';
import type { Strip } from '@styrbord/steering/strip';
import { measureOf } from '@styrbord/steering/structure';
import { why, type Why } from '@styrbord/steering/why';
import { figuresOf } from '@styrbord/steering/views/figures';
import { AlikeQuery, alikeOf } from './alike-query';
import { BoardsFor } from './boards-for';
import { streamEvents } from './event-stream';
import { toldMessages } from './told-messages';
import { Places } from '@styrbord/service/places';
import { Reader } from '@styrbord/service/reader';
import { Answers, TEXT } from '@styrbord/service/answers';
import { SCORECARD, STRIPS, WHY } from '@styrbord/service/scorecard-answers';

class UnitPath {
  @FreeText(64)
  readonly unit!: string;
}

class PeriodQuery extends ReadQuery {
  @PeriodText()
  readonly period!: string;
}

class ScorecardQuery extends StructureQuery {
  @PeriodText()
  readonly period!: string;
}

class WhyQuery extends ScorecardQuery {
  @Id()
  readonly measure!: string;

  @Optional()
  @CellText()
  readonly cell?: string;
}

@ApiTags('scorecards')
@Controller('scorecards')
export class ScorecardsController {
  constructor(
    private readonly reader: Reader,
    private readonly access: Access,
    private readonly boards: BoardsFor,
    private readonly places: Places,
    private readonly authentication: Authentication,
    private readonly names: PersonNames,
    private readonly actors: ActorNames,
  ) {}

  /** The plan's tree read for one unit and period. */
  @Get(':unit')
  @Answers(SCORECARD)
  @Allow('read-scorecards')
  async scorecard(
    @Param() { unit }: UnitPath,
    @Query() query: ScorecardQuery,
    @CurrentPrincipal() principal: Principal,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const period = this.reader.period(query.period);
    const { boards } = this.boards.of(principal);
    const isNow = query.knownAt === undefined && query.structureAt === undefined;
    const knowing = isNow ? await this.reader.knowing(query) : await this.reader.shownTo(principal, query);
    this.access.requireReadable(principal, knowing.structure, unit);
    const page = isNow ? await boards.page(unit, period) : await boards.pageOf(knowing, unit, period);
    if (!page) throw new ProblemError('unit-unknown');
    void reply.header('etag', page.etag).type('application/json; charset=utf-8').send(page.body);
  }

  /** A heat map: the units below, each by the measures of the plan. */
  @Get(':unit/units')
  @Answers(HEAT_MAP)
  @Allow('read-scorecards')
  async units(@Param() { unit }: UnitPath, @Query() query: AlikeQuery, @CurrentPrincipal() principal: Principal): Promise<HeatMap> {
    const period = this.reader.period(query.period);
    const { no } = await this.reader.knowing(query);
    this.access.requireUnit(principal, unit);
    const alike = alikeOf(query);
    const { boards } = this.boards.of(principal);
    const map =
      query.knownAt === undefined ? await boards.heatMap(unit, period, alike) : await boards.heatMapAt(unit, period, { alike, no });
    if (!map) throw new ProblemError('unit-unknown');
    return map;
  }

  /** What each row's last periods came to, with the limits of what is usual. */
  @Get(':unit/strips')
  @Answers(STRIPS)
  @Allow('read-scorecards')
  async strips(
    @Param() { unit }: UnitPath,
    @Query() query: PeriodQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<{ readonly unit: string; readonly period: string; readonly strips: readonly Strip[] }> {
    const period = this.reader.period(query.period);
    await this.reader.seen(query.minNo);
    this.access.requireUnit(principal, unit);
    return { unit, period: period.name, strips: await this.boards.of(principal).boards.stripsOf(unit, period) };
  }

  /** Server-sent events: `snapshot`, then `rows` with the rows that changed; `Last-Event-ID` goes on from there. */
  @Get(':unit/live')
  @Answers(TEXT, 'text/event-stream')
  @Allow('read-scorecards')
  async stream(
    @Param() { unit }: UnitPath,
    @Query() query: PeriodQuery,
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @ReaderLanguage() language: Language,
  ): Promise<void> {
    const period = this.reader.period(query.period);
    await this.reader.seen(query.minNo);
    this.access.requireUnit(principal, unit);
    streamEvents(request, reply, {
      open: (after) => toldMessages(this.boards.of(principal).live.watch(unit, period, after), this.names, language),
      stillAllowed: async () =>
        (await this.authentication.stillHolds(request)) && may(principal, 'read-scorecards') && this.access.sees(principal, unit),
    });
  }

  /** Inputs with the events they came from, formula, boundary rule, arithmetic in words, verdict. */
  @Get(':unit/why')
  @Answers(WHY)
  @Allow('read-scorecards')
  async why(@Param() { unit }: UnitPath, @Query() query: WhyQuery, @CurrentPrincipal() principal: Principal): Promise<object> {
    const period = this.reader.period(query.period);
    const knowing = await this.reader.shownTo(principal, query);
    const { structure } = knowing;
    this.access.requireReadable(principal, structure, unit);
    const measure = measureOf(structure, query.measure);
    if (!measure)
      throw new ProblemError('measure-unknown', {
        status: 404,
        errors: [{ code: 'measure-unknown', pointer: '/measure', given: query.measure }],
      });
    const told = why({ structure, ...(await figuresOf(knowing, unit, measure)), unit, measure, period }, query.cell ?? null);
    if (!told)
      throw new ProblemError('cell-unknown', {
        errors: [{ code: 'cell-unknown', pointer: '/cell', given: query.cell ?? null, allowed: [...measure.cells] }],
      });
    return this.withEvents(told, may(principal, 'read-audit'));
  }

  /** Names of who did it are for those who may read the audit. */
  private async withEvents(told: Why, areNamed: boolean): Promise<object> {
    const events = await Promise.all(told.inputs.map(async ({ event }) => event && (await this.places.event(event))));
    const named = await this.actors.of(areNamed ? events.filter((event) => event !== null) : []);
    return { ...told, inputs: told.inputs.map((input, at) => ({ ...input, event: events[at] ? named(events[at]) : null })) };
  }
}
