import { useQueries } from '@tanstack/react-query';
import type { Row } from '@styrbord/steering/scorecard';
import type { Series } from '../../reading/answers';
import { seriesQuery } from '../../reading/queries';

export interface SeriesOfCells {
  readonly list: readonly Series[];
  readonly waiting: boolean;
  readonly failure: Error | null;
}

/** Every cell's series side by side; a total that is only summed here has no series of its own and is left out. */
export function useSeriesOfCells(row: Row, unit: string, structureAt: string | undefined): SeriesOfCells {
  const cells = row.reported.length > 0 ? row.reported : ['T'];
  return useQueries({
    queries: cells.map((cell) => seriesQuery(row.id, { unit, cell, structureAt })),
    combine: (answers) => ({
      list: answers.flatMap(({ data }) => (data ? [data] : [])),
      waiting: answers.some(({ isPending }) => isPending),
      failure: answers.find(({ error }) => error)?.error ?? null,
    }),
  });
}
