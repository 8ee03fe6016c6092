import { useTranslation } from 'react-i18next';
import { sayMoment } from '../../language/numbers';
import type { CaseNotice } from '../../reading/alert-answers';
import styles from './delivery-said.module.css';

const CHANNELS = ['mail', 'webhook'] as const;

/** What became of a notice that was to be sent. */
export function DeliverySaid({ delivery }: Pick<CaseNotice, 'delivery'>) {
  const { t } = useTranslation('alerts');
  if (!delivery) return <p className={styles['delivery']}>{t('casePage.delivery.none')}</p>;
  const { result, at, attempts, answer } = delivery;
  const known = CHANNELS.find((each) => each === delivery.channel);
  const channel = known ? t(`casePage.channel.${known}`) : delivery.channel;
  return (
    <p className={styles[result === 'dead' ? 'dead' : 'delivery']}>
      {t(`casePage.delivery.${result}`, { at: sayMoment(at), channel, attempts, answer })}
    </p>
  );
}
