import { isRefusal } from '@styrbord/eventsourcing/decider';
import { unitDescribed } from '../../test/unit-described';
import { evolveOrganisation, NO_UNITS, type Organisation } from './organisation';
import { decideOrganisation, type OrganisationCommand } from './organising';

const move = (unit: string, parent: string, on: string): OrganisationCommand => ({ type: 'MoveUnit', unit, parent, on });
const merge = (units: readonly string[], into: string, on: string): OrganisationCommand => ({
  type: 'MergeUnits',
  units,
  into,
  on,
  bridge: 'sum',
});
const split = (unit: string, into: readonly string[], on: string): OrganisationCommand => ({
  type: 'SplitUnit',
  unit,
  into,
  on,
  bridge: 'sum',
});
const described = (unit: string, parent: string | null, from: string | null = null) => unitDescribed(unit, parent, { from });

function after(commands: readonly OrganisationCommand[]): Organisation {
  return commands.reduce<Organisation>((organisation, command) => {
    const decided = decideOrganisation(command, organisation);
    if (isRefusal(decided)) throw new Error(decided.refused);
    return decided.reduce((all, event, at) => evolveOrganisation(all, event, at), organisation);
  }, NO_UNITS);
}

/** `r` over `x`, `y` and `z`, and what was carried out before; then what is said of one more. */
function said(command: OrganisationCommand, ...before: readonly OrganisationCommand[]): string {
  const decided = decideOrganisation(
    command,
    after([described('r', null), described('x', 'r'), described('y', 'r'), described('z', 'r'), ...before]),
  );
  return isRefusal(decided) ? `${decided.refused} ${decided.pointer}: ${String(decided.allowed)}` : 'taken';
}

describe('a unit never stands below itself', () => {
  const BELOW = 'organisation-cyclic /parent: a unit that is not below x';

  it('as it is', () => {
    expect(said(move('x', 'x', '2021-01-01'))).toBe(BELOW);
    expect(said(move('x', 'z', '2021-01-01'), move('y', 'x', '2020-01-01'), move('z', 'y', '2020-01-01'))).toBe(BELOW);
  });

  it('from a day on that comes after the move’s own', () => {
    expect(said(move('x', 'y', '2021-01-01'), move('y', 'x', '2022-01-01'))).toBe(BELOW);
  });

  it('until a day that comes after the move’s own, which would do', () => {
    const before = [move('y', 'x', '2020-01-01'), move('y', 'r', '2022-01-01')];
    expect(said(move('x', 'y', '2021-01-01'), ...before)).toBe('organisation-cyclic-until /parent: 2022-01-01');
    expect(said(move('x', 'y', '2021-12-31'), ...before)).toBe('organisation-cyclic-until /parent: 2022-01-01');
    expect(said(move('x', 'y', '2022-01-01'), ...before)).toBe('taken');
  });

  it('for some days between two that are sound', () => {
    const before = [move('y', 'z', '2021-05-01'), move('y', 'r', '2021-08-01'), move('z', 'x', '2021-03-01'), move('z', 'r', '2021-06-01')];
    expect(said(move('x', 'y', '2021-04-01'), ...before)).toBe('organisation-cyclic-until /parent: 2021-06-01');
    expect(said(move('x', 'y', '2021-02-01'), ...before)).toBe('organisation-cyclic-until /parent: 2021-06-01');
    expect(said(move('x', 'y', '2021-06-01'), ...before)).toBe('taken');
  });

  it('by a move that is dated before one that is known already, where the later word holds', () => {
    expect(said(move('y', 'x', '2021-01-01'), move('x', 'y', '2022-01-01'), move('x', 'r', '2021-06-01'))).toBe('taken');
  });

  it('by being described anew', () => {
    const before = [move('y', 'x', '2020-01-01'), move('y', 'r', '2022-01-01')];
    expect(said(described('x', 'y', '2021-01-01'), ...before)).toBe('organisation-cyclic-until /parent: 2022-01-01');
    expect(said(described('x', 'y'), ...before)).toBe('taken');
  });

  it('by a merge into what is, or on that day was, below it', () => {
    expect(said(merge(['x', 'z'], 'y', '2021-01-01'), move('y', 'x', '2020-01-01'))).toBe(
      'organisation-cyclic /into: a unit that is not below x, z',
    );
    const before = [move('y', 'x', '2020-01-01'), move('y', 'r', '2022-01-01')];
    expect(said(merge(['x', 'z'], 'y', '2021-01-01'), ...before)).toBe('organisation-cyclic-until /into: 2022-01-01');
    expect(said(merge(['x', 'z'], 'y', '2022-01-01'), ...before)).toBe('taken');
    expect(said(merge(['x', 'y'], 'y', '2022-01-01'), ...before)).toBe('taken');
  });

  it('by a move below what later becomes the unit itself', () => {
    expect(said(move('x', 'y', '2021-01-01'), merge(['y', 'z'], 'x', '2022-01-01'))).toBe(BELOW);
    expect(said(move('x', 'z', '2021-01-01'), merge(['x', 'y'], 'x', '2022-01-01'))).toBe('taken');
  });

  it('by a split into what is, or on that day was, below it', () => {
    const below = [described('v', 'x'), described('w', 'x')];
    expect(said(split('x', ['v', 'w'], '2021-01-01'), ...below)).toBe('organisation-cyclic /into/0: a unit that is not below x');
    expect(said(split('x', ['y', 'w'], '2021-01-01'), ...below)).toBe('organisation-cyclic /into/1: a unit that is not below x');
    const moved = [...below, move('v', 'r', '2022-01-01'), move('w', 'r', '2022-01-01')];
    expect(said(split('x', ['v', 'w'], '2021-01-01'), ...moved)).toBe('organisation-cyclic-until /into/0: 2022-01-01');
    expect(said(split('x', ['v', 'w'], '2022-01-01'), ...moved)).toBe('taken');
    expect(said(split('x', ['x', 'w'], '2021-01-01'), ...below)).toBe('taken');
  });

  it('by a split into what it stood below, where that is not told to have been there before', () => {
    expect(said(split('z', ['x', 'y'], '2021-01-01'), move('z', 'y', '2020-01-01'))).toBe('organisation-cyclic-before /into/1: z');
    const told = [described('v', 'r', '2020-01-01'), move('z', 'v', '2020-01-01')];
    expect(said(split('z', ['x', 'v'], '2021-01-01'), ...told)).toBe('taken');
  });

  it('by a move below what came of it, before it did', () => {
    expect(said(move('z', 'y', '2020-01-01'), split('z', ['x', 'y'], '2021-01-01'))).toBe('unit-closed /unit: < 2021-01-01');
    expect(said(move('z', 'y', '2020-01-01'), split('z', ['z', 'y'], '2021-01-01'))).toBe('organisation-cyclic-until /parent: 2021-01-01');
    expect(said(move('z', 'y', '2021-01-01'), split('z', ['z', 'y'], '2021-01-01'))).toBe('taken');
  });

  it('by a move below what stood below it before a merge', () => {
    const before = [move('y', 'x', '2020-01-01'), described('w', 'y'), merge(['y', 'z'], 'z', '2021-01-01')];
    expect(said(move('x', 'w', '2022-01-01'), ...before)).toBe(BELOW);
  });
});
