import type { Row } from '@styrbord/steering/scorecard';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayCell } from '../../ui/say';
import styles from './act-fields.module.css';
import { monthsOf, type Act } from './act-request';

const REASONS = ['not-relevant-here', 'followed-up-by-another', 'starts-later', 'suppressed', 'source-late'] as const;

interface Props {
  readonly act: Act;
  readonly row: Row;
  readonly cells: readonly string[];
  readonly period: string;
}

export function ActFields({ act, row, cells, period }: Props) {
  const { t } = useTranslation();
  switch (act) {
    case 'comment':
      return (
        <label className={styles['field']}>
          {t('record.commentText')}
          <textarea name="text" rows={3} required defaultValue={row.comment ?? ''} />
        </label>
      );
    case 'dispute':
    case 'withdraw':
      return (
        <>
          <label className={styles['field']}>
            {t('record.cell')}
            <select name="cell">
              {cells.map((cell) => (
                <option key={cell} value={cell}>
                  {sayCell(cell, t)}
                </option>
              ))}
            </select>
          </label>
          <label className={styles['field']}>
            {t(act === 'dispute' ? 'record.disputeWhy' : 'record.withdrawWhy')}
            <textarea name="reason" rows={2} required />
          </label>
        </>
      );
    case 'absence':
      return <AbsenceFields period={period} />;
  }
}

function AbsenceFields({ period }: { period: string }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<(typeof REASONS)[number]>('not-relevant-here');
  const { from, to } = monthsOf(period);
  return (
    <>
      <label className={styles['field']}>
        {t('record.absenceReason')}
        <select
          name="absence"
          value={reason}
          onChange={(event) => setReason(REASONS.find((each) => each === event.target.value) ?? reason)}
        >
          {REASONS.map((each) => (
            <option key={each} value={each}>
              {t(`reason.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <div className={styles['pair']}>
        <label className={styles['field']}>
          {t('record.from')}
          <input name="from" defaultValue={from} pattern="\d{4}-\d{2}" required />
        </label>
        <label className={styles['field']}>
          {t('record.to')}
          <input name="to" defaultValue={to} pattern="\d{4}-\d{2}" required />
        </label>
      </div>
      {reason === 'followed-up-by-another' && (
        <label className={styles['field']}>
          {t('record.absenceBy')}
          <input name="by" required />
        </label>
      )}
      <label className={styles['field']}>
        {t('record.absenceText')}
        <textarea name="text" rows={2} />
      </label>
    </>
  );
}
