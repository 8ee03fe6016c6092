import { processBehaviour, type ProcessAsked, type ProcessBehaviour } from '@styrbord/steering/process-behaviour';
import { naiveProcess, type NaiveBehaviour } from './naive-process';
import { isLong, pick, SEED, seeded } from './seeded';

const SERIES = isLong ? 400_000 : 20_000;
const POINTS_MAX = 45;

describe(`process behaviour over ${SERIES} generated series (seed ${SEED})`, () => {
  it('is what a plain reading of the domain says: limits, causes, variation, assurance', () => {
    const met: Record<string, number> = {};
    for (let at = 0; at < SERIES; at++) {
      const asked = generated(seeded(SEED + at));
      const read = processBehaviour(asked);
      const naive = naiveProcess(asked);
      if (!isSame(read, naive)) expect({ seed: SEED + at, asked, ...read }).toEqual({ seed: SEED + at, asked, ...naive });
      for (const seen of [
        ...read.points.map(({ cause }) => cause),
        read.variation ?? 'no variation told',
        read.assurance ?? 'no assurance',
      ])
        met[seen] = (met[seen] ?? 0) + 1;
    }
    // Agreement on series in which nothing happens would be worth nothing.
    for (const often of SEEN_OFTEN) expect([often, (met[often] ?? 0) > SERIES / 100]).toEqual([often, true]);
    process.stderr.write(`process-behaviour: seed ${SEED}, ${SERIES} series, ${JSON.stringify(met)}\n`);
  }, 3_600_000);
});

const SEEN_OFTEN = [
  'none',
  'above',
  'below',
  'rising',
  'falling',
  'two-of-three-high',
  'two-of-three-low',
  'shift-high',
  'shift-low',
  'improvement',
  'concern',
  'neutral',
  'common-cause',
  'no-variation',
  'no variation told',
  'consistently-passing',
  'consistently-failing',
  'hit-and-miss',
  'no assurance',
];

/** Series of few and of many points, of whole and of broken figures, calm, drifting, jumping and equal, with gaps and segments. */
function generated(random: () => number): ProcessAsked {
  const length = Math.floor(random() * POINTS_MAX);
  const decimals = pick(random, [0, 0, 1, 2, 15]);
  const spread = pick(random, [0, 1, 3, 10, 100]);
  const drift = pick(random, [0, 0, 0, spread / 3, -spread / 3]);
  const jump = pick(random, [0, 0, spread, -spread * 3]);
  const gaps = pick(random, [0, 0, 0.1, 0.6]);
  const jumpAt = Math.floor(random() * length);
  const values = Array.from({ length }, (_, at) => {
    const value = 50 + (random() + random() - 1) * spread + drift * at + (at >= jumpAt ? jump : 0);
    return random() < gaps ? null : value.toFixed(decimals);
  });
  const numbers = values.flatMap((value) => (value === null ? [] : [value]));
  return {
    values,
    better: pick(random, ['higher', 'higher', 'lower', 'lower', 'neutral'] as const),
    target: pick(random, [
      null,
      '50',
      (50 + random() * spread * 4).toFixed(1),
      (50 - random() * spread * 4).toFixed(1),
      pick(random, numbers) ?? null,
    ]),
    segments: Array.from({ length: pick(random, [0, 0, 1, 2, 4]) }, () => Math.floor(random() * (length + 3))),
    baselinePoints: pick(random, [12, 12, null, 2, 1, 7]),
    screen: random() < 0.7,
  };
}

/** Lines are compared as numbers; what was decided from them, exactly. */
function isSame(read: ProcessBehaviour, naive: NaiveBehaviour): boolean {
  return (
    read.variation === naive.variation &&
    read.assurance === naive.assurance &&
    read.points.length === naive.points.length &&
    read.points.every((point, at) => {
      const other = naive.points[at];
      return (
        other !== undefined &&
        LINES.every((line) => isClose(point[line], other[line])) &&
        DECIDED.every((member) => point[member] === other[member])
      );
    })
  );
}

const LINES = ['mean', 'lower', 'upper'] as const;
const DECIDED = ['segment', 'outside', 'side', 'cause'] as const;

const isClose = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
