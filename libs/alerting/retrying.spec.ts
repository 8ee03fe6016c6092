import { nextTry } from './retrying';

const since = '2022-05-16T08:00:00.000Z';
const paused = (attempts: number, random: number): number =>
  (Date.parse(nextTry({ attempts, since, now: since, random })!) - Date.parse(since)) / 1_000;

describe('a message that could not be handed over', () => {
  it.each([
    [1, 15, 30],
    [2, 30, 60],
    [5, 240, 480],
    [8, 1_800, 3_600],
    [60, 1_800, 3_600],
  ])('is tried again after try %d within %d to %d seconds', (attempts, least, most) => {
    expect(paused(attempts, 0)).toBe(least);
    expect(paused(attempts, 0.999_999_999)).toBeCloseTo(most, 3);
  });

  it('is given up once three days have passed', () => {
    const now = '2022-05-19T07:59:00.000Z';
    expect(nextTry({ attempts: 1, since, now, random: 0 })).toBe('2022-05-19T07:59:15.000Z');
    expect(nextTry({ attempts: 9, since, now, random: 0 })).toBeNull();
  });

  it('leaves whoever asks for it in peace, but not beyond three days', () => {
    const asked = (notBefore: string): string | null => nextTry({ attempts: 1, since, now: since, random: 0, notBefore });
    expect(asked('2022-05-16T09:00:00.000Z')).toBe('2022-05-16T09:00:00.000Z');
    expect(asked('2022-05-16T08:00:01.000Z')).toBe('2022-05-16T08:00:15.000Z');
    expect(asked('2022-06-16T09:00:00.000Z')).toBeNull();
  });

  it('over the three days is tried between 70 and 150 times', () => {
    for (const random of [0, 0.5, 0.999]) {
      let [attempts, now]: [number, string | null] = [0, since];
      while (now !== null) now = nextTry({ attempts: ++attempts, since, now, random });
      expect(attempts).toBeGreaterThan(70);
      expect(attempts).toBeLessThan(160);
    }
  });
});
