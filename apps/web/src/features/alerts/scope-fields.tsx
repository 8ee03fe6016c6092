import type { RuleScope } from '@styrbord/alerting/rule';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { measuresQuery, scorecardQuery, sessionQuery, unitsQuery } from '../../reading/queries';
import styles from './form.module.css';
import { SelectField } from './select-field';

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
      <SelectField
        name="unit"
        label={t('ruleForm.unit')}
        options={units}
        value={(isOwn ? own : scope?.unit) ?? own ?? ''}
        all={own === undefined ? t('rulesPage.everywhere') : null}
      />
      <SelectField
        name="perspective"
        label={t('ruleForm.perspective')}
        options={scorecard?.perspectives ?? []}
        value={scope?.perspective ?? ''}
        all={t('ruleForm.all')}
      />
      <SelectField name="measure" label={t('ruleForm.measure')} options={measures} value={scope?.measure ?? ''} all={t('ruleForm.all')} />
    </div>
  );
}
