import { useQuery } from '@tanstack/react-query';
import { useEffect, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sampleQuery } from '../../reading/audit-queries';
import { Button } from '../../ui/button';
import { ProblemNotice } from '../../ui/problem-notice';
import { Entries } from './entries';
import { COUNT_DEFAULT, type HistoryProps } from './history-search';
import styles from './sample.module.css';
import { SampleNotes } from './sample-notes';

/** Changes drawn at random, by a seed that anybody can draw with again, and what the audit notes on them. */
export function Sample({ search, onSearch, newSeed }: HistoryProps & { newSeed: () => string }) {
  const { t } = useTranslation('audit');
  const { t: common } = useTranslation();
  const seed = search.seed ?? '';
  const count = search.count ?? COUNT_DEFAULT;
  const { data, error, refetch } = useQuery({ ...sampleQuery({ seed, count, to: search.to }), enabled: seed !== '' });
  const end = data ? String(data.to) : undefined;
  // Drawn again when the ledger has grown, the sample is the same: the address says where it ended.
  useEffect(() => {
    if (end !== undefined && end !== '0' && search.to === undefined) onSearch({ ...search, to: end });
  }, [end, search, onSearch]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const to = String(form.get('to') ?? '').trim();
    const given = { seed: String(form.get('seed') ?? '').trim(), count: Number(form.get('count')), ...(to === '' ? {} : { to }) };
    onSearch({ view: 'sample', ...given });
  };
  const unseen = data ? Math.min(count, data.of) - data.items.length : 0;
  return (
    <>
      <p className={styles['lead']}>{t('historyPage.sampleLead')}</p>
      <form className={styles['form']} onSubmit={submit} key={`${seed} ${count}`}>
        <label className={styles['field']}>
          {t('historyPage.seed')}
          <input name="seed" defaultValue={seed} required maxLength={100} autoComplete="off" />
        </label>
        <label className={styles['field']}>
          {t('historyPage.count')}
          <input name="count" type="number" min={1} max={500} defaultValue={count} required />
        </label>
        <label className={styles['field']}>
          {t('historyPage.upTo')}
          <input name="to" type="number" min={1} defaultValue={search.to ?? ''} placeholder={t('historyPage.now')} />
        </label>
        <Button type="submit" look="main">
          {t('historyPage.draw')}
        </Button>
        <Button onClick={() => onSearch({ view: 'sample', seed: newSeed(), count })}>{t('historyPage.another')}</Button>
      </form>
      {error && <ProblemNotice failure={error} onRetry={() => void refetch()} />}
      {!data && !error && seed !== '' && <p role="status">{common('app.loading')}</p>}
      {data && (
        <div role="status">
          <p className={styles['drawn']}>
            {t('historyPage.drawn', { count: data.items.length + unseen, of: data.of, seed: data.seed, to: data.to })}
          </p>
          {unseen > 0 && <p>{t('historyPage.unseen', { count: unseen })}</p>}
        </div>
      )}
      {data && <Entries entries={data.items} renderBelow={(entry) => <SampleNotes sample={data} entry={entry} />} />}
    </>
  );
}
