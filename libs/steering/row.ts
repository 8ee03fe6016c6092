import { TOTAL, withTotal, type CellName } from './cell';
import { derivationIn, partlyOf, totalOf } from './cell-made';
import { isJudged, judgeCell, readCell, type CellReading, type JudgedCell, type RowAsked } from './cell-reading';
import { filled } from './computed';
import { RULE } from './judgement';
import { isDue } from './measure';
import { readProcess, toCellProcess, toRowProcess, whyNotTold, type ProcessReading } from './process-reading';
import { sayContradiction } from './process-words';
import { commentOf } from './series';
import { leadingOf, trailOf } from './trail';
import { shownValue } from './value';
import type { Attention, Cell, Contradiction, Row, RowProcess, Verdict } from './scorecard';

/** A cell with its series read as a process. */
export interface CellInTime extends CellReading {
  readonly process: ProcessReading;
}

export interface RowReading {
  readonly cells: readonly CellInTime[];
  readonly row: Row;
}

/** The one reading of a measure at a unit for a period: boards, *why*, live streams, replay and alerts all show this. */
export function readRow(given: RowAsked, companions: readonly Row[] = []): RowReading {
  const { measure, period, computed = null } = given;
  const series = filled({ series: given.series, computed }, measure, period);
  const asked = { ...given, series };
  const cells = cellsToRead(asked).map((cell) => withProcess(withMakings(readCell(asked, cell), given, asked), asked));
  const total = cells.find(({ cell, value }) => cell === TOTAL && value !== null) ?? null;
  const verdict = total
    ? { ...total.shown.verdict, disputed: cells.some(({ shown }) => shown.verdict.disputed) }
    : commonVerdict(cells.map(({ shown }) => shown.verdict));
  const disagreeing = disagreeingCells(cells, total);
  const due = isDue(measure, period);
  const absence = cells.find((cell) => cell.absence)?.absence ?? null;
  const telling = total ?? cells.find(({ value }) => value !== null) ?? cells[0] ?? withProcess(readCell(asked, TOTAL), asked);
  const process = rowProcess(telling, asked);
  const contradiction = contradictionOf(total ? [total] : cells, telling, verdict, process);
  const read: Row = {
    id: measure.id,
    name: measure.name,
    kind: measure.kind,
    unitOfMeasure: measure.unitOfMeasure,
    decimals: measure.decimals ?? 0,
    better: (total ?? cells[0])?.better ?? measure.better,
    cumulates: measure.cumulates,
    verdict,
    process,
    contradiction: contradiction && { kind: contradiction, said: sayContradiction(contradiction, { process }, measure) },
    disagreeing,
    cells: Object.fromEntries(cells.map(({ cell, shown }) => [cell, shown])),
    reported: measure.cells,
    due,
    attention: attentionOf(cells, total, { verdict, disagreeing, contradiction }),
    disputes: cells.flatMap(({ disputes }) => disputes.map(({ cell, reason, at }) => ({ cell, reason, at }))),
    absence: absence && { reason: absence.reason, by: absence.by, text: absence.text },
    trail: trailOf(asked, leadingOf(cells, total)),
    companions,
    comment: commentOf(series, period.name),
    actions: [],
  };
  return { cells, row: read };
}

/** The row's verdict and the cell that tells it, without what else a row says: for many units beside each other. */
export function judgeRow(given: RowAsked): { readonly telling: JudgedCell; readonly verdict: Verdict } {
  const { measure, period, computed = null } = given;
  const asked = { ...given, series: filled({ series: given.series, computed }, measure, period) };
  const cells = cellsToRead(asked).map((cell) => judgeCell(asked, cell));
  const total = cells.find(({ cell, value }) => cell === TOTAL && value !== null);
  const telling = total ?? cells.find(({ value }) => value !== null) ?? cells[0] ?? judgeCell(asked, TOTAL);
  const disputed = cells.some(({ verdict }) => verdict.disputed);
  return { telling, verdict: total ? { ...total.verdict, disputed } : commonVerdict(cells.map(({ verdict }) => verdict)) };
}

/** One cell of the row with its second lamp, without the other cells: for many periods beside each other. */
export function readCellInTime(given: RowAsked, cell: CellName): CellReading & { readonly lamp: RowProcess } {
  const { measure, period, computed = null } = given;
  const asked = { ...given, series: filled({ series: given.series, computed }, measure, period) };
  const read = withProcess(withMakings(readCell(asked, cell), given, asked), asked);
  return { ...read, lamp: rowProcess(read, asked) };
}

export function row(asked: RowAsked, companions: readonly Row[] = []): Row {
  return readRow(asked, companions).row;
}

function withProcess(reading: CellReading, asked: RowAsked): CellInTime {
  const process = readProcess({ ...asked, until: asked.period }, reading.cell);
  const reason = whyNotTold(process, asked.measure, asked.period);
  return { ...reading, process, shown: { ...reading.shown, process: toCellProcess(process, reason) } };
}

/** How the cell's value is made, or what keeps it from that. `given`: with what was recorded alone. */
function withMakings(reading: CellReading, given: RowAsked, asked: RowAsked): CellReading {
  const { cell, value } = reading;
  const shown = value?.period ?? asked.period;
  const total = totalOf(given, cell, shown);
  const derivation = derivationIn(given, cell, shown);
  const isKept = given.computed?.kept?.isHidden(cell, asked.period) ?? false;
  const partly = (shown.name === asked.period.name && value) || isKept ? null : partlyOf(asked, cell, asked.period);
  // Units that are still to come will move it.
  const isOpen = value?.entries.some(({ kind }) => kind === 'computed') && total !== null && total.units < total.of;
  const outcome = reading.shown.outcome && (isOpen ? { ...reading.shown.outcome, status: 'preliminary' as const } : reading.shown.outcome);
  return { ...reading, shown: { ...reading.shown, outcome, total, derivation, partly } };
}

const rowProcess = ({ cell, process }: CellInTime, { measure, period }: RowAsked): RowProcess =>
  toRowProcess(process, cell, whyNotTold(process, measure, period), measure);

/** Where the two lamps say different things (domain: the two lamps). Chance is told of sound limits only. */
function contradictionOf(
  leading: readonly CellInTime[],
  telling: CellInTime,
  verdict: Verdict,
  process: RowProcess,
): Contradiction['kind'] | null {
  // Where cells differ, the process of one says nothing against the verdict of another.
  const result = telling.shown.verdict.result === verdict.result ? verdict.result : null;
  if (result === 'met' && process.variation === 'concern') return 'met-but-worsening';
  if (result === 'missed' && process.variation === 'improvement') return 'missed-but-improving';
  const isUsual = process.variation === 'common-cause' && process.assurance === 'hit-and-miss' && !process.trial;
  if (result === 'met' && isUsual) return 'met-by-chance';
  const isUnchanged = leading.some(
    ({ shown }) =>
      shown.verdict.result === 'met' && comparesWithReference(shown.target?.kind) && shown.change?.result === 'no-detectable-change',
  );
  return isUnchanged ? 'met-without-detectable-change' : null;
}

/** The measure's cells, and T where it can be made of them. */
function cellsToRead(asked: RowAsked): readonly CellName[] {
  const { cells } = asked.measure;
  const all = withTotal(cells);
  return all === cells || shownValue(asked.series, asked.measure, TOTAL, asked.period) ? all : cells;
}

/** Without T: the cells' common result, else missed if any judged cell is. */
function commonVerdict(verdicts: readonly Verdict[]): Verdict {
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

/** What asks for a decision: where the lamps contradict first, then the gravest. */
function attentionOf(
  cells: readonly CellReading[],
  total: CellReading | null,
  {
    verdict,
    disagreeing,
    contradiction,
  }: { verdict: Verdict; disagreeing: readonly CellName[]; contradiction: Contradiction['kind'] | null },
): Attention[] {
  const leading = total ? [total] : cells;
  const holds: Record<Attention, boolean> = {
    'met-but-worsening': contradiction === 'met-but-worsening',
    'missed-but-improving': contradiction === 'missed-but-improving',
    'met-by-chance': contradiction === 'met-by-chance',
    'met-without-detectable-change': contradiction === 'met-without-detectable-change',
    'irrevocably-missed': cells.some(({ shown }) => shown.verdict.prognosis === 'irrevocably-missed'),
    'cells-disagree': disagreeing.length > 0,
    'differs-from-computed': leading.some(({ shown }) => differs(shown)),
    disputed: verdict.disputed,
    late: verdict.reason === 'not-reported',
    missed: verdict.result === 'missed',
    'target-refused': verdict.reason === 'target-refused',
    'missed-but-better':
      contradiction === null && leading.some(({ shown }) => shown.verdict.result === 'missed' && shown.change?.result === 'better'),
  };
  return (Object.keys(holds) as Attention[]).filter((attention) => holds[attention]);
}

/** What is recorded is not what its units or its formula make. A total that lacks units says nothing against it. */
const differs = ({ total, derivation }: Cell): boolean =>
  (total !== null && total.difference !== null && total.units === total.of) || (derivation?.difference ?? null) !== null;

/** Kinds of target that ask for a change. */
export const comparesWithReference = (kind: string | undefined): boolean => kind === 'direction' || kind === 'change';
