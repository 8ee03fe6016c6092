import { TRAYS } from '@styrbord/alerting/case';
import { SEVERITIES } from '@styrbord/alerting/rule';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sayPeriod } from '@styrbord/steering/period-words';
import { caseCountsQuery } from '../../reading/alert-queries';
import { unitsQuery } from '../../reading/queries';
import { Button } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { sayName } from '../../ui/named';
import { Pills } from '../../ui/pills';
import { useLanguage } from '../../ui/use-language';
import styles from './inbox-filters.module.css';
import type { InboxSearch } from './inbox-search';
import { useNames } from './use-names';

interface Props {
  readonly search: InboxSearch;
  readonly onSearch: (next: InboxSearch) => void;
}

export function InboxFilters({ search, onSearch }: Props) {
  const { t } = useTranslation('alerts');
  const language = useLanguage();
  const names = useNames();
  const { data: counts } = useQuery(caseCountsQuery);
  const { data: units = [] } = useQuery(unitsQuery);
  const change = (name: keyof InboxSearch, value: string | true | undefined) => {
    const { [name]: _, ...rest } = search;
    onSearch(value === undefined || value === '' ? rest : { ...rest, [name]: value });
  };
  const pills = [
    ...(search.measure ? [{ name: names.measure(search.measure), onRemove: () => change('measure', undefined) }] : []),
    ...(search.period ? [{ name: sayPeriod(search.period, language), onRemove: () => change('period', undefined) }] : []),
  ];
  const { tray, ...narrowing } = search;
  return (
    <section className={styles['filters']} aria-label={t('inboxPage.filters')}>
      <Choice
        label={t('inboxPage.tray')}
        hideLabel
        value={tray ?? 'to-handle'}
        options={TRAYS.map((each) => ({
          value: each,
          label: counts ? t('inboxPage.trayOf', { name: t(`tray.${each}`), count: counts[each] }) : t(`tray.${each}`),
        }))}
        onChoose={(next) => change('tray', next === 'to-handle' ? undefined : next)}
      />
      <div className={styles['fields']}>
        <label className={styles['field']}>
          {t('inboxPage.severity')}
          <select value={search.severity ?? ''} onChange={(event) => change('severity', event.target.value)}>
            <option value="">{t('inboxPage.any')}</option>
            {SEVERITIES.map((severity) => (
              <option key={severity} value={severity}>
                {t(`severity.${severity}`)}
              </option>
            ))}
          </select>
        </label>
        <label className={styles['field']}>
          {t('inboxPage.unit')}
          <select value={search.unit ?? ''} onChange={(event) => change('unit', event.target.value)}>
            <option value="">{t('inboxPage.any')}</option>
            {units
              .map(({ id, name }) => ({ id, name: sayName(name, language) }))
              .toSorted((a, b) => a.name.localeCompare(b.name, language))
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </select>
        </label>
        <label className={styles['mine']}>
          <input type="checkbox" checked={search.mine ?? false} onChange={(event) => change('mine', event.target.checked || undefined)} />
          {counts ? t('inboxPage.mineOf', { count: counts.mine }) : t('inboxPage.mine')}
        </label>
        {Object.keys(narrowing).length > 0 && (
          <Button look="link" onClick={() => onSearch(tray ? { tray } : {})} className={styles['clear']}>
            {t('inboxPage.clear')}
          </Button>
        )}
      </div>
      {pills.length > 0 && <Pills pills={pills} sayRemove={(name) => t('inboxPage.remove', { name })} />}
    </section>
  );
}
