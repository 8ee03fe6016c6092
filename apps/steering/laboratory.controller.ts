import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '@styrbord/service/access';
import { Figure, FiguresWithGaps, Flag, FreeText, OneOf, Optional, Places, Whole } from '@styrbord/service/fields';
import { BETTER, MEASURE_KINDS, type Better, type MeasureKind } from '@styrbord/steering/measure';
import { BASELINE_POINTS, PROCESS_RULE, processBehaviour, type ProcessBehaviour } from '@styrbord/steering/process-behaviour';
import { ASSURANCES, CAUSES, VARIATIONS } from '@styrbord/steering/process-rules';
import { readTarget, sayReading } from '@styrbord/steering/target';
import { figureOf } from '@styrbord/steering/target-kinds';
import type { About } from '@styrbord/steering/target-text';
import { Answers, ANY, FLAG, listOf, NUMBER, object, oneOfTexts, oneOfTextsOrNull, orNull, TEXT, WHOLE } from '@styrbord/service/answers';

class TargetTrialBody {
  @FreeText(2_000)
  readonly text!: string;

  @OneOf(MEASURE_KINDS)
  readonly kind!: MeasureKind;

  @Optional()
  @FreeText(50)
  readonly unitOfMeasure?: string | null;

  @Optional()
  @OneOf(BETTER)
  readonly better?: Better | null;

  /** Absent: both readings of a bare number are open, and it is read as a level. */
  @Optional()
  @Flag()
  readonly cumulates?: boolean | null;
}

/** More than a value an hour for half a year. */
const VALUES_MAX = 5_000;
/** One point has no range. */
const BASELINE_POINTS_MIN = 2;

class ProcessBehaviourBody {
  /** Oldest first; null is a period without a value. */
  @FiguresWithGaps(VALUES_MAX)
  readonly values!: readonly (string | null)[];

  @OneOf(BETTER)
  readonly better!: Better;

  @Optional()
  @Figure()
  readonly target?: string | null;

  /** Where new limits begin. */
  @Optional()
  @Places(VALUES_MAX)
  readonly segments?: readonly number[] | null;

  /** Absent: twelve. Null: all points of the segment. */
  @Optional()
  @Whole({ min: BASELINE_POINTS_MIN, max: VALUES_MAX })
  readonly baselinePoints?: number | null;

  @Optional()
  @Flag()
  readonly screen?: boolean | null;
}

const LINE = orNull(NUMBER);
const PROCESS_BEHAVIOUR = object({
  points: listOf(
    object({
      segment: WHOLE,
      mean: LINE,
      lower: LINE,
      upper: LINE,
      nearLower: LINE,
      nearUpper: LINE,
      outside: FLAG,
      side: oneOfTextsOrNull('above', 'on', 'below'),
      cause: oneOfTexts(...CAUSES),
    }),
  ),
  segments: listOf(
    object({
      start: WHOLE,
      points: WHOLE,
      baseline: WHOLE,
      screened: WHOLE,
      spread: oneOfTexts('some', 'constant', 'screened-away', 'unknown'),
      trial: FLAG,
    }),
  ),
  latest: orNull(WHOLE),
  variation: oneOfTextsOrNull(...VARIATIONS),
  toward: oneOfTextsOrNull('high', 'low'),
  assurance: oneOfTextsOrNull(...ASSURANCES),
  rule: TEXT,
});

/** Trying things out: nothing is stored. */
@ApiTags('laboratory')
@Controller('laboratory')
export class LaboratoryController {
  /** The parsed target and how it is said back, or the refusal. */
  @Post('target')
  @Answers(object({ text: TEXT }, { target: ANY, parts: ANY, level: ANY, said: ANY, refusal: ANY }))
  @HttpCode(200)
  @Allow('read-scorecards')
  target(@Body() body: TargetTrialBody): object {
    const about: About = {
      kind: body.kind,
      unitOfMeasure: body.unitOfMeasure ?? '',
      better: body.better ?? 'neutral',
      cumulates: body.cumulates ?? null,
    };
    const reading = readTarget(body.text, about);
    switch (reading.kind) {
      case 'none':
        return { text: body.text, target: null };
      case 'refused':
        return { text: body.text, refusal: reading.refusal };
      case 'read': {
        const [first] = reading.parts;
        const target = first ? { text: body.text, ...first.target, value: figureOf(first.target), level: reading.level } : null;
        return { text: body.text, target, parts: reading.parts, level: reading.level, said: sayReading(reading, about) };
      }
    }
  }

  /** Limits, special causes, variation and assurance of a series that is stored nowhere. */
  @Post('process-behaviour')
  @Answers(PROCESS_BEHAVIOUR)
  @HttpCode(200)
  @Allow('read-scorecards')
  processBehaviour(@Body() body: ProcessBehaviourBody): ProcessBehaviour & { readonly rule: string } {
    const read = processBehaviour({
      values: body.values,
      better: body.better,
      target: body.target ?? null,
      segments: body.segments ?? [],
      baselinePoints: body.baselinePoints === undefined ? BASELINE_POINTS : body.baselinePoints,
      screen: body.screen ?? true,
    });
    return { ...read, rule: PROCESS_RULE };
  }
}
