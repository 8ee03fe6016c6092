import { parsePeriod } from '@styrbord/steering/period';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/notice';
import styles from './page.module.css';

/** An address somebody typed may hold a period that is none: say how one is written, before asking the server. */
export function PeriodGuard({ period, children }: { period: string; children: ReactNode }) {
  const { t } = useTranslation();
  if (parsePeriod(period)) return <>{children}</>;
  return (
    <div className={styles['page']}>
      <h1 className={styles['title']}>{t('problem.badPeriod', { period })}</h1>
      <Notice title={t('problem.badPeriodHint')} />
    </div>
  );
}
