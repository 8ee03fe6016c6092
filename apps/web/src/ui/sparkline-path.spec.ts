import { sparkline } from './sparkline-path';

const size = { width: 100, height: 20, margin: 0 };

describe('a line without axes', () => {
  it('goes from the left to the right, the highest value on top', () => {
    expect(sparkline(['1', '3', '2'], size)).toEqual({
      path: 'M0 20L50 0L100 10',
      bridges: '',
      dots: [
        { x: 0, y: 20, isLast: false },
        { x: 50, y: 0, isLast: false },
        { x: 100, y: 10, isLast: true },
      ],
    });
  });

  it('is bridged where a value is missing', () => {
    const drawn = sparkline(['1', null, '2', '2'], size);
    expect([drawn?.path, drawn?.bridges]).toEqual(['M0 20M66.7 0L100 0', 'M0 20L66.7 0']);
  });

  it('lies in the middle when nothing moves, and is not drawn of one point or of words', () => {
    expect(sparkline(['5', '5'], size)?.path).toBe('M0 10L100 10');
    expect(sparkline(['5', null], size)).toBeNull();
    expect(sparkline(['ja', 'nej'], size)).toBeNull();
  });
});
