import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '@styrbord/service/access';
import { Flag, FreeText, OneOf, Optional } from '@styrbord/service/fields';
import { BETTER, MEASURE_KINDS, type Better, type MeasureKind } from '@styrbord/steering/measure';
import { readTarget, sayReading } from '@styrbord/steering/target';
import { figureOf } from '@styrbord/steering/target-kinds';
import type { About } from '@styrbord/steering/target-text';
import { Answers, ANY, object, TEXT } from '@styrbord/service/answers';

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
}
