import type { NoticeSettings } from '@styrbord/alerting/responsibility';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { measuresQuery, unitsQuery } from '../../reading/queries';
import { Button } from '../../ui/button';
import form from './form.module.css';
import styles from './people.module.css';
import { RemovableList } from './removable-list';
import { SelectField } from './select-field';
import { useNames } from './use-names';

type Subscriptions = NoticeSettings['subscriptions'];

interface Props {
  readonly subscriptions: Subscriptions;
  readonly onChange: (subscriptions: Subscriptions) => void;
}

/** What one wants to be told of though another answers for it. */
export function SubscriptionFields({ subscriptions, onChange }: Props) {
  const { t } = useTranslation('alerts');
  const names = useNames();
  const { data: units = [] } = useQuery(unitsQuery);
  const { data: measures = [] } = useQuery(measuresQuery);
  const [unit, setUnit] = useState('');
  const [measure, setMeasure] = useState('');
  const said = ({ unit: at, measure: of }: Subscriptions[number]): string =>
    t('minePage.subscribed', { measure: of === null ? t('responsiblePage.everyMeasure') : names.measure(of), unit: names.unit(at) });
  const isThere = subscriptions.some((one) => one.unit === unit && (one.measure ?? '') === measure);
  return (
    <section className={styles['section']} aria-labelledby="subscriptions-title">
      <h2 id="subscriptions-title" className={styles['title']}>
        {t('minePage.subscriptions')}
      </h2>
      <p className={styles['hint']}>{t('minePage.subscriptionsLead')}</p>
      <RemovableList items={subscriptions} say={said} onChange={onChange} />
      <div className={form['fields']}>
        <SelectField
          name="subscribeUnit"
          label={t('ruleForm.unit')}
          options={units}
          value={unit}
          all={t('minePage.choose')}
          onChoose={setUnit}
        />
        <SelectField
          name="subscribeMeasure"
          label={t('ruleForm.measure')}
          options={measures}
          value={measure}
          all={t('ruleForm.all')}
          onChoose={setMeasure}
        />
      </div>
      <Button
        className={styles['start']}
        disabled={unit === '' || isThere}
        onClick={() => {
          onChange([...subscriptions, { unit, measure: measure === '' ? null : measure }]);
          setUnit('');
          setMeasure('');
        }}
      >
        {t('minePage.subscribe')}
      </Button>
    </section>
  );
}
