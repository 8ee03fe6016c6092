import { downwards } from './downwards';

describe('units from the top down', () => {
  it('come a level at a time, however they are listed', () => {
    const units = [
      { id: 'almen', parent: 'nara' },
      { id: 'nara', parent: 'region' },
      { id: 'psykiatri', parent: 'region' },
      { id: 'region', parent: null },
    ];
    expect(downwards(units)).toEqual(['region', 'nara', 'psykiatri', 'almen']);
  });

  it('begin with those whose own parent is not seen', () => {
    expect(
      downwards([
        { id: 'almen', parent: 'nara' },
        { id: 'nara', parent: 'region' },
      ]),
    ).toEqual(['nara', 'almen']);
  });
});
