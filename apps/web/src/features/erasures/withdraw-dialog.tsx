import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErasureRequest } from '../../reading/erasure-answers';
import { erasuresQuery, subjectsQuery } from '../../reading/erasure-queries';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Replied } from '../../ui/replied';
import { useSubmit } from '../../ui/use-submit';
import { ErasureFacts, Whom } from './erasure-facts';
import styles from './erasures.module.css';
import { NamelessField } from './nameless-field';
import { namesPerson } from './names-person';

interface Props {
  readonly request: ErasureRequest;
  readonly name: string | null;
  readonly onClose: () => void;
  readonly onDone: (words: string) => void;
}

/** Takes a request back, while nobody has approved it. */
export function WithdrawDialog({ request, name, onClose, onDone }: Props) {
  const { t } = useTranslation('audit');
  const queries = useQueryClient();
  const { send, reply, forget } = useSubmit();
  const [reason, setReason] = useState('');
  const namesThem = namesPerson(reason, name ?? '');
  const withdraw = async (event: FormEvent) => {
    event.preventDefault();
    if (namesThem) return;
    if (!(await send('POST', `/subjects/erasures/${encodeURIComponent(request.id)}/withdrawals`, { reason: reason.trim() }))) return;
    for (const { queryKey } of [erasuresQuery, subjectsQuery]) void queries.invalidateQueries({ queryKey });
    onDone(t('erasurePage.withdrawn'));
  };
  return (
    <Dialog title={t('erasurePage.withdrawTitle')} onClose={onClose}>
      <form className={styles['form']} onSubmit={(event) => void withdraw(event)} onChange={forget}>
        <Whom subject={request.subject} name={name} />
        <ErasureFacts erasure={request} rest={[[t('erasurePage.requestedBy'), request.requestedBy]]} />
        <p>{t('erasurePage.withdrawLead')}</p>
        <NamelessField
          label={t('entry.reason')}
          value={reason}
          onChange={setReason}
          hint={t('erasurePage.reasonHint')}
          fault={t('erasurePage.reasonNames')}
          namesThem={namesThem}
        />
        <Replied reply={reply} />
        <div className={styles['buttons']}>
          <Button type="submit" look="main" disabled={reply.state === 'sending' || namesThem}>
            {t('erasurePage.withdrawNow')}
          </Button>
          <Button onClick={onClose}>{t('erasurePage.keep')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
