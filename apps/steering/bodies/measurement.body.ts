import { STATUSES, type Status } from '@styrbord/steering/events';
import { CellText, DecimalValue, Flag, FreeText, Id, OneOf, Optional, Part, Parts, PeriodText, Whole } from '@styrbord/service/fields';
import { CellBody } from '@styrbord/service/place-body';

const NOTE_CHARS_MAX = 5_000;
const SOURCE_CHARS_MAX = 500;
export const REASON_CHARS_MAX = 2_000;
/** Rows of one request. */
export const ROWS_MAX = 1_000_000;

export class SpreadBody {
  @Whole()
  readonly units!: number;

  @Optional()
  @Whole()
  readonly reachingTarget?: number | null;

  @Optional()
  @DecimalValue()
  readonly min?: string | null;

  @Optional()
  @DecimalValue()
  readonly max?: string | null;
}

/** A place's figure; what a correction gives too. */
export class FigureBody {
  @Optional()
  @CellText()
  readonly cell?: string | null;

  @Optional()
  @DecimalValue()
  readonly value?: string | null;

  @Optional()
  @Whole({ min: Number.MIN_SAFE_INTEGER })
  readonly numerator?: number | null;

  @Optional()
  @Whole({ min: Number.MIN_SAFE_INTEGER })
  readonly denominator?: number | null;

  @Optional()
  @FreeText(REASON_CHARS_MAX)
  readonly reason?: string | null;
}

class MeasurementPart extends FigureBody {
  @Optional()
  @OneOf(STATUSES)
  readonly status?: Status | null;

  @Optional()
  @FreeText(SOURCE_CHARS_MAX)
  readonly source?: string | null;

  @Optional()
  @FreeText(NOTE_CHARS_MAX)
  readonly note?: string | null;

  @Optional()
  @Part(() => SpreadBody)
  readonly spread?: SpreadBody | null;

  @Optional()
  @Flag()
  readonly asPrinted?: boolean | null;
}

export class MeasurementBody extends MeasurementPart {
  @Id()
  readonly measure!: string;

  @Id()
  readonly unit!: string;

  @PeriodText()
  readonly period!: string;
}

/** One measurement, or `measurements`. */
export class MeasurementsBody extends MeasurementPart {
  @Optional()
  @Id()
  readonly measure?: string;

  @Optional()
  @Id()
  readonly unit?: string;

  @Optional()
  @PeriodText()
  readonly period?: string;

  @Optional()
  @Parts(() => MeasurementBody, { min: 1, max: ROWS_MAX })
  readonly measurements?: readonly MeasurementBody[];
}

export class CorrectionBody extends FigureBody {
  @Id()
  readonly measure!: string;

  @Id()
  readonly unit!: string;

  @PeriodText()
  readonly period!: string;
}

/** A place and why: withdrawals and disputes. */
export class ReasonedPlaceBody extends CellBody {
  @PeriodText()
  readonly period!: string;

  @Optional()
  @FreeText(REASON_CHARS_MAX)
  readonly reason?: string | null;
}
