import type { Figures } from './computed';
import type { Measure } from './measure';
import type { Cell, Row, Scorecard } from './scorecard';
import type { Reading } from './views/figures';

/** What rows of versions 1 and 2 are read from: nothing of units below, nothing by formula, and periods made of equal parts. */
export async function recordedFigures(reading: Reading, unit: string, measure: Measure): Promise<Figures> {
  return { series: { ...(await reading.series(unit, measure.id)), ofEqualParts: true }, computed: null };
}

/** As packs of version 2 show it: a row from before values said what they are made of. */
export function rowOfVersion2(row: Row): object {
  const cells = Object.fromEntries(Object.entries(row.cells).map(([name, cell]) => [name, cellOfVersion2(cell)]));
  return { ...row, cells, companions: row.companions.map(rowOfVersion2) };
}

export function cellOfVersion2({ total: _total, derivation: _derivation, partly: _partly, ...cell }: Cell): object {
  return cell;
}

/** The scorecard with each row as `rowOf` shows it. */
export function withRows(scorecard: Scorecard, rowOf: (row: Row) => object): object {
  const perspectives = scorecard.perspectives.map((perspective) => ({
    ...perspective,
    goals: perspective.goals.map((goal) => ({
      ...goal,
      factors: goal.factors.map((factor) => ({ ...factor, measures: factor.measures.map(rowOf) })),
    })),
  }));
  return { ...scorecard, perspectives };
}
