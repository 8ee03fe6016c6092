import { placeOfCase } from '@styrbord/alerting/events';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayMoment } from '../../language/numbers';
import { sayPeriod } from '@styrbord/steering/period-words';
import type { NoticeSettingsAnswer } from '../../reading/alert-answers';
import { noticeSettingsQuery } from '../../reading/alert-queries';
import { Notice } from '../../ui/notice';
import { ProblemNotice } from '../../ui/problem-notice';
import { useLanguage } from '../../ui/use-language';
import { NoticeSettingsForm } from './notice-settings-form';
import styles from './people.module.css';
import { useNames } from './use-names';

/** How one is told oneself, and what waits to be. */
export function NoticeSettingsView() {
  const { t } = useTranslation('alerts');
  const { t: common } = useTranslation();
  const { data: settings, error, refetch } = useQuery(noticeSettingsQuery);
  const [isSaved, setSaved] = useState(false);
  if (error) return <ProblemNotice failure={error} onRetry={() => void refetch()} />;
  if (!settings) return <p role="status">{common('app.loading')}</p>;
  return (
    <>
      {isSaved && <Notice title={t('minePage.saved')} tone="good" role="status" />}
      <WaitingList settings={settings} />
      <NoticeSettingsForm settings={settings} onChange={() => setSaved(false)} onSaved={() => setSaved(true)} />
    </>
  );
}

function WaitingList({ settings }: { settings: NoticeSettingsAnswer }) {
  const { t } = useTranslation('alerts');
  const language = useLanguage();
  const names = useNames();
  const { waiting, mail, nextDigestAt } = settings;
  return (
    <section className={styles['section']} aria-labelledby="waiting-title">
      <h2 id="waiting-title" className={styles['title']}>
        {t('minePage.waiting')}
      </h2>
      <p className={styles['hint']}>
        {mail === null ? t('minePage.inboxAlone') : t('minePage.nextDigest', { at: sayMoment(nextDigestAt) })}
      </p>
      {mail !== null && waiting.length === 0 && <p>{t('minePage.nothingWaits')}</p>}
      <ul className={styles['list']}>
        {waiting.map((one) => {
          const place = placeOfCase(one.case);
          return (
            <li key={`${one.case} ${one.notice} ${one.at}`} className={styles['line']}>
              <Link to="/alerts/cases/$case" params={{ case: one.case }}>
                {place ? `${names.measure(place.measure)}, ${names.unit(place.unit)}, ${sayPeriod(place.period, language)}` : one.case}
              </Link>
              <span className={styles['hint']}>{t(`wait.${one.because}`, { at: sayMoment(one.at) })}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
