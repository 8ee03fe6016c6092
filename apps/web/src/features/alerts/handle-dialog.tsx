import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sayDate } from '../../language/numbers';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Replied } from '../../ui/replied';
import { useSubmit } from '../../ui/use-submit';
import styles from './form.module.css';

export type Handling = 'acknowledge' | 'snooze' | 'comment' | 'close';

const PATHS: Record<Handling, string> = { acknowledge: 'acknowledgements', snooze: 'snoozes', comment: 'comments', close: 'closings' };
/** What is offered; the server takes up to a year. */
const DAYS = { acknowledge: 14, snooze: 7 } as const;
const CHARS_MAX = { comment: 2_000, cause: 500 } as const;

interface Props {
  readonly handling: Handling;
  /** One, or several that the same is done with. */
  readonly cases: readonly string[];
  readonly onClose: () => void;
  readonly onDone: (words: string) => void;
}

/** Asks for what belongs to it, and does it; what has been done already when it is refused stays done. */
export function HandleDialog({ handling, cases, onClose, onDone }: Props) {
  const { t } = useTranslation('alerts');
  const { send, reply, forget } = useSubmit();
  // A case that is acknowledged leaves the list while the others are still sent.
  const [asked] = useState(cases);
  const [done, setDone] = useState(0);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = bodyOf(new FormData(event.currentTarget));
    for (const [at, id] of asked.entries()) {
      if (at < done) continue;
      if (!(await send('POST', `/alerts/${encodeURIComponent(id)}/${PATHS[handling]}`, body))) return;
      setDone(at + 1);
    }
    onDone(t(`handle.done.${handling}`));
  };
  return (
    <Dialog title={t(`handle.${handling}`)} onClose={onClose}>
      <form className={styles['form']} onSubmit={(event) => void submit(event)} onChange={forget}>
        <p className={styles['lead']}>
          {t(`handle.${handling}Lead`)} {asked.length > 1 && t('handle.of', { count: asked.length })}
        </p>
        {(handling === 'acknowledge' || handling === 'snooze') && (
          <label className={styles['field']}>
            {t('handle.until')}
            <input type="date" name="until" required min={dayIn(0)} defaultValue={dayIn(DAYS[handling])} />
            <span className={styles['hint']}>{t('handle.untilHint')}</span>
          </label>
        )}
        {(handling === 'acknowledge' || handling === 'comment') && (
          <label className={styles['field']}>
            {t(handling === 'comment' ? 'handle.text' : 'handle.textOptional')}
            <textarea
              name={handling === 'comment' ? 'text' : 'comment'}
              rows={3}
              maxLength={CHARS_MAX.comment}
              required={handling === 'comment'}
            />
          </label>
        )}
        {handling === 'close' && (
          <label className={styles['field']}>
            {t('handle.cause')}
            <input name="cause" required maxLength={CHARS_MAX.cause} autoComplete="off" />
            <span className={styles['hint']}>{t('handle.causeHint')}</span>
          </label>
        )}
        {reply.state === 'failed' && done > 0 && <p role="status">{t('handle.partly', { done, all: asked.length })}</p>}
        <Replied reply={reply} />
        <div className={styles['buttons']}>
          <Button type="submit" look="main" disabled={reply.state === 'sending'}>
            {t(`handle.${handling}`)}
          </Button>
          <Button onClick={onClose}>{t('handle.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What was left empty is left out; a day is meant with all of it, where the reader is. */
function bodyOf(form: FormData): Record<string, string> {
  const given = [...form].map(([name, value]) => [name, String(value).trim()] as const).filter(([, value]) => value !== '');
  return Object.fromEntries(
    given.map(([name, value]) => [name, name === 'until' ? new Date(`${value}T23:59:59.999`).toISOString() : value]),
  );
}

function dayIn(days: number): string {
  const date = new Date();
  date.setDate(date.getDate() + days);
  return sayDate(date.toISOString());
}
