import { fieldsOf, isDecimal } from './changed-fields';

describe('what an event found and left, leaf by leaf', () => {
  it('puts the old value beside the new one, what changed first', () => {
    expect(fieldsOf({ value: '18464', status: 'final' }, { status: 'final', value: '18500' })).toEqual([
      { path: 'value', before: '18464', after: '18500', isChanged: true },
      { path: 'status', before: 'final', after: 'final', isChanged: false },
    ]);
  });

  it('names the place of what lies inside, also in lists', () => {
    expect(fieldsOf(null, { name: { sv: 'Vård' }, cells: ['K', 'M'] })).toEqual([
      { path: 'name.sv', before: null, after: 'Vård', isChanged: false },
      { path: 'cells.0', before: null, after: 'K', isChanged: false },
      { path: 'cells.1', before: null, after: 'M', isChanged: false },
    ]);
  });

  it('shows what is gone, and leaves out what was in neither', () => {
    expect(fieldsOf({ note: 'tolkad', source: null }, { note: null, source: null })).toEqual([
      { path: 'note', before: 'tolkad', after: null, isChanged: true },
    ]);
  });

  it('tells figures from other texts of digits', () => {
    expect(['value', 'baseline.readings.0.value', 'spread.max'].filter(isDecimal)).toHaveLength(3);
    expect(['period', 'from', 'units.0', 'text', 'value.sv'].filter(isDecimal)).toEqual([]);
  });
});
