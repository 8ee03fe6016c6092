import { useQuery } from '@tanstack/react-query';
import type { Scorecard } from '@styrbord/steering/scorecard';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { scorecardQuery } from '../reading/queries';
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

/** The scorecard of the address, followed live; what changes is also said to those who do not see the mark. */
export function useScorecard(unit: string, period: string): Reading {
  const { t } = useTranslation();
  const language = useLanguage();
  const announce = useAnnounce();
  const { data, error, refetch } = useQuery(scorecardQuery(unit, period));
  const live = useLive(unit, period);
  useEffect(() => {
    if (!data || live.changed.size === 0) return;
    const [first] = live.changed;
    const row = first === undefined ? undefined : rowOf(data, first);
    announce(live.changed.size === 1 && row ? t('live.changedOne', { name: sayName(row.name, language) }) : t('live.changedMany', { count: live.changed.size }));
    // The figures themselves are read on the page; only a change of which rows changed is news.
  }, [live.changed]);
  return { scorecard: data, failure: error, retry: () => void refetch(), live };
}
