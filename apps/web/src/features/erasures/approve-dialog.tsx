import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ErasureRequest } from '../../reading/erasure-answers';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Replied } from '../../ui/replied';
import { useSubmit } from '../../ui/use-submit';
import { ErasureFacts, Whom } from './erasure-facts';
import styles from './erasures.module.css';

interface Props {
  readonly request: ErasureRequest;
  readonly name: string | null;
  readonly onClose: () => void;
  readonly onDone: (words: string) => void;
}

/** The last question before what cannot be undone. */
export function ApproveDialog({ request, name, onClose, onDone }: Props) {
  const { t } = useTranslation('audit');
  const queries = useQueryClient();
  const { send, reply } = useSubmit();
  const approve = async () => {
    if (!(await send('POST', `/subjects/erasures/${encodeURIComponent(request.id)}/approvals`, {}))) return;
    // Nothing this page remembers may hold the name any longer.
    queries.removeQueries({ type: 'inactive' });
    void queries.invalidateQueries();
    onDone(t('erasurePage.erased', { decision: request.decision }));
  };
  return (
    <Dialog title={t('erasurePage.approveTitle')} onClose={onClose}>
      <div className={styles['form']}>
        <Whom subject={request.subject} name={name} />
        <ErasureFacts erasure={request} rest={[[t('erasurePage.requestedBy'), request.requestedBy]]} />
        <p>{t('erasurePage.approveLead')}</p>
        <Replied reply={reply} />
        <div className={styles['buttons']}>
          <Button look="main" onClick={() => void approve()} disabled={reply.state === 'sending'}>
            {t('erasurePage.approveNow')}
          </Button>
          <Button onClick={onClose}>{t('erasurePage.cancel')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
