import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../reading/queries';
import { Notice } from '../ui/notice';
import styles from './page.module.css';

/** The server refuses them too; this says it before it is asked. */
export function AuditGuard({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation('audit');
  const { data: account } = useQuery(sessionQuery);
  if (account?.may.includes('read-audit') ?? true) return <>{children}</>;
  return (
    <div className={styles['page']}>
      <h1 className={styles['title']}>{title}</h1>
      <Notice title={t('noRight')}>
        <p>{t('noRightHint')}</p>
      </Notice>
    </div>
  );
}
