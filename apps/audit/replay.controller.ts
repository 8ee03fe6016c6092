import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Allow, CurrentPrincipal } from '@styrbord/service/access';
import { FreeText, PeriodText } from '@styrbord/service/fields';
import { ProblemError } from '@styrbord/service/problem';
import { Moment, ReadQuery } from '@styrbord/service/queries';
import { Reader } from '@styrbord/service/reader';
import type { Principal } from '@styrbord/service/roles';
import type { Scorecard } from '@styrbord/steering/scorecard';
import { ActorNames } from '@styrbord/service/actor-names';
import { Replay, type BoardAsked, type Tick } from './replay';
import { Answers, pageOfItems } from '@styrbord/service/answers';
import { SCORECARD } from '@styrbord/service/scorecard-answers';
import { DIFFERENCE, TICK } from './audit-answers';

class UnitPath {
  @FreeText(64)
  readonly unit!: string;
}

class PeriodQuery extends ReadQuery {
  @PeriodText()
  readonly period!: string;
}

class ReplayQuery extends PeriodQuery {
  @Moment()
  readonly at!: string;
}

class DifferenceQuery extends PeriodQuery {
  @Moment()
  readonly from!: string;

  @Moment()
  readonly to!: string;
}

/** A slider has no room for more. */
const TICKS_MAX = 500;

@ApiTags('audit')
@Controller('replay')
export class ReplayController {
  constructor(
    private readonly replay: Replay,
    private readonly reader: Reader,
    private readonly access: Access,
    private readonly actors: ActorNames,
  ) {}

  /** The scorecard as it was known at a commit or time. */
  @Get(':unit')
  @Answers(SCORECARD)
  @Allow('read-audit')
  async board(@Param() { unit }: UnitPath, @Query() query: ReplayQuery, @CurrentPrincipal() principal: Principal): Promise<Scorecard> {
    const asked = await this.asked(unit, query, principal);
    const board = await this.replay.board(asked, await this.reader.commit(query.at, '/at'));
    if (!board) throw new ProblemError('unit-unknown', { errors: [{ code: 'unit-unknown', given: unit }] });
    return board;
  }

  /** Rows that differ between two moments, and the events that made them differ. */
  @Get(':unit/diff')
  @Answers(DIFFERENCE)
  @Allow('read-audit')
  async difference(
    @Param() { unit }: UnitPath,
    @Query() query: DifferenceQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<object> {
    const asked = await this.asked(unit, query, principal);
    const from = await this.reader.commit(query.from, '/from');
    const to = await this.reader.commit(query.to, '/to');
    if (from > to)
      throw new ProblemError('range-reversed', {
        errors: [{ code: 'range-reversed', pointer: '/from', given: query.from, allowed: `≤ ${query.to}` }],
      });
    const { rows, ...difference } = await this.replay.difference(asked, { from, to });
    const named = await this.actors.of(rows.flatMap(({ events }) => events));
    return { ...difference, rows: rows.map((row) => ({ ...row, events: row.events.map(named) })) };
  }

  /** Commits that may have changed the board: ticks of a time slider, the first and the last among them. */
  @Get(':unit/ticks')
  @Answers(pageOfItems(TICK))
  @Allow('read-audit')
  async ticks(
    @Param() { unit }: UnitPath,
    @Query() query: PeriodQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<{ items: readonly Tick[]; next: null }> {
    return { items: await this.replay.ticks(await this.asked(unit, query, principal), TICKS_MAX), next: null };
  }

  private async asked(unit: string, { minNo, period }: PeriodQuery, principal: Principal): Promise<BoardAsked> {
    const read = this.reader.period(period);
    await this.reader.seen(minNo);
    this.access.requireUnit(principal, unit);
    return { unit, period: read };
  }
}
