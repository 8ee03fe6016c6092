import { useTranslation } from 'react-i18next';
import { sayMoment } from '../../language/numbers';
import type { CaseNotice, DeliveryAnswer } from '../../reading/alert-answers';
import { useMay } from '../../reading/use-may';
import { Button } from '../../ui/button';
import { Replied } from '../../ui/replied';
import { useSubmit } from '../../ui/use-submit';
import styles from './delivery-said.module.css';
import { usePersonName } from './use-person-name';

const CHANNELS = ['mail', 'webhook'] as const;

/** What became of a notice that was to be sent: with each recipient, and for whom it waits. */
export function DeliverySaid({ notice: { deliveries, waits } }: { notice: Pick<CaseNotice, 'deliveries' | 'waits'> }) {
  const { t } = useTranslation('alerts');
  const nameOf = usePersonName();
  if (deliveries.length === 0 && waits.length === 0) return <p className={styles['delivery']}>{t('casePage.delivery.none')}</p>;
  return (
    <>
      {deliveries.map((delivery) => (
        <Delivered key={delivery.message} delivery={delivery} />
      ))}
      {waits.map(({ person, at, because }) => (
        <p key={person ?? ''} className={styles['delivery']}>
          {t('casePage.waits', {
            name: person === null ? t('casePage.mailboxName') : nameOf(person),
            why: t(`wait.${because}`, { at: sayMoment(at) }),
          })}
        </p>
      ))}
    </>
  );
}

function Delivered({ delivery: { message, channel, result, at, attempts, answer, timing } }: { delivery: DeliveryAnswer }) {
  const { t } = useTranslation('alerts');
  const known = CHANNELS.find((each) => each === channel);
  const isBack = result === 'dead' || result === 'bounced';
  const by = known ? t(`casePage.channel.${known}`) : channel;
  return (
    <div>
      <p className={styles[isBack ? 'dead' : 'delivery']}>
        {t(`casePage.delivery.${result}`, { at: sayMoment(at), channel: by, attempts, answer })}
      </p>
      {timing !== null && <p className={styles['delivery']}>{t('casePage.whyThen', { why: t(`timing.${timing}`) })}</p>}
      {isBack && <Resend message={message} />}
    </div>
  );
}

/** Under the name it had, so that nobody has it twice. */
function Resend({ message }: { message: string }) {
  const { t } = useTranslation('alerts');
  const { send, reply } = useSubmit();
  if (!useMay('steer')) return null;
  return (
    <>
      <Button
        disabled={reply.state === 'sending'}
        onClick={() => void send('POST', `/deliveries/${encodeURIComponent(message)}/resends`, {})}
      >
        {t('deliveriesPage.resend')}
      </Button>
      {reply.state === 'failed' && <Replied reply={reply} />}
    </>
  );
}
