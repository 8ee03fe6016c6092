import { isRefusal } from '@styrbord/eventsourcing/decider';
import { changeItem, itemsOf, type DocumentChange } from './document';
import { evolveOrganisation, NO_UNITS, type Organisation } from './organisation';
import { decideOrganisation, type OrganisationCommand } from './organising';

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
