import { FUNNEL_PLACES } from '@styrbord/steering/funnel';
import { NONE_REASONS } from '@styrbord/steering/scorecard';
import { FLAG, listOf, NAME, NUMBER, object, oneOfTexts, oneOfTextsOrNull, orNull, TEXT, WHOLE, type Schema } from './answers';
import { COUNTS, VERDICT } from './scorecard-answers';

/** The answers of what sets units beside each other, as libs/steering/units-among-units.ts and heat-map.ts have them. */
const UNIT = object({ id: TEXT, name: NAME, kind: TEXT, provider: TEXT, setting: orNull(TEXT) });
const ALIKE = object({ kind: orNull(TEXT), provider: orNull(TEXT), setting: orNull(TEXT) });
const LIMITS = object({ lower: TEXT, upper: TEXT });
const FUNNEL_LIMITS = { usual: LIMITS, wide: LIMITS };

export const UNITS: Schema = object({
  measure: TEXT,
  cell: TEXT,
  period: TEXT,
  alike: ALIKE,
  kinds: listOf(object({ kind: TEXT, units: WHOLE, withValue: WHOLE })),
  units: listOf(
    object({
      unit: UNIT,
      value: orNull(TEXT),
      numerator: orNull(NUMBER),
      denominator: orNull(NUMBER),
      period: orNull(TEXT),
      interval: orNull(LIMITS),
      target: orNull(TEXT),
      verdict: VERDICT,
      funnel: orNull(object({ place: oneOfTexts(...FUNNEL_PLACES), ...FUNNEL_LIMITS })),
    }),
  ),
  counts: COUNTS,
  reaching: object({ reached: WHOLE, of: WHOLE, without: WHOLE, said: NAME }),
  range: orNull(object({ min: TEXT, max: TEXT })),
  funnel: orNull(
    object({
      units: WHOLE,
      centre: TEXT,
      numerator: NUMBER,
      denominator: NUMBER,
      lines: listOf(object({ denominator: NUMBER, ...FUNNEL_LIMITS })),
      expectedOutside: TEXT,
      outside: WHOLE,
      dispersion: orNull(object({ ratio: TEXT, isOver: FLAG })),
      said: NAME,
    }),
  ),
});

const HEAT_CELL = object({
  result: oneOfTexts('met', 'near', 'missed', 'none'),
  reason: oneOfTextsOrNull(...NONE_REASONS),
  disputed: FLAG,
  onPath: FLAG,
  value: orNull(TEXT),
  period: orNull(TEXT),
});

const REACHED = { reached: WHOLE, of: WHOLE };

export const HEAT_MAP: Schema = object({
  unit: object({ id: TEXT, name: NAME }),
  period: TEXT,
  alike: ALIKE,
  kinds: listOf(object({ kind: TEXT, units: WHOLE })),
  measures: listOf(object({ id: TEXT, name: NAME, unitOfMeasure: TEXT, decimals: WHOLE, ...REACHED })),
  units: listOf(object({ unit: UNIT, ...REACHED, cells: listOf(HEAT_CELL) })),
});
