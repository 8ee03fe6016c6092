import { checkRule, covers, STANDARD_RULES, type Rule, type RuleGiven, type RuleWorld } from './rule';
import { evolveRules, INITIAL_RULES, setRule } from './rules';

const world: RuleWorld = {
  unitExists: (unit) => unit === 'nara',
  perspectiveExists: (perspective) => perspective === 'ekonomi',
  measureKind: (measure) => ({ budget: 'amount', noder: 'milestone' })[measure] ?? null,
};
const good: RuleGiven = {
  id: 'egen',
  kind: 'target-missed',
  name: { sv: 'Egen' },
  scope: { unit: 'nara', perspective: 'ekonomi', measure: 'budget' },
  severity: 'severe',
  isOn: true,
  pendingPeriods: 1,
  band: { width: '0.5', unit: 'measure' },
  due: null,
};
const due = { days: 20, count: 'working-days', graceDays: 0 } as const;
const missing: RuleGiven = { ...good, kind: 'report-missing', pendingPeriods: 0, band: null, due };

describe('a rule', () => {
  it.each([
    ['unit-unknown', '/scope/unit', { ...good, scope: { ...good.scope, unit: 'borta' } }],
    ['perspective-unknown', '/scope/perspective', { ...good, scope: { ...good.scope, perspective: 'x' } }],
    ['measure-unknown', '/scope/measure', { ...good, scope: { ...good.scope, measure: 'x' } }],
    ['pending-periods-unfit', '/pendingPeriods', { ...good, pendingPeriods: 13 }],
    ['pending-periods-unfit', '/pendingPeriods', { ...good, pendingPeriods: 0.5 }],
    ['pending-periods-unfit', '/pendingPeriods', { ...missing, pendingPeriods: 1 }],
    ['band-unfit', '/band', { ...good, kind: 'cells-disagree' as const }],
    ['band-unfit', '/band', { ...good, scope: { ...good.scope, measure: 'noder' }, band: { width: '5', unit: 'percent' } }],
    ['band-width-unfit', '/band/width', { ...good, band: { width: '0', unit: 'measure' } }],
    ['band-width-unfit', '/band/width', { ...good, band: { width: '101', unit: 'percent' } }],
    ['due-time-missing', '/due', { ...missing, due: null }],
    ['due-time-unfit', '/due', { ...good, due }],
    ['due-time-unfit', '/due/days', { ...missing, due: { ...due, days: -1 } }],
    ['due-time-unfit', '/due/graceDays', { ...missing, due: { ...due, graceDays: 367 } }],
  ] as [string, string, RuleGiven][])('is refused: %s at %s', (refused, pointer, given) =>
    expect(checkRule(given, world)).toMatchObject({ refused, pointer }),
  );

  it.each([good, missing])('is kept as its kind wants it: $kind', (given) => {
    const { band, due: time, ...common } = given;
    expect(checkRule(given, world)).toEqual(given.kind === 'target-missed' ? { ...common, band } : { ...common, due: time });
  });

  it('that is set the same again changes nothing; set anew, it is the next version', () => {
    const set = setRule(good, INITIAL_RULES, world);
    if ('refused' in set) throw new Error(set.refused);
    expect(set).toMatchObject([{ type: 'alert-rule-set', data: { version: 1 } }]);
    const rules = set.reduce(evolveRules, INITIAL_RULES);
    expect(setRule(good, rules, world)).toEqual([]);
    expect(setRule({ ...good, isOn: false }, rules, world)).toMatchObject([{ data: { version: 2 } }]);
    expect(setRule({ ...missing, id: 'egen' }, rules, world)).toMatchObject({ refused: 'rule-kind-fixed' });
    expect(setRule({ ...good, id: 'constructor' }, rules, world)).toMatchObject([{ data: { version: 1 } }]);
  });

  it('from the start there is one, without a pending period', () =>
    expect(STANDARD_RULES.filter(({ isOn }) => isOn)).toMatchObject([{ id: 'target-missed', pendingPeriods: 0, band: null }]));

  it.each([
    ['everywhere', { unit: null, perspective: null, measure: null }, true],
    ['at a unit above', { unit: 'nara', perspective: null, measure: null }, true],
    ['at another unit', { unit: 'annan', perspective: null, measure: null }, false],
    ['of another measure', { unit: null, perspective: null, measure: 'annat' }, false],
    ['in its perspective', { unit: null, perspective: 'ekonomi', measure: null }, true],
    ['in another perspective', { unit: null, perspective: 'samhalle', measure: null }, false],
  ])('holds %s', (_, scope, expected) => {
    const rule = { ...INITIAL_RULES['target-missed']!.rule, scope } as Rule;
    const subject = { units: ['hc', 'nara'], measure: 'budget', perspectives: ['ekonomi'] };
    expect(covers(rule, subject)).toBe(expected);
    expect(covers({ ...rule, isOn: false }, subject)).toBe(false);
  });
});
