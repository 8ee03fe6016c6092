import { evolveAnswering, NOBODY_ANSWERS, setNoticeSettings, setResponsible, UNSET, type Answering } from './notice-settings';
import type { AlertEvent, PeopleEvent } from './events';
import type { NoticeSettings } from './responsibility';

const world = {
  unitExists: (unit: string) => unit === 'hc',
  measureExists: (measure: string) => measure === 'budget',
  personExists: (person: string) => person !== 'ingen',
  isUndecided: () => false,
};
const given: NoticeSettings = {
  ...UNSET,
  mail: 'mail-1',
  subscriptions: [{ unit: 'hc', measure: null }],
  deputies: [{ person: 'b', from: '2022-05-10', to: '2022-05-12' }],
};
const after = (events: readonly AlertEvent[]): Answering =>
  events.reduce((state, event) => evolveAnswering(state, event as PeopleEvent, '2022-05-16T08:00:00.000Z'), NOBODY_ANSWERS);

describe('notice settings', () => {
  it('are set whole, and the same again changes nothing', () => {
    const events = setNoticeSettings({ person: 'a', settings: given }, NOBODY_ANSWERS, world) as readonly AlertEvent[];
    expect(events).toEqual([{ type: 'notice-settings-set', data: { person: 'a', settings: given, before: null } }]);
    const answering = after(events);
    expect(answering.people).toMatchObject({
      subscriptions: [{ person: 'a', unit: 'hc', measure: null }],
      deputies: [{ person: 'b', of: 'a', from: '2022-05-10', to: '2022-05-12' }],
    });
    expect(setNoticeSettings({ person: 'a', settings: given }, answering, world)).toEqual([]);
    const less = setNoticeSettings({ person: 'a', settings: UNSET }, answering, world) as readonly AlertEvent[];
    const left = less.reduce((state, event) => evolveAnswering(state, event as PeopleEvent, '2022-05-16T08:00:00.000Z'), answering);
    expect(left.people).toMatchObject({ subscriptions: [], deputies: [] });
    // Whose a letter was that has gone out is known still.
    expect(left.personOf).toEqual({ 'mail-1': 'a' });
  });

  it.each([
    ['quiet-hours-cover-day', '/quiet', { schedule: { ...UNSET.schedule, quiet: { from: '08:00', to: '08:00' } } }],
    ['unit-unknown', '/subscriptions/0/unit', { subscriptions: [{ unit: 'x', measure: null }] }],
    ['measure-unknown', '/subscriptions/0/measure', { subscriptions: [{ unit: 'hc', measure: 'x' }] }],
    ['person-unknown', '/deputies/0/person', { deputies: [{ person: 'ingen', from: '2022-01-01', to: '2022-01-01' }] }],
    ['deputy-of-oneself', '/deputies/0/person', { deputies: [{ person: 'a', from: '2022-01-01', to: '2022-01-01' }] }],
    ['days-reversed', '/deputies/0/to', { deputies: [{ person: 'b', from: '2022-01-02', to: '2022-01-01' }] }],
  ])('are refused: %s', (refused, pointer, change) =>
    expect(setNoticeSettings({ person: 'a', settings: { ...given, ...change } }, NOBODY_ANSWERS, world)).toMatchObject({
      refused,
      pointer,
    }),
  );
});

describe('who answers', () => {
  const state = (unit: string, measure: string | null, persons: readonly string[], answering = NOBODY_ANSWERS) =>
    setResponsible({ unit, measure, persons }, answering, world);

  it('is stated for a measure or for all, each once, and taken away again', () => {
    const all = after(state('hc', null, ['a', 'a', 'b']) as readonly AlertEvent[]);
    const one = state('hc', 'budget', ['c'], all) as readonly AlertEvent[];
    const both = one.reduce((answering, event) => evolveAnswering(answering, event as PeopleEvent, '2022-05-16T08:00:00.000Z'), all);
    expect(both.people.responsibilities['hc']).toEqual([
      { person: 'a', unit: 'hc', measure: null },
      { person: 'b', unit: 'hc', measure: null },
      { person: 'c', unit: 'hc', measure: 'budget' },
    ]);
    expect(state('hc', null, ['a', 'b'], both)).toEqual([]);
    expect(state('hc', null, [], both)).toEqual([
      { type: 'responsible-set', data: { unit: 'hc', measure: null, persons: [], before: ['a', 'b'] } },
    ]);
  });

  it.each([
    ['unit-unknown', state('x', null, ['a'])],
    ['measure-unknown', state('hc', 'x', ['a'])],
    ['person-unknown', state('hc', null, ['ingen'])],
  ])('is refused: %s', (refused, result) => expect(result).toMatchObject({ refused }));
});
