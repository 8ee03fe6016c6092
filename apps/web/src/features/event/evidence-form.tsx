import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayPeriod } from '@styrbord/steering/period-words';
import { periodsQuery, unitsQuery } from '../../reading/queries';
import { sayName } from '../../ui/named';
import { Panel } from '../../ui/panel';
import { TakeEvidence } from '../../ui/take-evidence';
import { useLanguage } from '../../ui/use-language';
import styles from './evidence-form.module.css';

/** A pack of the unit's scorecard for a period the auditor chooses. */
export function EvidenceForm({ unit, period }: { unit: string; period: string }) {
  const { t } = useTranslation('audit');
  const language = useLanguage();
  const [chosen, setChosen] = useState(period);
  const { data: periods } = useQuery(periodsQuery(unit));
  const { data: units } = useQuery(unitsQuery);
  const name = units?.find(({ id }) => id === unit)?.name;
  const choices = [...new Set([period, ...(periods ?? [])])].filter(Boolean);
  return (
    <Panel title={t('eventPage.evidence')}>
      <p>{t('eventPage.evidenceLead')}</p>
      <label className={styles['field']}>
        {t('eventPage.evidencePeriod')} {t('eventPage.evidenceUnit', { unit: name ? sayName(name, language) : unit })}
        <select value={chosen} onChange={(event) => setChosen(event.target.value)}>
          {choices.map((each) => (
            <option key={each} value={each}>
              {sayPeriod(each, language)}
            </option>
          ))}
        </select>
      </label>
      <div className={styles['take']}>
        <TakeEvidence
          asked={{ unit, period: chosen || (choices[0] ?? '') }}
          words={{ take: t('eventPage.evidenceTake'), taking: t('eventPage.evidenceTaking') }}
        />
      </div>
      <p>
        <Link to="/verify">{t('eventPage.where')}</Link>
      </p>
    </Panel>
  );
}
