import i18n from 'i18next';
import { alertsEn } from '../../language/alerts-en';
import { alertsSv } from '../../language/alerts-sv';
import { sv } from '../../language/sv';
import type { ListedCase } from '../../reading/alert-answers';
import { sayAge, sayReason, type Figured } from './say-case';

const CASE: ListedCase = {
  id: 'target-missed~nara~budget~2022-T1',
  rule: 'target-missed',
  kind: 'target-missed',
  ruleName: { sv: 'Målet missat' },
  measure: 'budget',
  unit: 'nara',
  cell: 'T',
  period: '2022-T1',
  severity: 'warning',
  state: 'breached',
  handling: 'open',
  assignee: null,
  data: 'reported',
  value: '-16',
  target: '0',
  targetText: '+/-0 mnkr',
  episode: 1,
  retroactive: false,
  byCorrection: false,
  held: null,
  carriedOver: false,
  openedAt: '2022-05-16T08:00:00.000Z',
  resolvedAt: null,
};
const MONEY = { unitOfMeasure: 'mnkr', decimals: 0 };

describe('the reason of a case', () => {
  const reasonOf = (change: Partial<ListedCase>, measure: Figured = MONEY): string =>
    sayReason({ ...CASE, ...change }, measure, {
      alerts: i18n.getFixedT('sv', 'alerts'),
      t: i18n.getFixedT('sv'),
      language: 'sv',
    });
  beforeAll(() =>
    i18n.init({
      lng: 'sv',
      resources: { sv: { translation: sv, alerts: alertsSv }, en: { alerts: alertsEn } },
      interpolation: { escapeValue: false },
    }),
  );

  it.each([
    ['Utfallet −16 mnkr når inte 0 mnkr.', {}],
    ['Män: utfallet −16 mnkr når inte 0 mnkr.', { cell: 'M' }],
    ['Utfallet −16 mnkr når inte målet minska.', { target: null, targetText: 'minska' }],
    ['Utfallet −16 mnkr når inte målet.', { target: null, targetText: null }],
    ['Det är osäkert om 0 mnkr nås: utfallet är −16 mnkr.', { kind: 'target-at-risk' }],
    ['Utfall saknas nu.', { value: null, data: 'missing' }],
    ['Inget utfall är rapporterat i tid.', { kind: 'report-missing', value: null }],
    ['Löst genom rättelse: utfallet är 2 mnkr mot 0 mnkr.', { state: 'resolved', byCorrection: true, value: '2' }],
    ['Enheten finns inte längre. Ärendet fördes över.', { state: 'resolved', carriedOver: true }],
    ['Upphörd: utfallet är 2 mnkr mot 0 mnkr.', { state: 'resolved', value: '2' }],
  ] as [string, Partial<ListedCase>][])('%s', (said, change) => {
    expect(reasonOf(change).replaceAll('\u00a0', ' ')).toBe(said);
  });

  it('says of what is to fall that it is not low enough', () => {
    const said = reasonOf({ value: '24.8', target: '7' }, { unitOfMeasure: '%', decimals: 1, better: 'lower' });
    expect(said.replaceAll('\u00a0', ' ')).toBe('Utfallet 24,8 % är inte så lågt som 7 %.');
  });

  it('is said of a measure that is not known yet', () => {
    expect(reasonOf({}, {})).toBe('Utfallet −16 når inte 0.');
  });
});

it('an age counts midnights, not hours', () => {
  const now = new Date(2022, 4, 17, 0, 5);
  expect(sayAge(new Date(2022, 4, 16, 23, 55).toISOString(), 'sv', now)).toBe('i går');
  expect(sayAge(new Date(2022, 4, 17, 0, 1).toISOString(), 'sv', now)).toBe('i dag');
  expect(sayAge(new Date(2022, 4, 5, 12).toISOString(), 'sv', now)).toBe('för 12 dagar sedan');
});
