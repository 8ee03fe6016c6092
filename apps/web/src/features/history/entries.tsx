import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ledgerOf, type HistoryEntry } from '../../reading/audit-answers';
import { BeforeAfter } from '../../ui/before-after';
import { EntryLine } from '../../ui/entry-line';
import styles from './entries.module.css';

interface Props<Entry extends HistoryEntry> {
  readonly entries: readonly Entry[];
  /** What stands below an entry. */
  readonly renderBelow?: (entry: Entry) => ReactNode;
}

export function Entries<Entry extends HistoryEntry>({ entries, renderBelow }: Props<Entry>) {
  const { t } = useTranslation('audit');
  if (entries.length === 0) return null;
  return (
    <ol className={styles['entries']}>
      {entries.map((entry) => (
        <li key={`${ledgerOf(entry).ledger ?? ''} ${entry.no}:${entry.index}`} className={styles['entry']}>
          <EntryLine entry={entry} />
          <details className={styles['details']}>
            <summary>{t('historyPage.details')}</summary>
            <BeforeAfter before={entry.before} after={entry.after} />
          </details>
          {renderBelow?.(entry)}
        </li>
      ))}
    </ol>
  );
}
