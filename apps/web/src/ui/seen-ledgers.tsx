import { useTranslation } from 'react-i18next';
import { sayMoment, sayNumber } from '../language/numbers';
import { forgetCheckpoint } from '../reading/seen-checkpoints';
import { Button } from './button';
import styles from './seen-ledgers.module.css';
import { useLanguage } from './use-language';
import { useSeenLedgers } from './use-seen-ledgers';

/** What this browser remembers to compare with, and the way to have it forgotten. */
export function SeenLedgers() {
  const { t } = useTranslation('audit');
  const language = useLanguage();
  const seen = useSeenLedgers();
  if (seen.length === 0) return null;
  return (
    <section className={styles['seen']} aria-label={t('continuity.seen')}>
      <p className={styles['lead']}>{t('continuity.seenLead')}</p>
      <ul className={styles['ledgers']}>
        {seen.map(({ checkpoint: { origin, events }, seenAt }) => (
          <li key={origin} className={styles['ledger']}>
            <span>{t('continuity.seenOf', { origin, at: sayMoment(seenAt), size: sayNumber(String(events.size), { language }) })}</span>
            <Button look="link" onClick={() => forgetCheckpoint(origin)} aria-label={t('continuity.forgetOf', { origin })}>
              {t('continuity.forget')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
