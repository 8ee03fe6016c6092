import { cellOfVersion2 } from './rendering-2';
import { comparesWithReference } from './row';
import type { Attention, Cell, Row } from './scorecard';

/** In this order in a row of version 1, which told of contradictions only that there was no detectable change. */
const ATTENTION: readonly Attention[] = [
  'irrevocably-missed',
  'cells-disagree',
  'met-without-detectable-change',
  'missed-but-better',
  'disputed',
  'late',
  'missed',
  'target-refused',
];

/** As packs of version 1 show it: a row from before the second lamp. */
export function rowOfVersion1({ process: _process, contradiction: _contradiction, ...row }: Row): object {
  const cells = Object.fromEntries(Object.entries(row.cells).map(([name, cell]) => [name, { ...cellOfVersion2(cell), process: null }]));
  return { ...row, cells, attention: attentionOf(row), companions: row.companions.map(rowOfVersion1) };
}

function attentionOf({ cells, attention }: Pick<Row, 'cells' | 'attention'>): Attention[] {
  const leading = cells['T']?.outcome ? [cells['T']] : Object.values(cells);
  const some = (result: Cell['verdict']['result'], change: NonNullable<Cell['change']>['result']): boolean =>
    leading.some((cell) => cell.verdict.result === result && cell.change?.result === change && isTold(result, cell));
  const holds: Partial<Record<Attention, boolean>> = {
    'met-without-detectable-change': some('met', 'no-detectable-change'),
    'missed-but-better': some('missed', 'better'),
  };
  return ATTENTION.filter((each) => holds[each] ?? attention.includes(each));
}

/** Of what meets its target, that nothing has changed is told only where change is what was aimed at. */
const isTold = (result: Cell['verdict']['result'], { target }: Cell): boolean => result !== 'met' || comparesWithReference(target?.kind);
