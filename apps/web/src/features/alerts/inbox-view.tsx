import type { Tray } from '@styrbord/alerting/case';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { casesQuery } from '../../reading/alert-queries';
import { sessionQuery } from '../../reading/queries';
import { useMay } from '../../reading/use-may';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { ProblemNotice } from '../../ui/problem-notice';
import { useRowKeys } from '../../ui/use-row-keys';
import { CaseItem } from './case-item';
import { HandleDialog, type Handling } from './handle-dialog';
import { InboxEmpty } from './inbox-empty';
import { InboxFilters } from './inbox-filters';
import type { InboxSearch } from './inbox-search';
import styles from './inbox-view.module.css';

interface Props {
  readonly search: InboxSearch;
  readonly onSearch: (next: InboxSearch) => void;
}

export function InboxView({ search, onSearch }: Props) {
  const { t } = useTranslation('alerts');
  const { t: common } = useTranslation();
  const { data: account } = useQuery(sessionQuery);
  const { mine, ...rest } = search;
  const tray: Tray = search.tray ?? 'to-handle';
  const asked = { ...rest, tray, ...(mine ? { assignee: account?.id } : {}) };
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(casesQuery(asked));
  const cases = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const { picked, pick, unpick } = usePicked(cases.map(({ id }) => id));
  const [handling, setHandling] = useState<Handling | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const mayHandle = useMay('acknowledge');
  const mayPick = mayHandle && tray !== 'over';
  useRowKeys(mayPick ? { x: pick } : {});
  return (
    <>
      <InboxFilters search={search} onSearch={onSearch} />
      {said !== null && <Notice title={said} tone="good" role="status" />}
      {error && <ProblemNotice failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <p role="status">{common('app.loading')}</p>}
      {data && cases.length === 0 && <InboxEmpty search={search} onSearch={onSearch} />}
      {cases.length > 0 && (
        <>
          <div className={styles['line']}>
            <p role="status" className={styles['shown']}>
              {cases.length === 1 && !hasNextPage
                ? t('inboxPage.shownOne')
                : t(hasNextPage ? 'inboxPage.shown' : 'inboxPage.shownAll', { count: cases.length })}
            </p>
            <p className={styles['keys']}>{t('inboxPage.keys')}</p>
          </div>
          <ul className={styles['cases']}>
            {cases.map((one) => (
              <CaseItem
                key={one.id}
                one={one}
                account={account?.id ?? ''}
                {...(mayPick ? { isPicked: picked.includes(one.id), onPick: () => pick(one.id) } : {})}
              />
            ))}
          </ul>
        </>
      )}
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} disabled={isFetchingNextPage} className={styles['more']}>
          {isFetchingNextPage ? common('app.loading') : t('inboxPage.more')}
        </Button>
      )}
      {picked.length > 0 && (
        <div className={styles['picked']} role="group" aria-label={t('handle.title')}>
          <p role="status">{picked.length === 1 ? t('inboxPage.pickedOne') : t('inboxPage.picked', { count: picked.length })}</p>
          {(['acknowledge', 'snooze', 'close'] as const).map((act) => (
            <Button key={act} look={act === 'acknowledge' ? 'main' : 'plain'} onClick={() => setHandling(act)}>
              {t(`handle.${act}`)}
            </Button>
          ))}
          <Button look="quiet" onClick={unpick}>
            {t('inboxPage.unpick')}
          </Button>
        </div>
      )}
      {handling && (
        <HandleDialog
          handling={handling}
          cases={picked}
          onClose={() => setHandling(null)}
          onDone={(words) => {
            setHandling(null);
            setSaid(words);
            unpick();
          }}
        />
      )}
    </>
  );
}

/** What is picked and still listed: a case that has left the tray is picked no longer. */
function usePicked(listed: readonly string[]) {
  const [all, setAll] = useState<readonly string[]>([]);
  const picked = all.filter((id) => listed.includes(id));
  return {
    picked,
    pick: (id: string) => setAll((now) => (now.includes(id) ? now.filter((each) => each !== id) : [...now, id])),
    unpick: () => setAll([]),
  };
}
