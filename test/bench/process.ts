import { processBehaviour, type ProcessAsked } from '@styrbord/steering/process-behaviour';
import { Chance } from '@styrbord/steering/simulation/chance';
import { medians, rate, type Result } from './benchmark';

const SERIES = 10_000;
const POINTS = 60;
const LEVEL = 70;
const SPREAD = 4;

/** Limits, special causes, variation and assurance of 10 000 series of 60 points; and of as many whose values are quotients. */
export async function process(): Promise<Result> {
  const [printed, quotients] = [seriesWith(1), seriesWith(40)];
  const read = (all: readonly ProcessAsked[]) => () => rate(SERIES, () => all.forEach((asked) => processBehaviour(asked)));
  const figures = await medians({ printed: read(printed), quotients: read(quotients) });
  const told = (what: string, perSecond: number) => ({ what, value: (SERIES / perSecond) * 1000, unit: 'ms' });
  return {
    did: `process behaviour of ${SERIES} series of ${POINTS} points`,
    figures: [told('values of one decimal', figures.printed), told('quotients of forty digits', figures.quotients)],
  };
}

function seriesWith(decimals: number): ProcessAsked[] {
  const chance = new Chance(1);
  const digits = Array.from({ length: decimals - 1 }, () => '3').join('');
  return Array.from({ length: SERIES }, () => ({
    values: Array.from({ length: POINTS }, () => chance.normal(LEVEL, SPREAD).toFixed(1) + digits),
    better: 'higher',
    target: String(LEVEL),
    segments: [POINTS / 2],
    baselinePoints: 12,
    screen: true,
  }));
}
