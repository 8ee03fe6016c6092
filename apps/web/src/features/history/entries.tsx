import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../reading/audit-answers';
import { BeforeAfter } from '../../ui/before-after';
import { EntryLine } from '../../ui/entry-line';
import styles from './entries.module.css';

export function Entries({ entries }: { entries: readonly HistoryEntry[] }) {
  const { t } = useTranslation('audit');
  if (entries.length === 0) return null;
  return (
    <ol className={styles['entries']}>
      {entries.map((entry) => (
        <li key={`${entry.no}:${entry.index}`} className={styles['entry']}>
          <EntryLine entry={entry} />
          <details className={styles['details']}>
            <summary>{t('historyPage.details')}</summary>
            <BeforeAfter before={entry.before} after={entry.after} />
          </details>
        </li>
      ))}
    </ol>
  );
}
