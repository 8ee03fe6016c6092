import { asSearch, readWeightsSearch, weightsIn } from './weights-search';

describe('weights in the address', () => {
  it('are the same weights when the address is read back', () => {
    const weights = [
      { level: 'perspective', node: 'ekonomi', weight: '2.5' },
      { level: 'goal', node: 'g1', weight: null },
    ] as const;
    expect(weightsIn(readWeightsSearch({ ...asSearch(weights) }))).toEqual(weights);
    expect([asSearch([]), weightsIn({}), readWeightsSearch({ knownAt: 128, weights: '' })]).toEqual([{}, [], { knownAt: '128' }]);
  });

  it('that are none are left out', () => {
    expect(weightsIn({ weights: 'factor:x:1,goal,,perspective:p:1' })).toEqual([{ level: 'perspective', node: 'p', weight: '1' }]);
  });
});
