import { ERASURE_GROUNDS } from '@styrbord/steering/events';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { MarkedSubject } from '../../reading/erasure-answers';
import { erasuresQuery, subjectsQuery } from '../../reading/erasure-queries';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Replied } from '../../ui/replied';
import { useSubmit } from '../../ui/use-submit';
import styles from './erasures.module.css';
import { NamelessField } from './nameless-field';
import { namesPerson } from './names-person';

interface Props {
  /** Null for somebody who is not in the list: a name as it was written, an account or a key. */
  readonly subject: MarkedSubject | null;
  readonly onClose: () => void;
  readonly onDone: (words: string) => void;
}

/** Asks for an erasure; nothing is erased by it. */
export function RequestDialog({ subject, onClose, onDone }: Props) {
  const { t } = useTranslation('audit');
  const queries = useQueryClient();
  const { send, reply, forget } = useSubmit();
  const [decision, setDecision] = useState('');
  const [who, setWho] = useState('');
  const name = subject?.name ?? (isId(who) ? '' : who.trim());
  const namesThem = namesPerson(decision, name);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (namesThem) return;
    const ground = String(new FormData(event.currentTarget).get('ground'));
    const whom = subject ? { subject: subject.subject } : isId(who) ? { subject: who.trim() } : { name };
    if (!(await send('POST', '/subjects/erasures', { ...whom, ground, decision: decision.trim() }))) return;
    for (const { queryKey } of [erasuresQuery, subjectsQuery]) void queries.invalidateQueries({ queryKey });
    onDone(t('erasurePage.asked'));
  };
  return (
    <Dialog title={subject ? t('erasurePage.askOf', { whom: subject.name ?? '' }) : t('erasurePage.askOther')} onClose={onClose}>
      <form className={styles['form']} onSubmit={(event) => void submit(event)} onChange={forget}>
        <p className={styles['lead']}>{t('erasurePage.askLead')}</p>
        {!subject && (
          <label className={styles['field']}>
            {t('erasurePage.who')}
            <input value={who} onChange={(event) => setWho(event.target.value)} required maxLength={100} autoComplete="off" />
            <span className={styles['hint']}>{t('erasurePage.whoHint')}</span>
          </label>
        )}
        <label className={styles['field']}>
          {t('erasurePage.ground')}
          <select name="ground" required defaultValue="">
            <option value="" disabled>
              {t('erasurePage.chooseGround')}
            </option>
            {ERASURE_GROUNDS.map((ground) => (
              <option key={ground} value={ground}>
                {t(`erasurePage.grounds.${ground}`)}
              </option>
            ))}
          </select>
        </label>
        <NamelessField
          label={t('entry.decision')}
          value={decision}
          onChange={setDecision}
          hint={t('erasurePage.decisionHint')}
          fault={t('erasurePage.decisionNames')}
          namesThem={namesThem}
        />
        <Replied reply={reply} />
        <div className={styles['buttons']}>
          <Button type="submit" look="main" disabled={reply.state === 'sending' || namesThem}>
            {t('erasurePage.send')}
          </Button>
          <Button onClick={onClose}>{t('erasurePage.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** A pseudonym, an account or a key, rather than a name. */
const isId = (text: string): boolean => /^(s-[0-9a-f]{24}|account:\S+)$/.test(text.trim());
