import { carryOver } from './carrying-over';
import { evolveWatch, NO_CASES, UNHANDLED, type Case, type Watch } from './case';
import type { Handling } from './events';

const PLACE = { rule: 'target-missed', measure: 'm', period: '2022-T1' };
const [ANNA, BO] = ['anna', 'bo'].map((person) => ({ person, why: 'responsible' as const })) as [
  Case['told'][number],
  Case['told'][number],
];
const ACKNOWLEDGED: Handling = { ...UNHANDLED, acknowledged: { by: 'anna', at: '2022-05-02', until: '2022-05-20' } };

const caseAt = (unit: string, more: Partial<Case> = {}): Case => ({
  ...PLACE,
  unit,
  episode: 1,
  ruleVersion: 1,
  state: 'breached',
  severity: 'warning',
  data: 'reported',
  figures: { cell: 'T', value: '1', target: '2', targetText: '2', result: 'missed', prognosis: null, judged: '7' },
  cause: null,
  retroactive: false,
  openedAt: '2022-05-02',
  breachedAt: '2022-05-02',
  resolvedAt: null,
  byCorrection: false,
  before: null,
  turns: ['2022-05-02'],
  told: [ANNA],
  toldAt: '2022-05-02',
  held: null,
  handling: UNHANDLED,
  from: [],
  wentTo: [],
  ...more,
});

/** As the case is at `ab` once it has come there. */
function carried(one: Case, there?: Case, isFlapping = false): { readonly watch: Watch; readonly found: Case | undefined } {
  const before: Watch = there ? { ...NO_CASES, cases: { [PLACE.period]: there } } : NO_CASES;
  const events = carryOver({ one, isFlapping, to: ['ab'], on: '2022-05-01' }, () => before);
  const watch = events.slice(1).reduce((state, event) => evolveWatch(state, event, { at: '2022-06-01', actor: 'styrbord' }), before);
  return { watch, found: watch.cases[PLACE.period] };
}

describe('a case that is carried over', () => {
  it('is as it was, elsewhere', () => {
    const one = caseAt('a', { handling: ACKNOWLEDGED, held: null });
    expect(carried(one).found).toEqual({ ...one, unit: 'ab', from: ['a'] });
    expect(carried(one, undefined, true).watch.isFlapping).toBe(true);
  });

  it('ends where it was, saying where it went', () => {
    const [event] = carryOver({ one: caseAt('a'), isFlapping: false, to: ['x', 'y'], on: '2022-05-01' }, () => NO_CASES);
    const watch = evolveWatch({ ...NO_CASES, cases: { [PLACE.period]: caseAt('a') } }, event!, { at: '2022-06-01', actor: 'styrbord' });
    expect(watch.cases[PLACE.period]).toMatchObject({ state: 'resolved', resolvedAt: '2022-06-01', wentTo: ['x', 'y'] });
  });

  it('begins an episode where there had been one', () =>
    expect(carried(caseAt('a'), caseAt('ab', { state: 'resolved', episode: 3 })).found).toMatchObject({ episode: 4, state: 'breached' }));

  it('is one with what was open there: as grave as the worse, as old as the older, told to all who were told', () => {
    const there = caseAt('ab', { state: 'pending', told: [], toldAt: null, held: 'snoozed', openedAt: '2022-05-03', breachedAt: null });
    expect(carried(caseAt('a', { told: [ANNA, BO], turns: ['2022-05-01'] }), there).found).toMatchObject({
      episode: 1,
      state: 'breached',
      openedAt: '2022-05-02',
      breachedAt: '2022-05-02',
      told: [ANNA, BO],
      toldAt: '2022-05-02',
      held: null,
      turns: ['2022-05-01', '2022-05-02'],
    });
  });

  it('is handled where both were, and until the sooner', () => {
    expect(carried(caseAt('a', { handling: ACKNOWLEDGED }), caseAt('ab')).found?.handling.acknowledged).toBeNull();
    const longer = { ...ACKNOWLEDGED, acknowledged: { by: 'bo', at: '2022-05-02', until: '2022-06-20' } };
    const handling = carried(caseAt('a', { handling: ACKNOWLEDGED }), caseAt('ab', { handling: longer })).found?.handling;
    expect(handling?.acknowledged?.until).toBe('2022-05-20');
  });
});
