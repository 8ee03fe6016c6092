import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { NOTE_VERDICTS, type NoteVerdict } from '@styrbord/steering/audit-events';
import { sayMoment } from '../../language/numbers';
import type { DrawnEntry, HistorySample } from '../../reading/audit-answers';
import { useMay } from '../../reading/use-may';
import { Actor } from '../../ui/actor';
import { Button } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { Written } from '../../ui/named';
import { Replied } from '../../ui/replied';
import { useSubmit } from '../../ui/use-submit';
import styles from './sample-notes.module.css';

interface Props {
  readonly sample: HistorySample;
  readonly entry: DrawnEntry;
}

/** What the audit has noted on a drawn change, and where it notes more. */
export function SampleNotes({ sample, entry }: Props) {
  const { t } = useTranslation('audit');
  const mayNote = useMay('note-audit');
  const place = `${entry.no}:${entry.index}`;
  return (
    <>
      {entry.notes.length > 0 && (
        <ul className={styles['notes']} aria-label={t('note.of', { place })}>
          {entry.notes.map(({ no, index, verdict, text, recordedAt, ...act }) => (
            <li key={`${no}:${index}`} className={styles['note']}>
              <p>
                <strong className={styles[verdict]}>{t(`note.${verdict}`)}</strong> <Written>{text}</Written>
              </p>
              <p className={styles['facts']}>
                <time dateTime={recordedAt}>{sayMoment(recordedAt)}</time>
                <Actor act={act} />
                <Link to="/audit/events/$no/$index" params={{ no: String(no), index: String(index) }} search={{ ledger: 'audit' }}>
                  {t('entry.ledgers.audit')} {no}:{index}
                </Link>
              </p>
            </li>
          ))}
        </ul>
      )}
      {mayNote && (
        <details className={styles['write']}>
          <summary>
            {t('note.write')}
            <span className="said-only"> {t('note.on', { place })}</span>
          </summary>
          <NoteForm sample={sample} entry={entry} />
        </details>
      )}
    </>
  );
}

function NoteForm({ sample: { seed, count, from, to }, entry: { no, index } }: Props) {
  const { t } = useTranslation('audit');
  const queries = useQueryClient();
  const [verdict, setVerdict] = useState<NoteVerdict>('ok');
  const { send, reply, forget } = useSubmit();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const text = String(new FormData(form).get('text') ?? '').trim();
    if (!(await send('POST', '/history/sample/notes', { seed, count, from, to, no, index, verdict, text }))) return;
    form.reset();
    await queries.invalidateQueries({ queryKey: ['sample'] });
  };
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)} onChange={forget}>
      <Choice
        label={t('note.verdict')}
        value={verdict}
        options={NOTE_VERDICTS.map((each) => ({ value: each, label: t(`note.${each}`) }))}
        onChoose={setVerdict}
      />
      <label className={styles['field']}>
        {t('note.text')}
        <textarea name="text" required maxLength={2000} rows={3} aria-describedby={`note-hint-${no}-${index}`} />
      </label>
      <p className={styles['hint']} id={`note-hint-${no}-${index}`}>
        {t('note.hint')}
      </p>
      <Button type="submit">{t('note.save')}</Button>
      <Replied reply={reply} />
    </form>
  );
}
