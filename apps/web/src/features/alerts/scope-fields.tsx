import type { RuleScope } from '@styrbord/alerting/rule';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Name } from '@styrbord/steering/scorecard';
import { measuresQuery, scorecardQuery, sessionQuery, unitsQuery } from '../../reading/queries';
import { sayName } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';
import styles from './form.module.css';

interface Props {
  readonly scope: RuleScope | null;
  /** One of one's own, of a rule that holds elsewhere: it begins with one's own unit. */
  readonly isOwn: boolean;
  readonly place: { readonly unit: string; readonly period: string };
}

/** Where a rule holds. Who sees some units sets rules for those. */
export function ScopeFields({ scope, isOwn, place }: Props) {
  const { t } = useTranslation('alerts');
  const { data: account } = useQuery(sessionQuery);
  const { data: units = [] } = useQuery(unitsQuery);
  const { data: measures = [] } = useQuery(measuresQuery);
  const { data: scorecard } = useQuery({ ...scorecardQuery(place.unit, place.period), enabled: place.unit !== '' && place.period !== '' });
  const own = account && account.units !== 'all' ? account.units[0] : undefined;
  return (
    <div className={styles['fields']}>
      <Select
        name="unit"
        label={t('ruleForm.unit')}
        options={units}
        value={(isOwn ? own : scope?.unit) ?? own ?? ''}
        all={own === undefined ? t('rulesPage.everywhere') : null}
      />
      <Select
        name="perspective"
        label={t('ruleForm.perspective')}
        options={scorecard?.perspectives ?? []}
        value={scope?.perspective ?? ''}
        all={t('ruleForm.all')}
      />
      <Select name="measure" label={t('ruleForm.measure')} options={measures} value={scope?.measure ?? ''} all={t('ruleForm.all')} />
    </div>
  );
}

interface SelectProps {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly id: string; readonly name: Name }[];
  readonly value: string;
  /** What choosing none means; null where one must be chosen. */
  readonly all: string | null;
}

function Select({ name, label, options, value, all }: SelectProps) {
  const language = useLanguage();
  const named = options
    .map((option) => ({ id: option.id, name: sayName(option.name, language) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language));
  const isKnown = value === '' || named.some(({ id }) => id === value);
  return (
    <label className={styles['field']}>
      {label}
      <select name={name} defaultValue={value} key={`${value} ${isKnown}`} required={all === null}>
        {all !== null && <option value="">{all}</option>}
        {!isKnown && <option value={value}>{value}</option>}
        {named.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  );
}
