import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, Allow, CurrentPrincipal } from '@styrbord/service/access';
import { AskedBy, Disclosures, type Asker } from '@styrbord/service/disclosures';
import { FreeText, Id, Optional, PeriodText } from '@styrbord/service/fields';
import { KnownQuery } from '@styrbord/service/queries';
import type { Principal } from '@styrbord/service/roles';
import { exportDocument } from '@styrbord/steering/export';
import { exportedSeries } from '@styrbord/steering/views/suppressions';
import { unitsBelow } from '@styrbord/steering/organisation';
import { EMPTY_SERIES, type Series } from '@styrbord/steering/series';
import { seriesId } from '@styrbord/steering/views/series-view';
import { Reader } from '@styrbord/service/reader';
import { Answers, object, TEXT } from '@styrbord/service/answers';

class ExportQuery extends KnownQuery {
  @Id()
  readonly unit!: string;

  @Optional()
  @PeriodText()
  readonly period?: string;

  /** What it is for. */
  @Optional()
  @FreeText(500)
  readonly reason?: string;
}

@ApiTags('documents')
@Controller('documents')
export class ExportController {
  constructor(
    private readonly reader: Reader,
    private readonly access: Access,
    private readonly disclosures: Disclosures,
  ) {}

  /** The unit and everything below it as `application/vnd.styrbord+json`. Importing it changes nothing. */
  @Get()
  @Answers(object({ format: TEXT }), 'application/vnd.styrbord+json')
  @Allow('read-scorecards')
  async export(
    @Query() query: ExportQuery,
    @CurrentPrincipal() principal: Principal,
    @AskedBy() asker: Asker,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const period = query.period === undefined ? null : this.reader.period(query.period);
    const knowing = await this.reader.shownTo(principal, query);
    this.access.requireUnit(principal, query.unit, '/unit');
    const { structure } = knowing;
    const series = new Map<string, Series>();
    for (const { id } of unitsBelow(structure.organisation, query.unit)) {
      for (const measure of structure.measures.keys())
        series.set(seriesId(id, measure), await exportedSeries(knowing, { unit: id, measure }));
    }
    const document = exportDocument(structure, (unit, measure) => series.get(seriesId(unit, measure)) ?? EMPTY_SERIES, query.unit, period);
    const data = { unit: query.unit, period: period?.name ?? null, known: knowing.no };
    await this.disclosures.record({ type: 'export-made', data }, asker, query.reason);
    void reply.type('application/vnd.styrbord+json; charset=utf-8').send(JSON.stringify(document));
  }
}
