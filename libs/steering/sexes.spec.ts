import { comparesSexes, gapsBetween, type CellFigure } from './sexes';

const PER_CENT = { kind: 'share', unitOfMeasure: '%' } as const;
const share = (period: string, numerator: number, denominator: number): CellFigure => ({
  period,
  value: String((numerator * 100) / denominator),
  numerator,
  denominator,
});
const printed = (period: string, value: string | null): CellFigure => ({ period, value, numerator: null, denominator: null });

describe('women beside men', () => {
  it('have the interval of Newcombe’s worked example (1998, table II a: 56/70 less 48/80 is 0.2, 0.0524 to 0.3339)', () => {
    const [gap] = gapsBetween({ women: [share('2022-T1', 56, 70)], men: [share('2022-T1', 48, 80)] }, PER_CENT);
    expect(gap).toMatchObject({ difference: '20', interval: { lower: '5.2', upper: '33.4' }, isDetected: true });
  });

  it('that differ by no more than chance say so; without denominators nothing is said of chance', () => {
    const [small] = gapsBetween({ women: [share('2022-T1', 5, 10)], men: [share('2022-T1', 4, 10)] }, PER_CENT);
    expect(small?.isDetected).toBe(false);
    const [bare] = gapsBetween({ women: [printed('2022-T1', '14.7')], men: [printed('2022-T1', '23.1')] }, PER_CENT);
    expect(bare).toMatchObject({ difference: '-8.4', interval: null, isDetected: null });
    const [empty] = gapsBetween({ women: [share('2022-T1', 5, 10)], men: [{ ...share('2022-T1', 4, 10), denominator: 0 }] }, PER_CENT);
    expect(empty?.interval).toBeNull();
  });

  it('stand beside each other only in periods that both have, the oldest first', () => {
    const women = [printed('2022-T1', '3'), printed('2021', '2'), printed('2022-T2', '4')];
    const men = [printed('2022-T1', '1'), printed('2021', '1'), printed('2022-T2', null), printed('2022-T3', '1')];
    expect(gapsBetween({ women, men }, { kind: 'mean', unitOfMeasure: 'dagar' }).map(({ period }) => period)).toEqual(['2021', '2022-T1']);
  });

  it('are compared as levels, never as the parts of a count', () => {
    expect(['share', 'mean', 'index', 'count', 'amount'].filter(comparesSexes)).toEqual(['share', 'mean', 'index']);
  });
});
