import { useQuery } from '@tanstack/react-query';
import type { Scorecard } from '@styrbord/steering/scorecard';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api';
import { scorecardInQuery, scorecardQuery } from '../reading/queries';
import { rowOf } from '../reading/rows';
import { useLive, type Live } from '../reading/use-live';
import { sayName } from '../ui/named';
import { useAnnounce } from '../ui/use-announce';
import { useLanguage } from '../ui/use-language';

interface Reading {
  readonly scorecard: Scorecard | undefined;
  readonly failure: Error | null;
  readonly retry: () => void;
  readonly live: Live;
}

/** The scorecard of the address, followed live where it is not of another day's structure; what changes is also said to those who do not see the mark. */
export function useScorecard(unit: string, period: string, structureAt?: string): Reading {
  const now = useQuery({ ...scorecardQuery(unit, period), enabled: structureAt === undefined });
  const then = useQuery({ ...scorecardInQuery(unit, period, structureAt ?? ''), enabled: structureAt !== undefined });
  const { data, error, refetch } = structureAt === undefined ? now : then;
  const live = useLive(unit, period, structureAt !== undefined || (error instanceof Problem && error.fields.status < 500));
  useNews(data, live.changed);
  return { scorecard: data, failure: error, retry: () => void refetch(), live };
}

/** The figures themselves are read on the page; that a row changed, and which one, is the news. */
function useNews(scorecard: Scorecard | undefined, changed: ReadonlySet<string>): void {
  const { t } = useTranslation();
  const language = useLanguage();
  const announce = useAnnounce();
  const [first] = changed;
  const row = scorecard && first !== undefined ? rowOf(scorecard, first) : undefined;
  const name = row && sayName(row.name, language);
  const many = changed.size;
  useEffect(() => {
    if (many > 0) announce(many === 1 && name ? t('live.changedOne', { name }) : t('live.changedMany', { count: many }));
  }, [announce, t, many, name]);
}
