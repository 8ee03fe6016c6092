import { check, type Entry, type Known } from './checks';

const entry = (typed: Partial<Entry>): Entry => ({ by: 'value', value: '', numerator: '', denominator: '', ...typed });
const known = (about: Partial<Known>): Known => ({ kind: 'share', last: null, replacesFinal: false, ...about });

describe('what a reporter types', () => {
  it('takes the comma as the decimal sign and the space as grouping', () => {
    expect(check(entry({ value: '18 464' }), known({ kind: 'count' })).figures).toEqual({ value: '18464' });
    expect(check(entry({ value: '24,8 %' }), known({})).figures).toEqual({ value: '24.8' });
  });

  it('refuses a numerator above its denominator', () => {
    expect(check(entry({ by: 'ratio', numerator: '489', denominator: '488' }), known({})).error).toBe('numerator-above-denominator');
  });

  it('takes a numerator equal to its denominator', () => {
    expect(check(entry({ by: 'ratio', numerator: '488', denominator: '488' }), known({})).value).toBe('100');
  });

  it('refuses decimals in a count', () => {
    expect(check(entry({ value: '97,5' }), known({ kind: 'count' })).error).toBe('whole-number');
  });

  it('says a share back from its parts', () => {
    expect(check(entry({ by: 'ratio', numerator: '121', denominator: '488' }), known({})).value).toBe('24.7951');
  });

  it('asks about four times the last value, and about a quarter of it', () => {
    expect(check(entry({ value: '8' }), known({ last: '2' })).doubt).toEqual({ code: 'far-from-last', times: 4 });
    expect(check(entry({ value: '2' }), known({ last: '8' })).doubt).toEqual({ code: 'far-below-last', times: 4 });
    expect(check(entry({ value: '7' }), known({ last: '2' })).doubt).toBeNull();
  });

  it('has nothing to say about an empty field', () => {
    expect(check(entry({}), known({}))).toEqual({ figures: null, value: null, error: null, doubt: null });
  });
});
