import { breakdowns, TOTAL, type CellName } from './cell';
import { isJudged, readCell, type CellReading, type RowAsked } from './cell-reading';
import { RULE } from './judgement';
import { isDue } from './measure';
import { commentOf } from './series';
import { leadingOf, trailOf } from './trail';
import type { Attention, Row, Verdict } from './scorecard';

export interface RowReading {
  readonly cells: readonly CellReading[];
  readonly row: Row;
}

/** The one reading of a measure at a unit for a period: boards, *why*, live streams, replay and alerts all show this. */
export function readRow(asked: RowAsked, companions: readonly Row[] = []): RowReading {
  const { measure, series, period } = asked;
  const cells = cellsToRead(asked).map((cell) => readCell(asked, cell));
  const total = cells.find(({ cell, value }) => cell === TOTAL && value !== null) ?? null;
  const verdict = total ? { ...total.shown.verdict, disputed: cells.some(({ shown }) => shown.verdict.disputed) } : commonVerdict(cells);
  const disagreeing = disagreeingCells(cells, total);
  const due = isDue(measure, period);
  const absence = cells.find((cell) => cell.absence)?.absence ?? null;
  const read: Row = {
    id: measure.id,
    name: measure.name,
    kind: measure.kind,
    unitOfMeasure: measure.unitOfMeasure,
    decimals: measure.decimals ?? 0,
    better: (total ?? cells[0])?.better ?? measure.better,
    cumulates: measure.cumulates,
    verdict,
    disagreeing,
    cells: Object.fromEntries(cells.map(({ cell, shown }) => [cell, shown])),
    reported: measure.cells,
    due,
    attention: attentionOf(cells, total, verdict, disagreeing),
    disputes: cells.flatMap(({ disputes }) => disputes.map(({ cell, reason, at }) => ({ cell, reason, at }))),
    absence: absence && { reason: absence.reason, by: absence.by, text: absence.text },
    trail: trailOf(asked, leadingOf(cells, total)),
    companions,
    comment: commentOf(series, period.name),
    actions: [],
  };
  return { cells, row: read };
}

export function row(asked: RowAsked, companions: readonly Row[] = []): Row {
  return readRow(asked, companions).row;
}

/** The measure's cells, and T where it can be made of them. */
function cellsToRead(asked: RowAsked): readonly CellName[] {
  const { cells } = asked.measure;
  if (cells.includes(TOTAL) || breakdowns(cells).length === 0) return cells;
  return readCell(asked, TOTAL).value ? [TOTAL, ...cells] : cells;
}

/** Without T: the cells' common result, else missed if any judged cell is. */
function commonVerdict(cells: readonly CellReading[]): Verdict {
  const verdicts = cells.map(({ shown }) => shown.verdict);
  const disputed = verdicts.some((verdict) => verdict.disputed);
  const judged = verdicts.filter(({ result }) => isJudged(result));
  const first = judged[0];
  if (!first) return { ...(verdicts[0] ?? { result: 'none', reason: 'no-value', also: [], prognosis: null, rule: RULE }), disputed };
  const common = judged.every(({ result }) => result === first.result);
  const result = common ? first.result : judged.some((verdict) => verdict.result === 'missed') ? 'missed' : 'near';
  const prognosis = verdicts.every((verdict) => verdict.prognosis === first.prognosis) ? first.prognosis : null;
  return { result, reason: null, also: [], disputed, prognosis, rule: RULE };
}

/** Only judged cells can disagree: those unlike T, or, without T and mixed, every one. */
function disagreeingCells(cells: readonly CellReading[], total: CellReading | null): CellName[] {
  const judged = cells.filter(({ shown }) => isJudged(shown.verdict.result));
  const results = new Set(judged.map(({ shown }) => shown.verdict.result));
  if (results.size < 2) return [];
  const ofTotal = total?.shown.verdict.result;
  const unlike = ofTotal !== undefined && isJudged(ofTotal) ? judged.filter(({ shown }) => shown.verdict.result !== ofTotal) : judged;
  return unlike.map(({ cell }) => cell);
}

/** What asks for a decision, the gravest first. */
function attentionOf(
  cells: readonly CellReading[],
  total: CellReading | null,
  verdict: Verdict,
  disagreeing: readonly CellName[],
): Attention[] {
  const leading = total ? [total] : cells;
  const some = (holds: (reading: CellReading) => boolean): boolean => leading.some(holds);
  const holds: Record<Attention, boolean> = {
    'irrevocably-missed': cells.some(({ shown }) => shown.verdict.prognosis === 'irrevocably-missed'),
    'cells-disagree': disagreeing.length > 0,
    'met-without-detectable-change': some(
      ({ shown }) =>
        shown.verdict.result === 'met' && comparesWithReference(shown.target?.kind) && shown.change?.result === 'no-detectable-change',
    ),
    'missed-but-better': some(({ shown }) => shown.verdict.result === 'missed' && shown.change?.result === 'better'),
    disputed: verdict.disputed,
    late: verdict.reason === 'not-reported',
    missed: verdict.result === 'missed',
    'target-refused': verdict.reason === 'target-refused',
  };
  return (Object.keys(holds) as Attention[]).filter((attention) => holds[attention]);
}

const comparesWithReference = (kind: string | undefined): boolean => kind === 'direction' || kind === 'change';
