import type { Row } from '@styrbord/steering/scorecard';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../reading/use-may';
import { Button } from '../../ui/button';
import { Replied } from '../../ui/replied';
import { sayCell } from '../../ui/say';
import { useSubmit } from '../../ui/use-submit';
import styles from './difference-dispute.module.css';

interface Props {
  readonly row: Row;
  readonly cell: string;
  readonly unit: string;
  readonly period: string;
  /** What differs, in a sentence: the reason that is offered. */
  readonly said: string;
}

/** Disputes a recorded value that is not what its units or its formula make: both stay, and the doubt is marked. */
export function DifferenceDispute({ row, cell, unit, period, said }: Props) {
  const { t } = useTranslation();
  const mayRecord = useMay('record-measurements');
  const { send, reply, forget } = useSubmit();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason'));
    await send('POST', '/measurements/disputes', { measure: row.id, unit, cell, period, reason });
  };
  if (!mayRecord) return null;
  return (
    <details className={styles['dispute']}>
      <summary>{t('made.dispute', { cell: sayCell(cell, t) })}</summary>
      <form className={styles['form']} onSubmit={(event) => void submit(event)} onChange={forget}>
        <label className={styles['field']}>
          {t('record.disputeWhy')}
          <textarea name="reason" rows={2} required defaultValue={said} />
        </label>
        <Button type="submit">{t('record.dispute')}</Button>
        <Replied reply={reply} />
      </form>
    </details>
  );
}
