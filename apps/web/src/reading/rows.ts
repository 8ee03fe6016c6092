import { weighed } from '@styrbord/steering/weighing';
import type { Counts, Coverage, Row, Scorecard } from '@styrbord/steering/scorecard';

/** What the live stream sends when something changed. */
export interface RowsUpdate {
  readonly known: Scorecard['known'];
  readonly counts: Counts;
  readonly coverage: Coverage;
  readonly rows: readonly Row[];
}

export function rowsOf(scorecard: Scorecard): Row[] {
  return scorecard.perspectives.flatMap((perspective) =>
    perspective.goals.flatMap((goal) => goal.factors.flatMap((factor) => factor.measures)),
  );
}

export function rowOf(scorecard: Scorecard, measure: string): Row | undefined {
  return rowsOf(scorecard)
    .flatMap((row) => [row, ...row.companions])
    .find((row) => row.id === measure);
}

/** The scorecard with the changed rows in their old places; an update already seen changes nothing. */
export function withRows(scorecard: Scorecard, update: RowsUpdate): Scorecard {
  if (update.known.no <= scorecard.known.no) return scorecard;
  const changed = new Map(update.rows.map((row) => [row.id, row]));
  const perspectives = scorecard.perspectives.map((perspective) => {
    const goals = perspective.goals.map((goal) => {
      const factors = goal.factors.map((factor) => {
        const measures = factor.measures.map((row) => changed.get(row.id) ?? row);
        return { ...factor, measures, counts: countsOf(measures) };
      });
      return { ...goal, factors, counts: countsOf(factors.flatMap(({ measures }) => measures)) };
    });
    return { ...perspective, goals, counts: countsOf(goals.flatMap(({ factors }) => factors.flatMap(({ measures }) => measures))) };
  });
  return weighed({ ...scorecard, known: update.known, counts: update.counts, coverage: update.coverage, perspectives });
}

/** Ids of the rows that are not the same in both, for marking what a reconnect brought. */
export function changedRows(before: Scorecard, after: Scorecard): string[] {
  const old = new Map(rowsOf(before).map((row) => [row.id, JSON.stringify(row)]));
  return rowsOf(after)
    .filter((row) => old.get(row.id) !== JSON.stringify(row))
    .map((row) => row.id);
}

export function countsOf(rows: readonly Row[]): Counts {
  const counts = { met: 0, near: 0, missed: 0, none: 0 };
  for (const row of rows) counts[row.verdict.result] += 1;
  return counts;
}
