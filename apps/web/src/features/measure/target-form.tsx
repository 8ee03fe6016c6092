import { parsePeriod, yearOf } from '@styrbord/steering/period';
import type { Row } from '@styrbord/steering/scorecard';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { Replied } from '../../ui/replied';
import { useSubmit } from '../../ui/use-submit';
import styles from './target-form.module.css';
import { useReadTarget } from './use-read-target';

interface Props {
  readonly row: Row;
  readonly unit: string;
  readonly period: string;
}

/** A target as it is written in a plan; how it is read stands below it as one types, before it is decided. */
export function TargetForm({ row, unit, period }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const reading = useReadTarget(text, row);
  const { send, reply, forget } = useSubmit();
  const id = useId();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const body = {
      measure: row.id,
      unit,
      text: text.trim(),
      period: String(fields.get('period')),
      decision: String(fields.get('decision')),
    };
    if (!(await send('PUT', '/targets', body))) return;
    form.reset();
    setText('');
  };
  return (
    <details className={styles['change']}>
      <summary>{t('measure.newTarget')}</summary>
      <form className={styles['form']} onSubmit={(event) => void submit(event)} onChange={forget}>
        <label className={styles['field']}>
          {t('board.target')}
          <input
            name="text"
            value={text}
            onChange={(event) => setText(event.target.value)}
            required
            autoComplete="off"
            aria-describedby={`${id}-read`}
            aria-invalid={reading?.taken === false}
          />
        </label>
        <p id={`${id}-read`} role="status" className={reading?.taken === false ? styles['refused'] : styles['read']}>
          {reading ? (reading.taken ? t('board.said', { said: reading.words }) : reading.words) : t('measure.targetHint')}
        </p>
        <label className={styles['field']}>
          {t('measure.targetPeriod')}
          <input name="period" defaultValue={yearIn(period)} required />
        </label>
        <label className={styles['field']}>
          {t('measure.targetDecision')}
          <input name="decision" required />
        </label>
        <Button type="submit">{t('measure.decide')}</Button>
        <Replied reply={reply} />
      </form>
    </details>
  );
}

function yearIn(period: string): string {
  const parsed = parsePeriod(period);
  return parsed ? String(yearOf(parsed.to)) : '';
}
