import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sampleQuery } from '../../reading/audit-queries';
import { Button } from '../../ui/button';
import { ProblemNotice } from '../../ui/problem-notice';
import { Entries } from './entries';
import { COUNT_DEFAULT, type HistoryProps } from './history-search';
import styles from './sample.module.css';

/** Changes drawn at random, by a seed that anybody can draw with again. */
export function Sample({ search, onSearch, newSeed }: HistoryProps & { newSeed: () => string }) {
  const { t } = useTranslation('audit');
  const { t: common } = useTranslation();
  const seed = search.seed ?? '';
  const count = search.count ?? COUNT_DEFAULT;
  const { data, error, refetch } = useQuery({ ...sampleQuery({ seed, count: String(count) }), enabled: seed !== '' });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onSearch({ view: 'sample', seed: String(form.get('seed') ?? '').trim(), count: Number(form.get('count')) });
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
        <Button type="submit" look="main">
          {t('historyPage.draw')}
        </Button>
        <Button onClick={() => onSearch({ view: 'sample', seed: newSeed(), count })}>{t('historyPage.another')}</Button>
      </form>
      {error && <ProblemNotice failure={error} onRetry={() => void refetch()} />}
      {!data && !error && seed !== '' && <p role="status">{common('app.loading')}</p>}
      {data && (
        <div role="status">
          <p className={styles['drawn']}>{t('historyPage.drawn', { count: data.items.length + unseen, of: data.of, seed: data.seed })}</p>
          {unseen > 0 && <p>{t('historyPage.unseen', { count: unseen })}</p>}
        </div>
      )}
      {data && <Entries entries={data.items} />}
    </>
  );
}
