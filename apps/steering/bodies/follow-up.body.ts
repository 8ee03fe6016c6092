import { ABSENCE_REASONS, JUDGEMENTS, type AbsenceReason, type Judgement } from '@styrbord/steering/events';
import { DecimalValue, Flag, FreeText, Id, OneOf, Optional, Part, PeriodText } from '@styrbord/service/fields';
import { CellBody, SeriesBody } from '@styrbord/service/place-body';
import { REASON_CHARS_MAX } from './measurement.body';

const TEXT_CHARS_MAX = 20_000;
export const DECISION_CHARS_MAX = 500;

export class BaselineBody {
  @FreeText(2_000)
  readonly text!: string;

  @Optional()
  @PeriodText()
  readonly period?: string | null;
}

export class TargetBody extends CellBody {
  @FreeText(2_000)
  readonly text!: string;

  @PeriodText()
  readonly period!: string;

  @Optional()
  @PeriodText()
  readonly from?: string | null;

  @Optional()
  @PeriodText()
  readonly to?: string | null;

  @Optional()
  @DecimalValue()
  readonly tolerance?: string | null;

  @Optional()
  @FreeText(DECISION_CHARS_MAX)
  readonly decision?: string | null;

  @Optional()
  @Flag()
  readonly applied?: boolean | null;

  @Optional()
  @Flag()
  readonly asPrinted?: boolean | null;

  @Optional()
  @Part(() => BaselineBody)
  readonly baseline?: BaselineBody | null;
}

export class AbsenceBody extends SeriesBody {
  @PeriodText()
  readonly from!: string;

  @Optional()
  @PeriodText()
  readonly to?: string | null;

  @OneOf(ABSENCE_REASONS)
  readonly reason!: AbsenceReason;

  @Optional()
  @FreeText(500)
  readonly by?: string | null;

  @Optional()
  @FreeText(REASON_CHARS_MAX)
  readonly text?: string | null;
}

export class LimitsBody extends CellBody {
  /** The period of the first value with limits of its own. */
  @PeriodText()
  readonly from!: string;

  @FreeText(REASON_CHARS_MAX)
  readonly reason!: string;
}

export class JudgementPlaceBody {
  @Id()
  readonly plan!: string;

  @Id()
  readonly unit!: string;

  @PeriodText()
  readonly period!: string;

  @OneOf(['perspective', 'goal'])
  readonly level!: 'perspective' | 'goal';

  /** The id of the perspective or goal. */
  @Id()
  readonly node!: string;

  @FreeText(REASON_CHARS_MAX)
  readonly reason!: string;
}

export class JudgementBody extends JudgementPlaceBody {
  @OneOf(JUDGEMENTS)
  readonly result!: Judgement;
}

export class CommentBody extends SeriesBody {
  @PeriodText()
  readonly period!: string;

  @FreeText(TEXT_CHARS_MAX)
  readonly text!: string;
}

export class DisputeBody extends CellBody {
  @PeriodText()
  readonly period!: string;

  @FreeText(REASON_CHARS_MAX)
  readonly reason!: string;
}
