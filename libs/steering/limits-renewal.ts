import type { Refusal } from '@styrbord/eventsourcing/decider';
import { TOTAL, type CellName } from './cell';
import type { LimitsGrounds, SteeringEvent } from './events';
import type { Measure } from './measure';
import { parsePeriod } from './period';
import { behaviourOf, lineText, startsOf } from './process-reading';
import { TELLING_POINTS } from './process-rules';
import { valuesForProcess, type SeriesValue } from './process-series';
import type { ProcessBehaviour } from './process-behaviour';
import { renewalsOf, type Series } from './series';

/** Values in a row on one side of the mean that make a change real: the rule of a shift. */
const SHIFT_POINTS = 7;

/** New limits that the product proposes: from which value, and on what grounds. */
export interface LimitsProposal {
  readonly from: string;
  readonly grounds: LimitsGrounds;
}

/**
 * New limits are proposed where a shift goes on until the latest value, after as many values as limits need: what was usual
 * no longer is (NHS England, Making Data Count: recalculate after a step change that is understood and has lasted).
 */
export function proposalOf(
  values: readonly SeriesValue[],
  { points, segments }: ProcessBehaviour,
  measure: Measure,
): LimitsProposal | null {
  const last = points[points.length - 1];
  const start = segments[last?.segment ?? 0]?.start ?? 0;
  if (!last || last.side === null || last.side === 'on' || last.mean === null) return null;
  const first = points.findLastIndex(({ side, segment }) => side !== last.side || segment !== last.segment) + 1;
  const from = values[first]?.period.name;
  if (from === undefined || points.length - first < SHIFT_POINTS || first - start < TELLING_POINTS) return null;
  return { from, grounds: { side: last.side, points: points.length - first, mean: lineText(last.mean, measure) } };
}

export interface RenewLimits {
  readonly type: 'RenewLimits' | 'WithdrawLimits';
  readonly measure: string;
  readonly unit: string;
  readonly cell: CellName | null;
  /** The period of the first value with new limits. */
  readonly from: string;
  readonly reason: string | null;
}

interface Given {
  readonly measure: Measure;
  readonly series: Series;
  /** Dates from which a changed definition holds. */
  readonly breaks: readonly { readonly from: string }[];
}

type Decision = readonly (SteeringEvent & { readonly reason?: string })[] | Refusal;

/** Approved by a person with a reason, on the product's grounds where it proposes just that; and withdrawn again. */
export function decideLimits(command: RenewLimits, { measure, series, breaks }: Given): Decision {
  const cell = command.cell ?? TOTAL;
  if (cell !== TOTAL && !measure.cells.includes(cell))
    return { refused: 'cell-unknown', pointer: '/cell', given: cell, allowed: [...measure.cells] };
  const period = parsePeriod(command.from);
  if (!period) return { refused: 'period-malformed', pointer: '/from', given: command.from, allowed: '2022-04, 2022-T1' };
  const place = { measure: command.measure, unit: command.unit, cell, from: period.name };
  const isRenewed = renewalsOf(series, cell).some(({ from }) => from === period.name);
  if (command.type === 'WithdrawLimits' && !isRenewed) return { refused: 'limits-not-renewed', pointer: '/from', given: period.name };
  const values = valuesForProcess({ series, measure, cell, to: Number.MAX_SAFE_INTEGER });
  const at = values.findIndex((value) => value.period.name === period.name);
  if (command.type === 'RenewLimits' && at < 1)
    return {
      refused: 'limits-from-unknown',
      pointer: '/from',
      given: period.name,
      allowed: values.slice(1).map((value) => value.period.name),
    };
  if (!command.reason?.trim()) return { refused: 'limits-reason-required', pointer: '/reason', given: command.reason };
  if (command.type === 'WithdrawLimits') return [{ type: 'limits-withdrawn', data: place, reason: command.reason }];
  if (isRenewed) return [];
  const { behaviour } = behaviourOf(values, startsOf(values, breaks, renewalsOf(series, cell)), measure, {
    better: 'neutral',
    target: null,
  });
  const proposal = proposalOf(values, behaviour, measure);
  const grounds = proposal?.from === period.name ? proposal.grounds : null;
  return [{ type: 'limits-renewed', data: { ...place, grounds }, reason: command.reason }];
}
