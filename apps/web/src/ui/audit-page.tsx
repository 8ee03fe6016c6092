import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayErase } from '../reading/use-may';
import styles from './audit-page.module.css';

interface Props {
  readonly title: ReactNode;
  readonly lead?: string;
  /** Whose replay the tab leads to. */
  readonly place: { readonly unit: string; readonly period: string };
  readonly children: ReactNode;
}

/** What surrounds each page of the audit: its title, and the way to the others. */
export function AuditPage({ title, lead, place, children }: Props) {
  const { t } = useTranslation('audit');
  const mayErase = useMayErase();
  const here = { className: styles['here'] ?? '' };
  return (
    <div className={styles['page']}>
      <nav aria-label={t('pages')} className={styles['tabs']}>
        <Link to="/audit/history" search={{}} className={styles['tab']} activeProps={here}>
          {t('history')}
        </Link>
        {place.unit && place.period && (
          <Link to="/audit/replay/$unit/$period" params={place} search={{}} className={styles['tab']} activeProps={here}>
            {t('replay')}
          </Link>
        )}
        {mayErase && (
          <Link to="/audit/erasures" className={styles['tab']} activeProps={here}>
            {t('erasures')}
          </Link>
        )}
        <Link to="/verify" className={styles['tab']}>
          {t('verifyFile')}
        </Link>
      </nav>
      <header className={styles['head']}>
        <h1 className={styles['title']}>{title}</h1>
        {lead && <p className={styles['lead']}>{lead}</p>}
      </header>
      {children}
    </div>
  );
}
