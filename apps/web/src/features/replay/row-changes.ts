import { lightOf, type Light } from '../../ui/say';
import type { Cell, Row } from '@styrbord/steering/scorecard';

/** What a row said at two moments, where it said different things. */
export type RowChange =
  | {
      readonly what: 'target' | 'outcome' | 'comment';
      readonly cell: string;
      readonly before: string | null;
      readonly after: string | null;
    }
  | { readonly what: 'verdict'; readonly cell: string; readonly before: Light | null; readonly after: Light | null }
  | { readonly what: 'row'; readonly cell: string; readonly before: boolean; readonly after: boolean };

const WHOLE_ROW = '';

/** Cell by cell, in the row's order; `period` is the board's. */
export function rowChanges(before: Row | null, after: Row | null, period: string): RowChange[] {
  const cells = [...new Set([...Object.keys(after?.cells ?? {}), ...Object.keys(before?.cells ?? {})])];
  const changes: RowChange[] = [];
  if ((before === null) !== (after === null))
    changes.push({ what: 'row', cell: WHOLE_ROW, before: before !== null, after: after !== null });
  for (const cell of cells) {
    const [old, now] = [before?.cells[cell], after?.cells[cell]];
    for (const what of ['target', 'outcome'] as const) {
      const pair = { before: textOf(old, what), after: textOf(now, what) };
      if (pair.before !== pair.after) changes.push({ what, cell, ...pair });
    }
    const lights = { before: lightIn(old, period), after: lightIn(now, period) };
    if (lights.before !== lights.after) changes.push({ what: 'verdict', cell, ...lights });
  }
  const comments = { before: before?.comment ?? null, after: after?.comment ?? null };
  if (comments.before !== comments.after) changes.push({ what: 'comment', cell: WHOLE_ROW, ...comments });
  return changes;
}

function textOf(cell: Cell | undefined, what: 'target' | 'outcome'): string | null {
  return (what === 'target' ? cell?.target?.text : cell?.outcome?.value) ?? null;
}

function lightIn(cell: Cell | undefined, period: string): Light | null {
  return cell ? lightOf(cell.verdict, cell, period) : null;
}
