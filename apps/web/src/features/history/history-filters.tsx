import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { measuresQuery, unitsQuery } from '../../reading/queries';
import { Button } from '../../ui/button';
import { sayName } from '../../ui/named';
import { Pills } from '../../ui/pills';
import { useLanguage } from '../../ui/use-language';
import styles from './history-filters.module.css';
import { FILTERS, type Filter, type HistoryProps } from './history-search';

const SETTLED_MS = 300;

export function HistoryFilters({ search, onSearch }: HistoryProps) {
  const { t } = useTranslation('audit');
  const choices = useChoices();
  const say = (filter: Filter, value: string): string =>
    `${t(`historyPage.${filter}`)}: ${choices[filter]?.find(({ id }) => id === value)?.name ?? value}`;
  const change = (filter: Filter, value: string) => {
    const { [filter]: _, ...rest } = search;
    onSearch(value === '' ? rest : { ...rest, [filter]: value });
  };
  const pills = FILTERS.flatMap((filter) => {
    const value = search[filter];
    return value === undefined ? [] : [{ name: say(filter, value), onRemove: () => change(filter, '') }];
  });
  return (
    <section className={styles['filters']} aria-label={t('historyPage.filters')}>
      <div className={styles['fields']}>
        {FILTERS.map((filter) => {
          const options = choices[filter];
          return options ? (
            <label key={filter} className={styles['field']}>
              {t(`historyPage.${filter}`)}
              <select value={search[filter] ?? ''} onChange={(event) => change(filter, event.target.value)}>
                <option value="">{t('historyPage.any')}</option>
                {options.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          ) : (
            <TextField key={filter} filter={filter} value={search[filter] ?? ''} onChange={(value) => change(filter, value)} />
          );
        })}
      </div>
      {pills.length > 0 && (
        <div className={styles['line']}>
          <Pills pills={pills} sayRemove={(name) => t('historyPage.remove', { name })} />
          <Button look="link" onClick={() => onSearch({})}>
            {t('historyPage.clear')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Goes to the address when the writer rests. */
function TextField({ filter, value, onChange }: { filter: Filter; value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('audit');
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = window.setTimeout(() => onChange(text.trim()), SETTLED_MS);
    return () => window.clearTimeout(timer);
  }, [text, value, onChange]);
  const isDate = filter === 'from' || filter === 'to';
  return (
    <label className={styles['field']}>
      {t(`historyPage.${filter}`)}
      <input
        type={filter === 'text' ? 'search' : isDate && !/^\d{1,15}$/.test(value) ? 'date' : 'text'}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  );
}

type Choices = Partial<Record<Filter, readonly { readonly id: string; readonly name: string }[]>>;

function useChoices(): Choices {
  const { t } = useTranslation('audit');
  const language = useLanguage();
  const { data: units } = useQuery(unitsQuery);
  const { data: measures } = useQuery(measuresQuery);
  const types: Readonly<Record<string, string>> = t('type', { returnObjects: true });
  const named = (list: readonly { id: string; name: HistoryName }[] | undefined) =>
    (list ?? []).map(({ id, name }) => ({ id, name: sayName(name, language) })).toSorted((a, b) => a.name.localeCompare(b.name, language));
  return {
    unit: named(units),
    measure: named(measures),
    type: Object.entries(types).map(([id, name]) => ({ id, name })),
  };
}

type HistoryName = Parameters<typeof sayName>[0];
