import { isRefusal } from '@styrbord/eventsourcing/decider';
import { changeItem, itemsOf, type DocumentChange, type DocumentUnit } from './document';
import { evolveOrganisation, NO_UNITS, type Organisation } from './organisation';
import { decideOrganisation, type OrganisationCommand } from './organising';
import { carryOut } from './simulation/carried-out';

const unit = (id: string) => ({ id, name: { sv: id }, kind: 'unit' });
const GROUND = itemsOf({ format: 'styrbord/1', units: ['a', 'b', 'c', 'd'].map(unit) }, '2022-01-01');

const decided = (change: DocumentChange, organisation: Organisation) =>
  decideOrganisation(changeItem(change, '').command as OrganisationCommand, organisation);

function after(commands: readonly OrganisationCommand[]): Organisation {
  return commands.reduce((organisation, command) => {
    const events = decideOrganisation(command, organisation);
    if (isRefusal(events)) throw new Error(events.refused);
    return events.reduce((all, event) => evolveOrganisation(all, event, 1), organisation);
  }, NO_UNITS);
}

describe('a reorganisation', () => {
  it.each<DocumentChange>([
    { kind: 'merge', units: ['a', 'b'], into: 'c', on: '2022-05-01', bridge: 'sum' },
    { kind: 'split', unit: 'a', into: ['b', 'c'], on: '2022-05-01', bridge: 'none' },
    { kind: 'split', unit: 'a', into: ['a', 'b'], on: '2022-05-01', bridge: 'none' },
    { kind: 'close', unit: 'a', on: '2022-05-01' },
  ])('that was made changes nothing when it is sent again: $kind', (change) => {
    const ground = GROUND.map(({ command }) => command as OrganisationCommand);
    const made = after([...ground, changeItem(change, '').command as OrganisationCommand]);
    expect(decided(change, made)).toEqual([]);
    expect(decided({ ...change, on: '2022-06-01' }, made)).not.toEqual([]);
  });
});

describe('a document with units and what became of them', () => {
  const TODAY = '2022-06-01';
  const document = (changes: readonly DocumentChange[], units: readonly DocumentUnit[] = ['a', 'b', 'c'].map(unit)) => ({ units, changes });
  const twice = (given: Parameters<typeof carryOut>[0], first = given) => {
    const { states } = carryOut(first, TODAY);
    const { events, refusals } = carryOut(given, TODAY, states);
    return [...events, ...refusals];
  };
  const move = (parent: string, on: string): DocumentChange => ({ kind: 'move', unit: 'a', parent, on });

  it.each<[string, readonly DocumentChange[]]>([
    ['a move', [move('b', '2022-01-01')]],
    ['one after the other', [move('b', '2021-01-01'), move('c', '2022-01-01'), move('b', '2023-01-01')]],
    ['a word that another takes the place of', [move('b', '2022-01-01'), move('c', '2021-01-01')]],
    ['two words on a day', [move('b', '2022-01-01'), move('c', '2022-01-01')]],
    ['a name', [{ kind: 'rename', unit: 'a', name: { sv: 'A' }, on: '2022-01-01' }]],
    ['a class', [{ kind: 'reclassify', unit: 'a', class: { kind: 'clinic', provider: 'private' }, on: '2022-01-01' }]],
    ['what is closed after it was moved', [move('b', '2021-01-01'), { kind: 'close', unit: 'a', on: '2022-01-01' }]],
    ['what is closed with a unit left below', [move('b', '2021-01-01'), { kind: 'close', unit: 'b', units: ['a'], on: '2022-01-01' }]],
  ])('changes nothing the second time: %s', (_, changes) => {
    expect(carryOut(document(changes), TODAY).refusals).toEqual([]);
    expect(twice(document(changes))).toEqual([]);
  });

  it('says of a unit that stands elsewhere what it was before, and then what became of it', () => {
    const elsewhere = document([], [unit('b'), unit('c'), { ...unit('a'), parent: 'c' }]);
    const moved = document([move('c', '2022-01-01')], [unit('b'), unit('c'), { ...unit('a'), parent: 'b' }]);
    const said = twice(moved, elsewhere);
    expect(said).toEqual([
      { type: 'unit-moved', data: { unit: 'a', parent: 'b', before: 'c', from: '2021-12-31' } },
      { type: 'unit-moved', data: { unit: 'a', parent: 'c', before: 'b', from: '2022-01-01' } },
    ]);
    const { states } = carryOut(moved, TODAY, carryOut(elsewhere, TODAY).states);
    expect(carryOut(moved, TODAY, states).events).toEqual([]);
  });

  it('leaves alone what was moved on since', () => {
    const first = document([move('b', '2021-01-01')]);
    const { states } = carryOut({ changes: [move('c', '2022-01-01')] }, TODAY, carryOut(first, TODAY).states);
    expect(carryOut(first, TODAY, states).events).toEqual([]);
  });

  it('is refused where it does not say what a unit becomes, or closes one with others below', () => {
    expect(carryOut(document([{ kind: 'reclassify', unit: 'a', on: '2022-01-01' }]), TODAY).refusals).toEqual([
      '/changes/0/class class-missing',
    ]);
    const closed = document([move('b', '2021-01-01'), { kind: 'close', unit: 'b', units: ['c'], on: '2022-01-01' }]);
    expect(carryOut(closed, TODAY).refusals).toEqual(['/changes/1/unit unit-has-units']);
  });

  it('keeps a value that was recorded before its unit was known to be closed', () => {
    const value = { measure: 'antal', unit: 'a', period: '2022-04', value: '3' };
    const measures = [{ id: 'antal', name: { sv: 'Antal' }, kind: 'count' as const }];
    const closing = [{ kind: 'close' as const, unit: 'a', on: '2022-03-01' }];
    const recorded = { ...document([]), measures, measurements: [value] };
    const { states } = carryOut(document(closing), TODAY, carryOut(recorded, TODAY).states);
    expect(carryOut(recorded, TODAY, states)).toMatchObject({ events: [], refusals: [] });
    const late = { ...document(closing), measures, measurements: [value] };
    expect(carryOut(late, TODAY).refusals).toEqual(['/measurements/0/period unit-closed']);
    const printed = carryOut({ ...late, measurements: [{ ...value, asPrinted: true }] }, TODAY);
    expect([printed.refusals, printed.events.at(-1)?.type]).toEqual([[], 'measurement-recorded']);
  });
});

it('a move is dated back to before one to the same place', () => {
  const ground = GROUND.map(({ command }) => command as OrganisationCommand);
  const moved = (on: string): OrganisationCommand => ({ type: 'MoveUnit', unit: 'a', parent: 'b', on });
  const made = after([...ground, moved('2022-05-01'), moved('2022-02-01')]);
  expect(made.units['a']?.parents.map(({ parent, from }) => `${parent} ${from}`)).toEqual(['null null', 'b 2022-05-01', 'b 2022-02-01']);
});
