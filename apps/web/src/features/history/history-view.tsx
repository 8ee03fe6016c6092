import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { historyQuery } from '../../reading/audit-queries';
import { Button } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { Notice } from '../../ui/notice';
import { ProblemNotice } from '../../ui/problem-notice';
import { Entries } from './entries';
import { HistoryFilters } from './history-filters';
import { askedOf, COUNT_DEFAULT, type HistoryProps, type HistorySearch } from './history-search';
import styles from './history-view.module.css';
import { Sample } from './sample';

export function HistoryView({ search, onSearch }: HistoryProps) {
  const { t } = useTranslation('audit');
  return (
    <>
      <Choice
        label={t('historyPage.mode')}
        hideLabel
        value={search.view ?? 'all'}
        options={[
          { value: 'all', label: t('historyPage.all') },
          { value: 'sample', label: t('historyPage.sample') },
        ]}
        onChoose={(view) => onSearch(view === 'all' ? {} : { view, seed: newSeed(), count: COUNT_DEFAULT })}
      />
      {search.view === 'sample' ? (
        <Sample search={search} onSearch={onSearch} newSeed={newSeed} />
      ) : (
        <>
          <HistoryFilters search={search} onSearch={onSearch} />
          <Found search={search} />
        </>
      )}
    </>
  );
}

const SEED_BYTES = 6;

/** Drawn by the browser, not chosen by anybody: the paper says which it was. */
function newSeed(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(SEED_BYTES)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A page may hold fewer than asked for, even none, and still have a next one. */
function Found({ search }: { search: HistorySearch }) {
  const { t } = useTranslation('audit');
  const { t: common } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(historyQuery(askedOf(search)));
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  if (error) return <ProblemNotice failure={error} onRetry={() => void refetch()} />;
  if (!data) return <p role="status">{common('app.loading')}</p>;
  return (
    <div className={styles['found']}>
      <p role="status" className={styles['shown']}>
        {entries.length > 0 && t(hasNextPage ? 'historyPage.shown' : 'historyPage.shownAll', { count: entries.length })}
      </p>
      {entries.length === 0 && (
        <Notice title={t(hasNextPage ? 'historyPage.nothingYet' : 'historyPage.nothing')}>
          {!hasNextPage && <p>{t('historyPage.nothingHint')}</p>}
        </Notice>
      )}
      <Entries entries={entries} />
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} disabled={isFetchingNextPage} className={styles['more']}>
          {isFetchingNextPage ? common('app.loading') : t(entries.length === 0 ? 'historyPage.moreQuiet' : 'historyPage.more')}
        </Button>
      )}
    </div>
  );
}
