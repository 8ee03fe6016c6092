import { addresseesOf, answersFor, chainOf, deputyRefusal, NOBODY, type People, type Told } from './responsibility';

const told: Told = { measure: 'budget', units: ['hc', 'omrade', 'nara'], day: '2022-05-10', sees: () => true };
const people: People = {
  responsibilities: {
    nara: [
      { person: 'chef-nara', unit: 'nara', measure: null },
      { person: 'ekonom', unit: 'nara', measure: 'budget' },
    ],
    omrade: [{ person: 'chef-omrade', unit: 'omrade', measure: null }],
  },
  deputies: [],
  subscriptions: [],
};
const persons = (one: Told = told, all: People = people): (string | null)[] => addresseesOf(all, one).map(({ person }) => person);

describe('who is told', () => {
  it('is who answers nearest: a unit that says nobody is answered for above', () => {
    expect(persons()).toEqual(['chef-omrade']);
    expect(persons({ ...told, units: ['nara'], measure: 'sjukfranvaro' })).toEqual(['chef-nara']);
  });

  it('is who answers for the very measure before who answers for all', () =>
    expect(persons({ ...told, units: ['nara'] })).toEqual(['ekonom']));

  it('is the deputy on the days of one, both included', () => {
    const away = { ...people, deputies: [{ person: 'vikarie', of: 'chef-omrade', from: '2022-05-10', to: '2022-05-12' }] };
    expect(addresseesOf(away, told)).toEqual([{ person: 'vikarie', why: 'deputy' }]);
    expect(persons({ ...told, day: '2022-05-12' }, away)).toEqual(['vikarie']);
    expect(persons({ ...told, day: '2022-05-13' }, away)).toEqual(['chef-omrade']);
    expect(persons({ ...told, day: '2022-05-09' }, away)).toEqual(['chef-omrade']);
  });

  it('answers for the measure or for all, stated at the unit or above it, with who stands in', () => {
    expect(answersFor(people, told)).toEqual({ unit: 'omrade', measure: null, persons: [{ person: 'chef-omrade', deputies: [] }] });
    expect(answersFor(people, { ...told, units: ['nara'] })).toMatchObject({ measure: 'budget', persons: [{ person: 'ekonom' }] });
    expect(answersFor(people, { ...told, units: ['nara'], measure: null })).toMatchObject({ persons: [{ person: 'chef-nara' }] });
    const away = { ...people, deputies: [{ person: 'vikarie', of: 'chef-omrade', from: '2022-05-10', to: '2022-05-12' }] };
    expect(answersFor(away, told)?.persons).toEqual([{ person: 'chef-omrade', deputies: ['vikarie'] }]);
    expect(answersFor(away, { ...told, sees: (person) => person === 'vikarie' })?.unit).toBe('omrade');
    expect(answersFor(people, { ...told, sees: (person) => person === 'ekonom' })?.unit).toBe('nara');
    expect(answersFor(NOBODY, told)).toBeNull();
  });

  it('is also who asked for it, of a unit above too, and each once', () => {
    const subscriptions = [
      { person: 'controller', unit: 'nara', measure: null },
      { person: 'chef-omrade', unit: 'hc', measure: 'budget' },
      { person: 'annan', unit: 'hc', measure: 'sjukfranvaro' },
      { person: 'granne', unit: 'annat-omrade', measure: null },
    ];
    expect(persons(told, { ...people, subscriptions })).toEqual(['chef-omrade', 'controller']);
  });

  it('is nobody who may not see it; then who answers above', () => {
    const subscriptions = [{ person: 'controller', unit: 'nara', measure: null }];
    const sees = (person: string): boolean => person === 'ekonom';
    expect(persons({ ...told, sees }, { ...people, subscriptions })).toEqual(['ekonom']);
  });

  it('is the mailbox where nobody answers', () =>
    expect(addresseesOf(NOBODY, told)).toEqual([{ person: null, why: 'nobody-responsible' }]));
});

describe('an escalation', () => {
  it('goes up the units, nobody twice', () => {
    const twice = {
      ...people,
      responsibilities: { ...people.responsibilities, omrade: [{ person: 'ekonom', unit: 'omrade', measure: 'budget' }] },
    };
    expect(chainOf(people, told).map((step) => step.map(({ person }) => person))).toEqual([['chef-omrade'], ['ekonom']]);
    expect(chainOf(twice, told).map((step) => step.map(({ person }) => person))).toEqual([['ekonom']]);
  });
});

it.each([
  ['deputy-of-oneself', { person: 'a', of: 'a', from: '2022-01-01', to: '2022-01-02' }],
  ['days-reversed', { person: 'a', of: 'b', from: '2022-01-02', to: '2022-01-01' }],
  [undefined, { person: 'a', of: 'b', from: '2022-01-01', to: '2022-01-01' }],
])('a deputy is refused: %s', (refused, deputy) => expect(deputyRefusal(deputy)?.refused).toBe(refused));
