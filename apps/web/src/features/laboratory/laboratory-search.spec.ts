import { readLaboratorySearch, suppositionOf } from './laboratory-search';

describe('the question in the address', () => {
  it('is the same question when the address is read back, whatever a member looks like', () => {
    const asked = {
      target: 'minst 80 %',
      tolerance: '2',
      screen: 'false',
      baseline: 'all',
      limitsFrom: '2021-05, 2022-01',
      knownAt: '128',
    };
    expect(readLaboratorySearch(asked)).toEqual(asked);
    expect(readLaboratorySearch({ tolerance: 2, screen: false, knownAt: 128, target: ' ', other: 'x' })).toEqual({
      tolerance: '2',
      screen: 'false',
      knownAt: '128',
    });
  });

  it('becomes what the server takes; what is absent is not sent', () => {
    expect(suppositionOf({})).toEqual({});
    expect(suppositionOf({ tolerance: '1,5', baseline: 'all', screen: 'false', limitsFrom: '2021-05, 2022-01' })).toEqual({
      tolerance: '1.5',
      baselinePoints: null,
      screen: false,
      limitsFrom: ['2021-05', '2022-01'],
    });
    expect(suppositionOf({ baseline: '6', screen: 'true', limitsFrom: 'inga' })).toEqual({
      baselinePoints: 6,
      screen: true,
      limitsFrom: [],
    });
  });
});
