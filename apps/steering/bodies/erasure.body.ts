import { ERASURE_GROUNDS, type ErasureGround } from '@styrbord/steering/events';
import { NAME_CHARS_MAX } from '@styrbord/steering/marks';
import { FreeText, OneOf, Optional } from '@styrbord/service/fields';
import { DECISION_CHARS_MAX } from './follow-up.body';
import { REASON_CHARS_MAX } from './measurement.body';

export class ErasureBody {
  /** A pseudonym, or `account:` and the id of an account or key. */
  @Optional()
  @FreeText(NAME_CHARS_MAX)
  readonly subject?: string | null;

  /** Instead of the pseudonym, the name as it was marked. */
  @Optional()
  @FreeText(NAME_CHARS_MAX)
  readonly name?: string | null;

  @OneOf(ERASURE_GROUNDS)
  readonly ground!: ErasureGround;

  @FreeText(DECISION_CHARS_MAX)
  readonly decision!: string;
}

export class ErasureWithdrawalBody {
  @FreeText(REASON_CHARS_MAX)
  readonly reason!: string;
}
