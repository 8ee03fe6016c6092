import { processBehaviour, type ProcessAsked, type ProcessBehaviour } from './process-behaviour';

const of = (values: readonly (number | null)[], asked: Partial<ProcessAsked> = {}): ProcessBehaviour =>
  processBehaviour({
    values: values.map((value) => (value === null ? null : String(value))),
    better: 'higher',
    target: null,
    segments: [],
    baselinePoints: 12,
    screen: true,
    ...asked,
  });
const linesOf = ({ points }: ProcessBehaviour, at = 0) => {
  const point = points[at];
  return [point?.mean, point?.lower, point?.upper];
};
const causesOf = ({ points }: ProcessBehaviour): string[] => points.map(({ cause }) => cause);
const repeated = (value: number, times: number): number[] => Array.from({ length: times }, () => value);
/** Twelve points of mean 10 whose ranges are all 2: limits 4.68 … 15.32, near limits 6.453 … 13.547. */
const CALM = [9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11];

describe('limits', () => {
  const spike = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1];

  it('are the reference figures of the domain: screened', () => {
    const [mean, lower, upper] = linesOf(of(spike, { baselinePoints: null }));
    expect([mean?.toFixed(2), lower?.toFixed(2), upper?.toFixed(2)]).toEqual(['1.94', '-0.72', '4.60']);
  });
  it('are the reference figures of the domain: unscreened', () => {
    const [mean, lower, upper] = linesOf(of(spike, { baselinePoints: null, screen: false }));
    expect([mean?.toFixed(2), lower?.toFixed(2), upper?.toFixed(2)]).toEqual(['1.94', '-3.06', '6.95']);
  });
  it('are the reference figures of the domain: 16, 9, 4, 2, 1', () => {
    expect(linesOf(of([16, 9, 4, 2, 1], { baselinePoints: null }))).toEqual([6.4, -3.575, 16.375]);
  });
  it('are made of the first points of the segment, however long it goes on', () => {
    const calm = of([...CALM, 30, 31, 30]);
    expect(linesOf(calm, 14)).toEqual([10, 4.68, 15.32]);
    expect(calm.segments[0]).toMatchObject({ baseline: 12, points: 15, trial: false });
  });
  it('are near at two thirds of the way', () => {
    const [point] = of(CALM).points;
    expect([point?.nearLower, point?.nearUpper].map((line) => line?.toFixed(4))).toEqual(['6.4533', '13.5467']);
  });
  it('are not clipped to what the value can be', () => {
    expect(linesOf(of([0, 1, 0, 1, 0, 1], { baselinePoints: null }))[1]).toBeLessThan(0);
  });
  it('of under twelve points are trial limits', () => {
    expect(of(CALM.slice(0, 11)).segments[0]).toMatchObject({ trial: true, baseline: 11 });
    expect(of(CALM, { baselinePoints: 8 }).segments[0]).toMatchObject({ trial: true, baseline: 8 });
  });
  it('drop a moving range of exactly 3.267 average ranges', () => {
    // Ten ranges of 7733 and one of 32670 are 10 000 on average.
    const ranges = [...repeated(7_733, 10), 32_670];
    const values = ranges.reduce<number[]>((all, range, at) => [...all, (all[at] ?? 0) + (at % 2 === 0 ? range : -range)], [0]);
    expect(of(values).segments[0]?.screened).toBe(1);
    expect(of([...values.slice(0, 11), (values[11] ?? 0) - 1]).segments[0]?.screened).toBe(0);
  });
});

describe('a point is named by the first rule that holds', () => {
  it('outside a limit, strictly', () => {
    expect(of([...CALM, 15.32]).points[12]).toMatchObject({ outside: false, side: 'above', cause: 'none' });
    expect(of([...CALM, 15.33]).points[12]).toMatchObject({ outside: true, cause: 'above' });
    expect(of([...CALM, 4.67]).points[12]).toMatchObject({ outside: true, side: 'below', cause: 'below' });
  });
  it('trend: seven points strictly rising, all of them, and not six', () => {
    expect(causesOf(of([...CALM, 8, 8.5, 9, 9.5, 10, 10.5, 11])).slice(11)).toEqual(['none', ...Array(7).fill('rising')]);
    expect(causesOf(of([...CALM, 8, 8.5, 9, 9.5, 10, 10.5]))).not.toContain('rising');
    expect(causesOf(of([...CALM, 8, 8.5, 9, 9, 10, 10.5, 11, 11.5]))).not.toContain('rising');
  });
  it('trend: the top of a rise and a fall belongs to the rise', () => {
    const causes = causesOf(of([...CALM.slice(0, 11), 8, 8.5, 9, 9.5, 10, 10.5, 11, 10.6, 10.1, 9.6, 9.1, 8.6, 8.1]));
    expect(causes.slice(11)).toEqual([...Array(7).fill('rising'), ...Array(6).fill('falling')]);
  });
  it('two of three beyond the near limit: only the near ones, and only with all three on one side', () => {
    expect(causesOf(of([...CALM, 9, 14, 10.5, 14])).slice(12)).toEqual(['none', 'two-of-three-high', 'none', 'two-of-three-high']);
    expect(causesOf(of([...CALM, 9, 14, 10, 14])).slice(12)).toEqual(repeated(0, 4).map(() => 'none'));
    expect(causesOf(of([...CALM, 6, 9, 6])).slice(12)).toEqual(['two-of-three-low', 'none', 'two-of-three-low']);
  });
  it('two of three: on the near limit is not beyond it, and outside the limit is not near', () => {
    const calm = [7, 13, 7, 13, 7, 13, 7, 13, 7, 13, 7, 13];
    // mean 10, ranges 6: limits −5.96 … 25.96, near limits −0.64 … 20.64.
    expect(causesOf(of([...calm, 9, 20.64, 20.65])).slice(12)).toEqual(['none', 'none', 'none']);
    expect(causesOf(of([...calm, 9, 26, 11, 21])).slice(12)).toEqual(['none', 'above', 'none', 'none']);
    expect(causesOf(of([...calm, 9, 21, 26, 21])).slice(12)).toEqual(['none', 'two-of-three-high', 'above', 'two-of-three-high']);
  });
  it('shift: seven points on one side of the mean, all of them; one on the mean breaks it', () => {
    const high = [10.5, 11, 10.5, 11, 10.5, 11, 10.5];
    expect(causesOf(of([...CALM.slice(0, 11), 11, 9, ...high])).slice(12)).toEqual(['none', ...Array(7).fill('shift-high')]);
    expect(causesOf(of([...CALM, 9, 10.5, 11, 10.5, 10, 11, 10.5, 11, 10.5]))).not.toContain('shift-high');
    expect(causesOf(of([...CALM, ...high.map((value) => 20 - value)])).slice(12)).toEqual(Array(7).fill('shift-low'));
  });
  it('a mean that no float is, is still the mean', () => {
    const values = ['0.1', '0.2', '0.3', '0.1', '0.2', '0.3', '0.2', '0.2', '0.2', '0.2', '0.2', '0.2'];
    const read = processBehaviour({ values, better: 'higher', target: null, segments: [], baselinePoints: 12, screen: true });
    expect(read.points.slice(6).map(({ side }) => side)).toEqual(Array(6).fill('on'));
  });
});

describe('segments', () => {
  it('have limits of their own, and no range or run crosses into them', () => {
    const read = of([...CALM, ...CALM.map((value) => value + 100)], { segments: [12] });
    expect([linesOf(read, 11), linesOf(read, 12)].map((lines) => lines.map((line) => line?.toFixed(2)))).toEqual([
      ['10.00', '4.68', '15.32'],
      ['110.00', '104.68', '115.32'],
    ]);
    const rising = of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], { segments: [5] });
    expect(causesOf(rising)).toEqual(Array(10).fill('none'));
    expect(rising.points.map(({ segment }) => segment)).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
  });
  it('told twice, out of order, at the start or outside of the values begin once or nothing', () => {
    expect(of(CALM, { segments: [6, 3, 6, 0, 12, 40, -1] })).toEqual(of(CALM, { segments: [3, 6] }));
  });
});

describe('the latest point', () => {
  const latest = (value: number, better: 'higher' | 'lower' | 'neutral') => {
    const { variation, toward } = of([...CALM, value], { better });
    return [variation, toward];
  };
  it('is read with the direction of the measure', () => {
    expect(latest(30, 'higher')).toEqual(['improvement', 'high']);
    expect(latest(30, 'lower')).toEqual(['concern', 'high']);
    expect(latest(-30, 'higher')).toEqual(['concern', 'low']);
    expect(latest(-30, 'lower')).toEqual(['improvement', 'low']);
    expect(latest(30, 'neutral')).toEqual(['neutral', 'high']);
    expect(latest(10, 'higher')).toEqual(['common-cause', null]);
  });
  it('of a trend is read from its direction, not from the side of the mean', () => {
    const { points, variation } = of([...CALM, 5, 5.5, 6, 6.5, 7, 7.5, 8]);
    expect([points[18]?.side, points[18]?.cause, variation]).toEqual(['below', 'rising', 'improvement']);
  });
  it('is the last one with a value, and of its own segment', () => {
    expect(of([...CALM, 30, null])).toMatchObject({ latest: 12, variation: 'improvement' });
    expect(of([...CALM, 30, 31], { segments: [12] })).toMatchObject({ variation: 'common-cause' });
  });
});

describe('assurance', () => {
  const assured = (target: string, better: 'higher' | 'lower' | 'neutral') => of(CALM, { target, better }).assurance;
  it('tells a target that is always or never reached from one that is by chance; on a limit is by chance', () => {
    expect(['15.33', '15.32', '10', '4.68', '4.67'].map((target) => assured(target, 'higher'))).toEqual([
      'consistently-failing',
      'hit-and-miss',
      'hit-and-miss',
      'hit-and-miss',
      'consistently-passing',
    ]);
    expect(['15.33', '15.32', '4.68', '4.67'].map((target) => assured(target, 'lower'))).toEqual([
      'consistently-passing',
      'hit-and-miss',
      'hit-and-miss',
      'consistently-failing',
    ]);
  });
  it('needs a target, a direction and limits', () => {
    expect([of(CALM).assurance, assured('1', 'neutral'), of([5], { target: '1' }).assurance]).toEqual([null, null, null]);
  });
});

describe('what there is too little of has a stated answer', () => {
  it('no values', () => {
    expect(of([])).toEqual({
      points: [],
      segments: [{ start: 0, points: 0, baseline: 0, screened: 0, spread: 'unknown', trial: true }],
      latest: null,
      variation: null,
      toward: null,
      assurance: null,
    });
  });
  it('one value has a mean and no limits', () => {
    const read = of([5]);
    expect(read.points).toEqual([
      { segment: 0, mean: 5, lower: null, upper: null, nearLower: null, nearUpper: null, outside: false, side: 'on', cause: 'none' },
    ]);
    expect([read.variation, read.segments[0]?.spread]).toEqual([null, 'unknown']);
  });
  it('gaps only', () => {
    expect(of([null, null])).toMatchObject({ latest: null, variation: null, points: [{ mean: null, side: null, cause: 'none' }, {}] });
  });
  it('a gap has no place in ranges and runs, and lies between the lines of its segment', () => {
    const rising = of([1, 2, 3, null, 4, 5, null, 6, 7], { baselinePoints: null });
    expect(causesOf(rising)).toEqual(['below', 'rising', 'rising', 'none', 'rising', 'rising', 'none', 'rising', 'above']);
    expect(rising.points[3]).toMatchObject({ mean: 4, side: null, outside: false });
    expect(rising.segments[0]).toMatchObject({ points: 7, baseline: 7 });
  });
  it('equal values: the limits are the mean, and there is no variation', () => {
    const read = of(repeated(5, 20));
    expect(linesOf(read)).toEqual([5, 5, 5]);
    expect(causesOf(read)).toEqual(Array(20).fill('none'));
    expect([read.variation, read.segments[0]?.spread]).toEqual(['no-variation', 'constant']);
    expect(of([...repeated(5, 12), 6])).toMatchObject({ variation: 'improvement' });
  });
  it('ranges that screening leaves nothing but zeros of are told', () => {
    expect(of([...repeated(1, 5), 10, ...repeated(1, 6)]).segments[0]).toMatchObject({ spread: 'screened-away', screened: 2 });
  });
});
