import { useTranslation } from 'react-i18next';
import { sayMoment } from '../../language/numbers';
import type { ErasureRequest } from '../../reading/erasure-answers';
import { Button } from '../../ui/button';
import styles from './erasures.module.css';
import { ErasureFacts, Whom } from './erasure-facts';

interface Props {
  readonly requests: readonly ErasureRequest[];
  /** Who is looking: nobody approves what they asked for themselves. */
  readonly account: string;
  readonly nameOf: (subject: string) => string | null;
  readonly onApprove: (request: ErasureRequest) => void;
  readonly onWithdraw: (request: ErasureRequest) => void;
}

export function OpenRequests({ requests, account, nameOf, onApprove, onWithdraw }: Props) {
  const { t } = useTranslation('audit');
  if (requests.length === 0) return <p className={styles['lead']}>{t('erasurePage.noOpen')}</p>;
  return (
    <ul className={styles['list']}>
      {requests.map((request) => {
        const { id, subject, requestedAt, requestedBy } = request;
        const name = nameOf(subject);
        return (
          <li key={id} className={styles['item']} data-erasure={id}>
            <div className={styles['about']}>
              <Whom subject={subject} name={name} />
              <ErasureFacts
                erasure={request}
                rest={[
                  [t('erasurePage.requestedBy'), requestedBy],
                  [t('erasurePage.requestedAt'), sayMoment(requestedAt)],
                ]}
              />
            </div>
            <div className={styles['acts']}>
              {requestedBy === account ? (
                <p className={styles['cannot']}>
                  <strong>{t('erasurePage.own')}</strong> {t('erasurePage.ownHint')}
                </p>
              ) : (
                <Button look="main" onClick={() => onApprove(request)} aria-label={t('erasurePage.approveOf', { whom: name ?? subject })}>
                  {t('erasurePage.approve')}
                </Button>
              )}
              <Button onClick={() => onWithdraw(request)} aria-label={t('erasurePage.withdrawOf', { whom: name ?? subject })}>
                {t('erasurePage.withdraw')}
              </Button>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
