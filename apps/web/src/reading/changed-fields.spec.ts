import { fieldsOf } from './changed-fields';

describe('what an event found and left, leaf by leaf', () => {
  it('puts the old value beside the new one', () => {
    expect(fieldsOf({ value: '18464', status: 'final' }, { value: '18500', status: 'final' })).toEqual([
      { path: 'value', before: '18464', after: '18500' },
      { path: 'status', before: 'final', after: 'final' },
    ]);
  });

  it('names the place of what lies inside, also in lists', () => {
    expect(fieldsOf(null, { name: { sv: 'Vård' }, cells: ['K', 'M'] })).toEqual([
      { path: 'name.sv', before: null, after: 'Vård' },
      { path: 'cells.0', before: null, after: 'K' },
      { path: 'cells.1', before: null, after: 'M' },
    ]);
  });

  it('shows what is gone, and leaves out what was in neither', () => {
    expect(fieldsOf({ note: 'tolkad', source: null }, { note: null, source: null })).toEqual([
      { path: 'note', before: 'tolkad', after: null },
    ]);
  });
});
