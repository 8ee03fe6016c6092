import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { caseCountsQuery } from '../../reading/alert-queries';
import bar from './top-bar.module.css';
import styles from './inbox-link.module.css';

/** The way to the inbox, with how many cases wait there: it moves by itself. */
export function InboxLink() {
  const { t } = useTranslation();
  const { data: counts } = useQuery(caseCountsQuery);
  const isHere = useLocation({ select: ({ pathname }) => pathname.startsWith('/alerts') });
  const waiting = counts?.['to-handle'] ?? 0;
  return (
    <Link
      to="/alerts"
      search={{}}
      className={`${bar['page']} ${isHere ? bar['here'] : ''}`}
      aria-current={isHere ? 'page' : undefined}
      data-waiting={counts && waiting}
    >
      {t('frame.inbox')}
      {counts && waiting > 0 && (
        <>
          <span className={styles['badge']} data-severe={counts.severe > 0 || undefined} aria-hidden="true">
            {waiting}
            {counts.severe > 0 && '!'}
          </span>
          <span className="said-only">{t('frame.toHandle', { count: waiting, severe: counts.severe })}</span>
        </>
      )}
    </Link>
  );
}
