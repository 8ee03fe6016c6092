import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sayMoment } from '../language/numbers';
import { ledgerOf, type HistoryEntry } from '../reading/audit-answers';
import { Actor } from './actor';
import styles from './entry-line.module.css';
import { Named, Written } from './named';

/** One change as a sentence, who did it and when, and why: the sentence leads to the event. */
export function EntryLine({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation('audit');
  const { ledger } = ledgerOf(entry);
  const { no, index, sentence, recordedAt, onBehalfOf, reason, decision } = entry;
  return (
    <div className={styles['entry']}>
      <Link
        to="/audit/events/$no/$index"
        params={{ no: String(no), index: String(index) }}
        search={ledgerOf(entry)}
        className={styles['sentence']}
      >
        <Named name={sentence} />
      </Link>
      <p className={styles['facts']}>
        <time dateTime={recordedAt}>{sayMoment(recordedAt)}</time>
        <Actor act={entry} />
        {onBehalfOf && <span>{t('entry.onBehalf', { name: onBehalfOf })}</span>}
        <span>
          {ledger && `${t(`entry.ledgers.${ledger}`)} `}
          {no}:{index}
        </span>
      </p>
      {reason && (
        <p>
          <span className={styles['label']}>{t('entry.reason')}: </span>
          <Written>{reason}</Written>
        </p>
      )}
      {decision && (
        <p>
          <span className={styles['label']}>{t('entry.decision')}: </span>
          <Written>{decision}</Written>
        </p>
      )}
    </div>
  );
}
