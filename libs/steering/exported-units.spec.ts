import type { DocumentChange } from './document';
import { exportedUnits } from './exported-units';
import { carryOut } from './simulation/carried-out';

const TODAY = '2022-06-01';
const unit = (id: string, parent: string | null) => ({ id, name: { sv: id }, kind: 'unit', parent });
const move = (of: string, parent: string, on: string): DocumentChange => ({ kind: 'move', unit: of, parent, on });

/** `r` over `x` and `y`, `a` and `b` in `x`, `c` in `y`; and what became of them. */
const UNITS = [unit('r', null), unit('x', 'r'), unit('y', 'r'), unit('a', 'x'), unit('b', 'x'), unit('c', 'y')];

const exported = (root: string, changes: readonly DocumentChange[]) =>
  exportedUnits(carryOut({ units: UNITS, changes }, TODAY).structure.organisation, root);

const said = ({ units, changes }: ReturnType<typeof exported>) => ({
  units: units.map(({ id, parent }) => `${id} in ${parent}`),
  changes: changes.map(({ kind, unit: of, units: ofAll, parent, into, on }) =>
    [kind, of ?? ofAll?.join('+'), parent ?? into, on].filter(Boolean).join(' '),
  ),
});

describe('exported units', () => {
  it('change places on one day without standing in themselves meanwhile', () => {
    const changes = [move('b', 'a', '2021-01-01'), move('b', 'x', '2022-01-01'), move('a', 'b', '2022-01-01')];
    const document = exported('r', changes);
    expect(said(document).changes).toEqual(['move b a 2021-01-01', 'move b x 2022-01-01', 'move a b 2022-01-01']);
    expect(carryOut(document, TODAY).refusals).toEqual([]);
  });

  it('of a part are told of from the day on which the last of them came', () => {
    const changes = [move('a', 'b', '2020-01-01'), move('c', 'x', '2021-01-01'), move('b', 'c', '2022-01-01')];
    const document = exported('x', changes);
    expect(said(document)).toEqual({ units: ['a in b', 'b in x', 'c in x', 'x in r'], changes: ['move b c 2022-01-01'] });
    const elsewhere = carryOut({ ...document, units: [unit('r', null), ...document.units] }, TODAY);
    expect([elsewhere.refusals, elsewhere.structure.organisation.units['b']?.parents.length]).toEqual([[], 2]);
  });

  it('of a part were closed by a merge with what lies beside it', () => {
    const merge = { kind: 'merge' as const, units: ['a', 'c'], into: 'c', on: '2022-01-01', bridge: 'sum' as const };
    expect(said(exported('x', [merge])).changes).toEqual(['close a 2022-01-01']);
    expect(said(exported('r', [merge])).changes).toEqual(['merge a+c c 2022-01-01']);
  });
});
