import { FreeText, OneOf, Optional, Parts } from '@styrbord/service/fields';
import { AbsenceBody, CommentBody, DisputeBody, LimitsBody, TargetBody } from './follow-up.body';
import { MeasurementBody, REASON_CHARS_MAX, ROWS_MAX } from './measurement.body';
import { MeasureBody, PlanBody, UnitBody, UnitChangeBody } from './structure.body';

/** `application/vnd.styrbord+json`. */
export class DocumentBody {
  @OneOf(['styrbord/1'])
  readonly format!: 'styrbord/1';

  @Optional()
  @FreeText(REASON_CHARS_MAX)
  readonly reason?: string | null;

  @Optional()
  @Parts(() => UnitBody, { max: ROWS_MAX })
  readonly units?: readonly UnitBody[] | null;

  @Optional()
  @Parts(() => UnitChangeBody, { max: ROWS_MAX })
  readonly changes?: readonly UnitChangeBody[] | null;

  @Optional()
  @Parts(() => MeasureBody, { max: ROWS_MAX })
  readonly measures?: readonly MeasureBody[] | null;

  @Optional()
  @Parts(() => PlanBody, { max: ROWS_MAX })
  readonly plans?: readonly PlanBody[] | null;

  @Optional()
  @Parts(() => TargetBody, { max: ROWS_MAX })
  readonly targets?: readonly TargetBody[] | null;

  @Optional()
  @Parts(() => MeasurementBody, { max: ROWS_MAX })
  readonly measurements?: readonly MeasurementBody[] | null;

  @Optional()
  @Parts(() => AbsenceBody, { max: ROWS_MAX })
  readonly absences?: readonly AbsenceBody[] | null;

  @Optional()
  @Parts(() => DisputeBody, { max: ROWS_MAX })
  readonly disputes?: readonly DisputeBody[] | null;

  @Optional()
  @Parts(() => LimitsBody, { max: ROWS_MAX })
  readonly limits?: readonly LimitsBody[] | null;

  @Optional()
  @Parts(() => CommentBody, { max: ROWS_MAX })
  readonly comments?: readonly CommentBody[] | null;
}
