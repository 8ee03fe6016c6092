import { BRIDGES, PROVIDERS, SETTINGS, type Bridge, type Provider, type Setting } from '@styrbord/steering/events';
import { AGGREGATIONS, BETTER, MEASURE_KINDS, type Aggregation, type Better, type MeasureKind } from '@styrbord/steering/measure';
import { REPORTS, RHYTHMS, type Report, type Rhythm } from '@styrbord/steering/period';
import type { Name } from '@styrbord/steering/scorecard';
import {
  DayText,
  Figure,
  Flag,
  FreeText,
  Id,
  Ids,
  NameText,
  OneOf,
  OneOrMoreIds,
  Optional,
  Part,
  Parts,
  PeriodText,
  SomeOf,
  Texts,
  Whole,
} from '@styrbord/service/fields';
import { DECISION_CHARS_MAX } from './follow-up.body';

const NODES_MAX = 1_000;

export class UnitClassBody {
  @Id()
  readonly kind!: string;

  @Optional()
  @OneOf(PROVIDERS)
  readonly provider?: Provider | null;

  @Optional()
  @OneOf(SETTINGS)
  readonly setting?: Setting | null;
}

export class UnitDescriptionBody extends UnitClassBody {
  @NameText()
  readonly name!: Name;

  @Optional()
  @Id()
  readonly parent?: string | null;

  @Optional()
  @DayText()
  readonly from?: string | null;
}

/** `PUT /units/:id`: the id is in the path, and may be said again. */
export class PutUnitBody extends UnitDescriptionBody {
  @Optional()
  @Id()
  readonly id?: string;

  @Optional()
  @FreeText(DECISION_CHARS_MAX)
  readonly decision?: string | null;
}

export class UnitBody extends UnitDescriptionBody {
  @Id()
  readonly id!: string;
}

export const CHANGE_KINDS = ['rename', 'move', 'reclassify', 'merge', 'split', 'close'] as const;

export class UnitChangeBody {
  @OneOf(CHANGE_KINDS)
  readonly kind!: (typeof CHANGE_KINDS)[number];

  @Optional()
  @Id()
  readonly unit?: string | null;

  /** Merge: those that become one. Close: open ones that stay below it. */
  @Optional()
  @Ids({ min: 1 })
  readonly units?: readonly string[] | null;

  /** Merge: the unit merged into. Split: the units it becomes. */
  @Optional()
  @OneOrMoreIds()
  readonly into?: string | readonly string[] | null;

  @Optional()
  @NameText()
  readonly name?: Name | null;

  @Optional()
  @Id()
  readonly parent?: string | null;

  /** Reclassify: what the unit is from then on. */
  @Optional()
  @Part(() => UnitClassBody)
  readonly class?: UnitClassBody | null;

  @DayText()
  readonly on!: string;

  @Optional()
  @FreeText(DECISION_CHARS_MAX)
  readonly decision?: string | null;

  @Optional()
  @OneOf(BRIDGES)
  readonly bridge?: Bridge | null;
}

export class ProcessBody {
  @Optional()
  @Whole({ min: 2, max: 1_000 })
  readonly baselinePoints?: number | null;

  @Optional()
  @Flag()
  readonly screen?: boolean | null;
}

export class MeasureBody {
  @Id()
  readonly id!: string;

  @NameText()
  readonly name!: Name;

  @OneOf(MEASURE_KINDS)
  readonly kind!: MeasureKind;

  @Optional()
  @FreeText(50)
  readonly unitOfMeasure?: string;

  @Optional()
  @Whole({ max: 6 })
  readonly decimals?: number | null;

  @Optional()
  @OneOf(BETTER)
  readonly better?: Better;

  @Optional()
  @OneOf(AGGREGATIONS)
  readonly overUnits?: Aggregation;

  @Optional()
  @OneOf(AGGREGATIONS)
  readonly overTime?: Aggregation;

  @Optional()
  @Flag()
  readonly cumulates?: boolean;

  @Optional()
  @Texts({ max: 200, charsMax: 64 })
  readonly cells?: readonly string[];

  @Optional()
  @OneOf(RHYTHMS)
  readonly rhythm?: Rhythm | null;

  @Optional()
  @SomeOf(REPORTS)
  readonly reports?: readonly Report[];

  @Optional()
  @NameText(10_000)
  readonly definition?: Name | null;

  @Optional()
  @NameText(10_000)
  readonly population?: Name | null;

  /** `own`, `private`, or the ids of units: whose values a total over units is made of. */
  @Optional()
  @OneOrMoreIds()
  readonly populationUnits?: string | readonly string[] | null;

  /** Fewer people than this, and more than nobody, are shown to those alone who may see them. */
  @Optional()
  @Whole({ min: 2, max: 1_000 })
  readonly suppressBelow?: number | null;

  @Optional()
  @Id()
  readonly companionOf?: string | null;

  @Optional()
  @FreeText(500)
  readonly source?: string | null;

  @Optional()
  @FreeText(500)
  readonly owner?: string | null;

  @Optional()
  @FreeText(2_000)
  readonly lag?: string | null;

  @Optional()
  @Part(() => ProcessBody)
  readonly process?: { readonly baselinePoints: number | null; readonly screen: boolean } | null;

  @Optional()
  @FreeText(1_000)
  readonly formula?: string | null;

  @Optional()
  @DayText()
  readonly from?: string | null;
}

class NodeBody {
  @Id()
  readonly id!: string;

  @Optional()
  @NameText()
  readonly name?: Name | null;

  @Optional()
  @Figure()
  readonly weight?: string | null;

  @Optional()
  @FreeText(500)
  readonly decidedBy?: string | null;
}

export class PlanMeasureBody {
  @Id()
  readonly measure!: string;

  @Optional()
  @Figure()
  readonly weight?: string | null;
}

export class PlanFactorBody extends NodeBody {
  @Optional()
  @Parts(() => PlanMeasureBody, { max: NODES_MAX })
  readonly measures?: readonly PlanMeasureBody[] | null;
}

export class PlanGoalBody extends NodeBody {
  @Optional()
  @Parts(() => PlanFactorBody, { max: NODES_MAX })
  readonly factors?: readonly PlanFactorBody[] | null;
}

export class PlanPerspectiveBody extends NodeBody {
  @Optional()
  @Parts(() => PlanGoalBody, { max: NODES_MAX })
  readonly goals?: readonly PlanGoalBody[] | null;
}

export class ProvenanceBody {
  @OneOf(['working-version', 'simulated'])
  readonly kind!: 'working-version' | 'simulated';

  @FreeText(2_000)
  readonly sv!: string;

  @FreeText(2_000)
  readonly en!: string;
}

export class PlanContentBody {
  @Id()
  readonly unit!: string;

  @PeriodText()
  readonly period!: string;

  @Optional()
  @FreeText(DECISION_CHARS_MAX)
  readonly decision?: string | null;

  @Optional()
  @NameText()
  readonly name?: Name | null;

  @Optional()
  @Part(() => ProvenanceBody)
  readonly provenance?: ProvenanceBody | null;

  @Optional()
  @Parts(() => PlanPerspectiveBody, { max: NODES_MAX })
  readonly perspectives?: readonly PlanPerspectiveBody[] | null;
}

/** `PUT /plans/:id`: the id is in the path, and may be said again. */
export class PutPlanBody extends PlanContentBody {
  @Optional()
  @Id()
  readonly id?: string;
}

export class PlanBody extends PlanContentBody {
  @Id()
  readonly id!: string;
}
