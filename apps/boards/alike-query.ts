import { FreeText, OneOf, Optional, PeriodText } from '@styrbord/service/fields';
import { KnownQuery } from '@styrbord/service/queries';
import type { Alike } from '@styrbord/steering/units-among-units';

/** Which units are set beside each other. */
export class AlikeQuery extends KnownQuery {
  @PeriodText()
  readonly period!: string;

  /** Absent: the kind of most of them. */
  @Optional()
  @FreeText(64)
  readonly kind?: string;

  @Optional()
  @OneOf(['own', 'private'])
  readonly provider?: string;

  @Optional()
  @OneOf(['city', 'rural', 'sparse'])
  readonly setting?: string;
}

export const alikeOf = ({ kind = null, provider = null, setting = null }: Partial<Alike>): Alike => ({ kind, provider, setting });
