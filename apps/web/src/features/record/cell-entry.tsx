import type { Row } from '@styrbord/steering/scorecard';
import { useId, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sayPeriod } from '@styrbord/steering/period-words';
import { Button } from '../../ui/button';
import { sayName } from '../../ui/named';
import { sayCell, sayOutcome } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import { CellFields } from './cell-fields';
import styles from './cell-entry.module.css';
import { check, type Entry } from './checks';
import { useRecording } from './record-context';
import { Replied } from '../../ui/replied';
import { useSubmit } from '../../ui/use-submit';

const NOTHING_TYPED: Entry = { by: 'value', value: '', numerator: '', denominator: '' };

/** One figure to report or to correct, checked as it is typed and said back before it is sent. */
export function CellEntry({ row, name, alone }: { row: Row; name: string; alone: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { unit, period } = useRecording();
  const cell = row.cells[name];
  const outcome = cell?.outcome ?? null;
  const own = outcome?.period === period && !outcome.derived ? outcome : null;
  const [entry, setEntry] = useState<Entry>({ ...NOTHING_TYPED, by: (own?.denominator ?? null) !== null ? 'ratio' : 'value' });
  const [reason, setReason] = useState('');
  const [preliminary, setPreliminary] = useState(false);
  const [sure, setSure] = useState(false);
  const [tried, setTried] = useState(false);
  const { send, reply, forget } = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  const id = useId();

  const replacesFinal = own?.status === 'final';
  const checked = check(entry, { kind: row.kind, last: own?.value ?? cell?.reference?.value ?? null, replacesFinal });
  const typed = checked.figures !== null || checked.error !== null;
  const lacksReason = replacesFinal && typed && reason.trim() === '';
  const change = (next: Entry) => {
    setEntry(next);
    setSure(false);
    forget();
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!checked.figures || lacksReason || (checked.doubt && !sure)) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-needed]')?.focus();
      return;
    }
    const place = { measure: row.id, unit, cell: name, period };
    const done = replacesFinal
      ? await send('POST', '/measurements/corrections', { ...place, ...checked.figures, reason: reason.trim() })
      : await send('POST', '/measurements', { ...place, ...checked.figures, status: preliminary ? 'preliminary' : 'final' });
    if (!done) return;
    setEntry({ ...NOTHING_TYPED, by: entry.by });
    setReason('');
    setTried(false);
  };

  const error = checked.error ?? (tried && checked.figures === null ? 'not-a-number' : null);
  return (
    <form
      ref={form}
      className={styles['entry']}
      onSubmit={(event) => void submit(event)}
      noValidate
      aria-label={`${sayName(row.name, language)}, ${sayCell(name, t)}`}
    >
      <div className={styles['line']}>
        {!alone && <span className={styles['cell']}>{sayCell(name, t)}</span>}
        <span className={styles['now']}>
          {outcome ? t('record.current', { value: sayOutcome(outcome.value, row, language) }) : t('record.missing')}
          {outcome && outcome.period !== period && ` (${t('board.refersTo', { period: sayPeriod(outcome.period, language) })})`}
          {outcome?.status === 'preliminary' && ` (${t('status.preliminary')})`}
        </span>
        <CellFields row={row} name={name} entry={entry} onChange={change} error={error} describedBy={`${id}-said`} />
        <Button type="submit" look={typed ? 'main' : 'plain'}>
          {t(replacesFinal ? 'record.correct' : 'record.send')}
        </Button>
      </div>
      <p id={`${id}-said`} className={error ? styles['error'] : styles['said']} role={error && tried ? 'alert' : undefined}>
        {error
          ? t(`record.check.${error}`)
          : checked.value !== null &&
            t('record.saidBack', {
              cell: sayCell(name, t),
              value: sayOutcome(checked.value, row, language),
              period: sayPeriod(period, language),
            })}
      </p>
      {checked.doubt && (
        <label className={styles['doubt']}>
          <input type="checkbox" data-needed={sure ? undefined : ''} checked={sure} onChange={(event) => setSure(event.target.checked)} />
          <span>
            {t(`record.check.${checked.doubt.code}`, {
              times: checked.doubt.times,
              last: sayOutcome(own?.value ?? cell?.reference?.value ?? '', row, language),
            })}{' '}
            <strong>{t('record.sure')}</strong>
          </span>
        </label>
      )}
      {typed && replacesFinal && (
        <label className={styles['reason']}>
          {t('record.reason')}
          <input
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            required
            aria-invalid={tried && lacksReason}
            aria-describedby={`${id}-reason`}
          />
          <span id={`${id}-reason`} className={tried && lacksReason ? styles['error'] : styles['said']}>
            {t('record.check.reason-needed')}
          </span>
        </label>
      )}
      {typed && !replacesFinal && (
        <label className={styles['doubt']}>
          <input type="checkbox" checked={preliminary} onChange={(event) => setPreliminary(event.target.checked)} />
          {t('record.status')}
        </label>
      )}
      <Replied reply={reply} />
    </form>
  );
}
