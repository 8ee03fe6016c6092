import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Allow, CurrentPrincipal } from '@styrbord/service/access';
import { CellText, Id, Optional, PeriodText } from '@styrbord/service/fields';
import { ProblemError } from '@styrbord/service/problem';
import { KnownQuery, StructureQuery } from '@styrbord/service/queries';
import { AlikeQuery, alikeOf } from './alike-query';
import { isWithin } from '@styrbord/steering/organisation';
import { readUnits } from '@styrbord/steering/views/units-beside';
import type { UnitsReading } from '@styrbord/steering/units-among-units';
import { UNITS } from '@styrbord/service/units-answers';
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

class SeriesQuery extends StructureQuery {
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

class UnitsQuery extends AlikeQuery {
  @Optional()
  @Id()
  readonly unit?: string;

  @Optional()
  @CellText()
  readonly cell?: string;
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
    const from = query.from === undefined ? null : this.reader.period(query.from, '/from');
    const to = query.to === undefined ? null : this.reader.period(query.to, '/to');
    const knowing = await this.reader.shownTo(principal, query);
    const { structure } = knowing;
    this.access.requireReadable(principal, structure, query.unit, '/unit');
    const measure = definitionIn(structure, id);
    const cell = cellOf(measure, query.cell);
    const series = filled(await figuresOf(knowing, query.unit, measure), measure, null);
    return seriesReading({ structure, series, unit: query.unit, measure, cell, from: from?.from ?? null, to: to?.to ?? null });
  }

  /** Every unit's value and verdict with its uncertainty, funnel limits, "8 of 19": of one kind, all that are seen or those below one unit. */
  @Get(':id/units')
  @Answers(UNITS)
  @Allow('read-scorecards')
  async units(@Param() { id }: MeasurePath, @Query() query: UnitsQuery, @CurrentPrincipal() principal: Principal): Promise<UnitsReading> {
    const period = this.reader.period(query.period);
    const knowing = await this.reader.shownTo(principal, query);
    const { unit: above } = query;
    if (above !== undefined) this.access.requireUnit(principal, above, '/unit');
    const measure = definitionIn(knowing.structure, id);
    const { organisation } = knowing.structure;
    const asked = { measure, cell: cellOf(measure, query.cell), period, alike: alikeOf(query) };
    return readUnits(
      knowing,
      asked,
      (unit) => this.access.sees(principal, unit) && (above === undefined || (unit !== above && isWithin(organisation, unit, [above]))),
    );
  }
}

export function cellOf({ cells }: Measure, asked: string | undefined): string {
  const cell = asked ?? (cells.includes('T') ? 'T' : (cells[0] ?? 'T'));
  if (cell === 'T' || cells.includes(cell)) return cell;
  throw new ProblemError('cell-unknown', {
    status: 400,
    errors: [{ code: 'cell-unknown', pointer: '/cell', given: cell, allowed: [...cells] }],
  });
}

/** `pointer`: where the id was given. */
export function definitionIn(structure: Structure, id: string, pointer = '/id'): Measure {
  const measure = measureOf(structure, id);
  if (!measure) throw new ProblemError('measure-unknown', { status: 404, errors: [{ code: 'measure-unknown', pointer, given: id }] });
  return measure;
}
