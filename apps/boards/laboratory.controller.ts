import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Allow, CurrentPrincipal } from '@styrbord/service/access';
import { Answers, listOf, object, oneOfTexts, orNull, NAME, TEXT, WHOLE } from '@styrbord/service/answers';
import { Figure, Flag, FreeText, Id, OneOf, Optional, Parts, PeriodText, Texts, Whole } from '@styrbord/service/fields';
import { CellBody } from '@styrbord/service/place-body';
import { ProblemError } from '@styrbord/service/problem';
import { Moment } from '@styrbord/service/queries';
import { Reader } from '@styrbord/service/reader';
import type { Principal } from '@styrbord/service/roles';
import { CELL, COUNTS, KNOWN, PROCESS, WEIGHED } from '@styrbord/service/scorecard-answers';
import { DIFFERENCES, type Tried } from '@styrbord/steering/laboratory';
import { monthsIn } from '@styrbord/steering/period';
import type { Scorecard } from '@styrbord/steering/scorecard';
import { stepsTo } from '@styrbord/steering/strip';
import { strangeWeight, supposeWeights, WEIGHED_LEVELS, type SupposedWeight, type WeighedPart } from '@styrbord/steering/supposed-weights';
import { triedOut } from '@styrbord/steering/views/tried-out';
import { BoardsFor } from './boards-for';
import { cellOf, definitionIn } from './measures.controller';

const SEGMENTS_MAX = 100;
const BASELINE_POINTS = { min: 2, max: 5_000 };

/** One cell's history, and what might have been otherwise; what is absent stays as it is. */
class HistoryBody extends CellBody {
  /** In the forms of the grammar, over the whole history; "saknas" is no target. */
  @Optional()
  @FreeText(2_000)
  readonly target?: string | null;

  @Optional()
  @Figure()
  readonly tolerance?: string | null;

  /** As a target names it: `2021`, `T1 2021`, `senaste mätning`. */
  @Optional()
  @FreeText(200)
  readonly reference?: string | null;

  /** Of a derived measure: other weights. */
  @Optional()
  @FreeText(2_000)
  readonly formula?: string | null;

  /** Absent: as the measure says. Null: all values of the segment. */
  @Optional()
  @Whole(BASELINE_POINTS)
  readonly baselinePoints?: number | null;

  @Optional()
  @Flag()
  readonly screen?: boolean | null;

  /** Periods at which new limits begin, in the place of those that were approved. */
  @Optional()
  @Texts({ max: SEGMENTS_MAX, charsMax: 32 })
  readonly limitsFrom?: readonly string[] | null;

  @Optional()
  @Moment()
  readonly knownAt?: string | null;
}

class WeightBody {
  @OneOf(WEIGHED_LEVELS)
  readonly level!: SupposedWeight['level'];

  /** The id of the perspective or goal. */
  @Id()
  readonly node!: string;

  /** Null: no weight. */
  @Optional()
  @Figure()
  readonly weight?: string | null;
}

const WEIGHTS_MAX = 1_000;

/** A board, and what its perspectives and goals might have counted for; those that are not named keep the plan's weights. */
class WeightsBody {
  @Id()
  readonly unit!: string;

  @PeriodText()
  readonly period!: string;

  @Optional()
  @Parts(() => WeightBody, { min: 1, max: WEIGHTS_MAX })
  readonly weights?: readonly WeightBody[] | null;

  @Optional()
  @Moment()
  readonly knownAt?: string | null;
}

const { target, outcome, reference, path, verdict, change } = CELL.properties ?? {};
const SAYING = object({ target, outcome, reference, path, verdict, change, process: PROCESS } as Parameters<typeof object>[0]);
const TRIED = object({
  unit: TEXT,
  measure: TEXT,
  cell: TEXT,
  known: KNOWN,
  said: object({ target: orNull(NAME), reference: orNull(NAME) }),
  counts: object({ really: COUNTS, supposed: COUNTS }),
  periods: listOf(object({ period: TEXT, differs: listOf(oneOfTexts(...DIFFERENCES)), really: SAYING, supposed: SAYING })),
  earlier: WHOLE,
});

const WEIGHING = object({ weight: orNull(TEXT), weighed: orNull(WEIGHED) });
const WEIGHED_PART = object({
  level: oneOfTexts('board', ...WEIGHED_LEVELS),
  id: TEXT,
  name: NAME,
  counts: COUNTS,
  really: WEIGHING,
  supposed: WEIGHING,
});
const WEIGHED_PERIODS = object({
  unit: TEXT,
  known: KNOWN,
  periods: listOf(object({ period: TEXT, parts: listOf(WEIGHED_PART) })),
});

interface WeighedPeriods extends Pick<Scorecard, 'known'> {
  readonly unit: string;
  readonly periods: readonly { readonly period: string; readonly parts: readonly WeighedPart[] }[];
}

type Answer = Tried & { readonly unit: string; readonly measure: string; readonly cell: string; readonly known: Scorecard['known'] };

@ApiTags('laboratory')
@Controller('laboratory')
export class LaboratoryController {
  constructor(
    private readonly reader: Reader,
    private readonly access: Access,
    private readonly boards: BoardsFor,
  ) {}

  /** What another target, tolerance, reference, formula or other limits would have said of each period, beside what is said. Nothing is stored. */
  @Post('history')
  @Answers(TRIED)
  @HttpCode(200)
  @Allow('read-scorecards')
  async history(@Body() body: HistoryBody, @CurrentPrincipal() principal: Principal): Promise<Answer> {
    const { unit, baselinePoints, knownAt } = body;
    const knowing = await this.reader.shownTo(principal, knownAt ? { knownAt } : {});
    this.access.requireUnit(principal, unit, '/unit');
    const measure = definitionIn(knowing.structure, body.measure, '/measure');
    const cell = cellOf(measure, body.cell ?? undefined);
    const supposition = {
      ...(baselinePoints === undefined ? {} : { baselinePoints }),
      ...given(body, ['target', 'tolerance', 'reference', 'formula', 'screen', 'limitsFrom']),
    };
    const tried = await triedOut(knowing, { unit, measure, cell, supposition });
    if ('refused' in tried) throw ProblemError.refused(tried);
    return { unit, measure: measure.id, cell, known: await this.reader.knownOf(knowing), ...tried };
  }

  /** What other weights would have made of a board, and of those before it of the same length, newest first. Nothing is stored. */
  @Post('weights')
  @Answers(WEIGHED_PERIODS)
  @HttpCode(200)
  @Allow('read-scorecards')
  async weights(@Body() body: WeightsBody, @CurrentPrincipal() principal: Principal): Promise<WeighedPeriods> {
    const { unit } = body;
    const knownAt = body.knownAt ?? undefined;
    const period = this.reader.period(body.period);
    this.access.requireUnit(principal, unit, '/unit');
    const { boards } = this.boards.of(principal);
    const knowing = knownAt === undefined ? null : await this.reader.shownTo(principal, { knownAt });
    const weights = (body.weights ?? []).map(({ level, node, weight = null }) => ({ level, node, weight }));
    const periods = stepsTo(period, monthsIn(period)).toReversed();
    const scorecards = await (knowing ? boards.scorecardsOf(knowing, unit, periods) : boards.scorecards(unit, periods));
    const [latest] = scorecards;
    if (!latest) throw new ProblemError('unit-unknown');
    const stranger = strangeWeight(latest, weights);
    if (stranger) throw ProblemError.refused(stranger);
    const planned = scorecards.filter(({ perspectives }) => perspectives.length > 0);
    return {
      unit,
      known: latest.known,
      periods: planned.map((scorecard) => ({ period: scorecard.period, parts: supposeWeights(scorecard, weights) })),
    };
  }
}

/** The members that are there; null equals absent. */
function given<T extends object, K extends keyof T>(body: T, members: readonly K[]): { [M in K]?: NonNullable<T[M]> } {
  return Object.fromEntries(
    members.filter((member) => body[member] !== null && body[member] !== undefined).map((member) => [member, body[member]]),
  ) as {
    [M in K]?: NonNullable<T[M]>;
  };
}
