import { useQuery } from '@tanstack/react-query';
import type { Row } from '@styrbord/steering/scorecard';
import type { ReactNode } from 'react';
import { scorecardAtQuery, seriesQuery } from '../../reading/queries';
import { rowOf } from '../../reading/rows';
import { sayName } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';
import { SeriesChart } from './series-chart';

interface Props {
  readonly unit: string;
  readonly period: string;
  readonly measure: string;
  readonly cell: string;
  readonly knownAt: string;
  readonly children: (chart: ReactNode) => ReactNode;
}

/** The series of one cell as it was known at a time; nothing where there is nothing to draw. */
export function SeriesThen({ unit, period, measure, cell, knownAt, children }: Props) {
  const language = useLanguage();
  const { data: scorecard } = useQuery(scorecardAtQuery(unit, period, knownAt));
  const { data: series } = useQuery(seriesQuery(measure, { unit, cell, knownAt }));
  const row = scorecard && rowOf(scorecard, measure);
  if (!row || !series || !isDrawn(row) || !series.points.some(({ value }) => value !== null)) return null;
  return children(<SeriesChart row={row} list={[series]} name={sayName(row.name, language)} />);
}

/** Milestones and texts have no height. */
const isDrawn = ({ kind }: Row): boolean => kind !== 'milestone' && kind !== 'text';
