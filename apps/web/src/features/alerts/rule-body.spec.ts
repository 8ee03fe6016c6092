import { bodyIn, bodyOf } from './rule-body';

const RULE = {
  id: 'egen',
  kind: 'target-missed',
  name: { sv: 'Målet missat', en: 'Target missed' },
  scope: { unit: 'nara', perspective: null, measure: null },
  severity: 'warning',
  isOn: true,
  pendingPeriods: 1,
  band: { width: '1.5', unit: 'percent' },
  version: 3,
} as const;

const formOf = (fields: Readonly<Record<string, string>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};
const FIELDS = {
  kind: 'target-missed',
  name: 'Målet missat',
  severity: 'note',
  unit: 'nara',
  perspective: '',
  measure: '',
  pendingPeriods: '2',
};

describe('a rule that is asked for', () => {
  it('again as it is, is the same rule', () => {
    const fields = { ...FIELDS, severity: 'warning', isOn: 'on', pendingPeriods: '1', width: '1,5', bandUnit: 'percent' };
    expect(bodyIn(formOf(fields), { id: 'egen', before: RULE })).toEqual(bodyOf(RULE));
  });

  it('holds everywhere where nothing is chosen, and has no band where none is written', () => {
    expect(bodyIn(formOf({ ...FIELDS, unit: '', width: '', bandUnit: 'percent' }), { id: 'ny', before: null })).toEqual({
      id: 'ny',
      kind: 'target-missed',
      name: { sv: 'Målet missat' },
      scope: {},
      severity: 'note',
      isOn: false,
      pendingPeriods: 2,
    });
  });

  it('by another name loses the English of the old one', () => {
    expect(bodyIn(formOf({ ...FIELDS, name: 'Budgeten' }), { id: 'egen', before: RULE }).name).toEqual({ sv: 'Budgeten' });
  });

  it('of a missing report says when it is late, and waits for no periods', () => {
    const fields = { ...FIELDS, kind: 'report-missing', width: '2', days: '20', count: 'working-days', graceDays: '3' };
    expect(bodyIn(formOf(fields), { id: 'sen', before: null })).toMatchObject({
      pendingPeriods: 0,
      due: { days: 20, count: 'working-days', graceDays: 3 },
    });
    expect(bodyIn(formOf(fields), { id: 'sen', before: null })).not.toHaveProperty('band');
  });

  it('with a width that is no number says what was written, for the server to refuse', () => {
    expect(bodyIn(formOf({ ...FIELDS, width: 'två', bandUnit: 'measure' }), { id: 'ny', before: null }).band).toEqual({
      width: 'två',
      unit: 'measure',
    });
  });
});
