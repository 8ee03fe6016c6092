import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { write } from '../../api';
import { sayPeriod } from '@styrbord/steering/period-words';
import type { TrialAnswer } from '../../reading/alert-answers';
import { Choice } from '../../ui/choice';
import { ProblemNotice } from '../../ui/problem-notice';
import { useLanguage } from '../../ui/use-language';
import type { RuleBody } from './rule-body';
import { sayFigure } from './say-case';
import styles from './trial-result.module.css';
import { useNames } from './use-names';

const MONTHS = ['24', '60', '120'] as const;
const SHOWN = 20;

/** What a rule would have told, had it been on. */
export function TrialResult({ rule }: { rule: RuleBody }) {
  const { t } = useTranslation('alerts');
  const [months, setMonths] = useState<(typeof MONTHS)[number]>('24');
  const { data, error, refetch } = useQuery({
    queryKey: ['trial', rule, months],
    retry: false,
    staleTime: 0,
    queryFn: () => write<TrialAnswer>('POST', '/alert-rules/trial', { ...rule, months: Number(months) }),
  });
  return (
    <div className={styles['trial']}>
      <Choice
        label={t('trial.months')}
        value={months}
        options={MONTHS.map((each) => ({ value: each, label: each }))}
        onChoose={setMonths}
      />
      {error && <ProblemNotice failure={error} onRetry={() => void refetch()} />}
      <div role="status">{!error && (data ? <Told trial={data} /> : <p>{t('trial.trying')}</p>)}</div>
    </div>
  );
}

function Told({ trial: { sent, held, months, notices } }: { trial: TrialAnswer }) {
  const { t } = useTranslation('alerts');
  const language = useLanguage();
  const names = useNames();
  const said =
    sent === 0 ? t('trial.none', { months }) : sent === 1 ? t('trial.sentOne', { months }) : t('trial.sent', { count: sent, months });
  const figure = (text: string | null, measure: string) =>
    text === null ? t('noValue') : sayFigure(text, names.definition(measure), language);
  return (
    <>
      <p className={styles['said']}>{said}</p>
      {held > 0 && <p>{t('trial.held', { count: held })}</p>}
      <p className={styles['stored']}>{t('trial.stored')}</p>
      {notices.length > 0 && (
        <>
          <h3 className={styles['these']}>{t('trial.these')}</h3>
          <ul className={styles['notices']}>
            {notices.slice(0, SHOWN).map(({ unit, measure, period, notice, value, target }) => (
              <li key={`${unit} ${measure} ${period} ${notice}`}>
                <Link to="/boards/$unit/$period/measures/$measure" params={{ unit, period, measure }}>
                  {names.measure(measure)}
                </Link>
                <p>
                  {names.unit(unit)}, {sayPeriod(period, language)}:{' '}
                  {t('casePage.figures', { value: figure(value, measure), target: figure(target, measure) })}
                  {notice !== 'breached' && ` (${t(`casePage.notice.${notice}`).toLocaleLowerCase(language)})`}
                </p>
              </li>
            ))}
          </ul>
          {notices.length > SHOWN && <p>{t('trial.more', { count: notices.length - SHOWN })}</p>}
        </>
      )}
    </>
  );
}
