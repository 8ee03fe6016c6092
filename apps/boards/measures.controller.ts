import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Allow, CurrentPrincipal } from '@styrbord/service/access';
import { CellText, Id, Optional, PeriodText } from '@styrbord/service/fields';
import { ProblemError } from '@styrbord/service/problem';
import { KnownQuery } from '@styrbord/service/queries';
import type { Principal } from '@styrbord/service/roles';
import { filled } from '@styrbord/steering/computed';
import { seriesReading } from '@styrbord/steering/series-reading';
import { measureOf, type MeasureVersions, type Structure } from '@styrbord/steering/structure';
import type { Measure } from '@styrbord/steering/measure';
import { figuresOf } from '@styrbord/steering/views/figures';
import { Reader } from '@styrbord/service/reader';
import { Answers, listOf, object, orNull, TEXT, TIME, WHOLE } from '@styrbord/service/answers';
import { MEASURE, SERIES } from '@styrbord/service/scorecard-answers';

class MeasurePath {
  @Id()
  readonly id!: string;
}

class SeriesQuery extends KnownQuery {
  @Id()
  readonly unit!: string;

  @Optional()
  @CellText()
  readonly cell?: string;

  @Optional()
  @PeriodText()
  readonly from?: string;

  @Optional()
  @PeriodText()
  readonly to?: string;
}

const VERSION = object({ version: WHOLE, no: WHOLE, index: WHOLE, recordedAt: TIME, from: orNull(TEXT), definition: MEASURE });
const DEFINITION = object({ ...MEASURE.properties, versions: listOf(VERSION) });

@ApiTags('measures')
@Controller('measures')
export class MeasuresController {
  constructor(
    private readonly reader: Reader,
    private readonly access: Access,
  ) {}

  /** The definition as it stands, and every version of it. */
  @Get(':id')
  @Answers(DEFINITION)
  @Allow('read-scorecards')
  async measure(@Param() { id }: MeasurePath, @Query() query: KnownQuery): Promise<object> {
    const { structure } = await this.reader.knowing(query);
    const measure = definitionIn(structure, id);
    const { versions }: MeasureVersions = structure.measures.get(id) ?? { versions: [] };
    return {
      ...measure,
      versions: versions.map(({ measure: definition, version, no, index, at }) => ({
        version,
        no,
        index,
        recordedAt: at,
        from: definition.from,
        definition,
      })),
    };
  }

  /** Every value of one cell at one unit, its earlier editions, and the targets that held. */
  @Get(':id/series')
  @Answers(SERIES)
  @Allow('read-scorecards')
  async series(@Param() { id }: MeasurePath, @Query() query: SeriesQuery, @CurrentPrincipal() principal: Principal): Promise<object> {
    const from = query.from === undefined ? null : this.reader.period(query.from);
    const to = query.to === undefined ? null : this.reader.period(query.to);
    const knowing = await this.reader.knowing(query);
    this.access.requireUnit(principal, query.unit, '/unit');
    const { structure } = knowing;
    const measure = definitionIn(structure, id);
    const cell = query.cell ?? (measure.cells.includes('T') ? 'T' : (measure.cells[0] ?? 'T'));
    if (cell !== 'T' && !measure.cells.includes(cell)) {
      throw new ProblemError('cell-unknown', {
        status: 400,
        errors: [{ code: 'cell-unknown', pointer: '/cell', given: cell, allowed: [...measure.cells] }],
      });
    }
    const series = filled(await figuresOf(knowing, query.unit, measure), measure, null);
    return seriesReading({ structure, series, unit: query.unit, measure, cell, from: from?.from ?? null, to: to?.to ?? null });
  }
}

function definitionIn(structure: Structure, id: string): Measure {
  const measure = measureOf(structure, id);
  if (!measure)
    throw new ProblemError('measure-unknown', { status: 404, errors: [{ code: 'measure-unknown', pointer: '/id', given: id }] });
  return measure;
}
