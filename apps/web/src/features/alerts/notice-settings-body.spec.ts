import { settingsIn } from './notice-settings-body';

const LISTS = { subscriptions: [{ unit: 'u', measure: null }], deputies: [] };

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ zone: 'Europe/Stockholm', at: '07:30', ...fields })) form.set(name, value);
  return form;
}

describe('my notices as they are asked for', () => {
  it('have a weekday where they come weekly, and quiet hours where they are wanted', () =>
    expect(
      settingsIn(formOf({ kind: 'weekly', weekday: '5', isQuiet: 'on', quietFrom: '20:00', quietTo: '07:00', mail: ' a@b.se ' }), LISTS),
    ).toEqual({
      schedule: { zone: 'Europe/Stockholm', digest: { kind: 'weekly', weekday: 5, at: '07:30' }, quiet: { from: '20:00', to: '07:00' } },
      mail: 'a@b.se',
      ...LISTS,
    }));

  it('have neither otherwise, and no address is no mail', () =>
    expect(settingsIn(formOf({ kind: 'reports', weekday: '5', mail: '' }), LISTS)).toMatchObject({
      schedule: { digest: { kind: 'reports', at: '07:30' }, quiet: null },
      mail: null,
    }));
});
