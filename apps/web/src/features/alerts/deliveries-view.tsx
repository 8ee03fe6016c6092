import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FATES, type Fate } from '../../reading/alert-answers';
import { noticesQuery } from '../../reading/alert-queries';
import { Button } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { Notice } from '../../ui/notice';
import { ProblemNotice } from '../../ui/problem-notice';
import styles from './deliveries-view.module.css';
import { NoticeRow } from './notice-row';

interface Props {
  readonly fate: Fate | undefined;
  readonly onFate: (fate: Fate | undefined) => void;
}

/** A page may hold fewer than asked for, even none, and still have a next one. */
export function DeliveriesView({ fate, onFate }: Props) {
  const { t } = useTranslation('alerts');
  const { t: common } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(noticesQuery(fate));
  const notices = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <Choice
        label={t('deliveriesPage.fate')}
        hideLabel
        value={fate ?? 'all'}
        options={[
          { value: 'all', label: t('deliveriesPage.all') },
          ...FATES.map((each) => ({ value: each, label: t(`deliveriesPage.fates.${each}`) })),
        ]}
        onChoose={(chosen) => onFate(chosen === 'all' ? undefined : chosen)}
      />
      {error && <ProblemNotice failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <p role="status">{common('app.loading')}</p>}
      {data && notices.length === 0 && (
        <Notice title={hasNextPage ? t('deliveriesPage.nothingYet') : t(`deliveriesPage.nothing.${fate ?? 'all'}`)}>
          {!hasNextPage && <p>{t('deliveriesPage.nothingHint')}</p>}
        </Notice>
      )}
      {notices.length > 0 && (
        <>
          <p role="status" className={styles['shown']}>
            {t(hasNextPage ? 'deliveriesPage.shown' : 'deliveriesPage.shownAll', { count: notices.length })}
          </p>
          <table role="table" className={styles['notices']}>
            <thead role="rowgroup">
              <tr role="row">
                {(['when', 'what', 'decision', 'who', 'became'] as const).map((column) => (
                  <th key={column} role="columnheader" scope="col">
                    {t(`deliveriesPage.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {notices.map((notice) => (
                <NoticeRow key={notice.id} notice={notice} />
              ))}
            </tbody>
          </table>
        </>
      )}
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} disabled={isFetchingNextPage} className={styles['more']}>
          {isFetchingNextPage ? common('app.loading') : t(notices.length === 0 ? 'deliveriesPage.moreQuiet' : 'deliveriesPage.more')}
        </Button>
      )}
    </>
  );
}
