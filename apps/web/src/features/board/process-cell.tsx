import { parsePeriod } from '@styrbord/steering/period';
import type { Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { sayPeriod } from '@styrbord/steering/period-words';
import { Icon } from '../../ui/icon';
import { ProcessMark } from '../../ui/process-mark';
import { useLanguage } from '../../ui/use-language';
import { useBoard } from './board-context';
import styles from './process-cell.module.css';

const endOf = (period: string): number | undefined => parsePeriod(period)?.to;

/** The second lamp: what the series does beyond chance, by which rule, and what that says of the target. */
export function ProcessCell({ row }: { row: Row }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { period } = useBoard();
  const { process, contradiction } = row;
  if (process.variation === null) {
    return (
      <p className={styles['untold']}>
        <span className="said-only">{t('process.title')}: </span>
        {process.reason && t(`process.reason.${process.reason}`)}
      </p>
    );
  }
  return (
    <div className={styles['process']}>
      <p className={`${styles['lamp']} ${styles[process.variation]}`}>
        <ProcessMark lamp={process} />
        <span>
          <span className="said-only">{t('process.title')}: </span>
          {t(`process.variation.${process.variation}`)}
          {process.toward && <span className="said-only"> {t(`process.toward.${process.toward}`)}</span>}
        </span>
      </p>
      {process.cause !== 'none' && <p className={styles['more']}>{t(`process.cause.${process.cause}`)}</p>}
      {process.assurance && <p className={styles['more']}>{t(`process.assurance.${process.assurance}`)}</p>}
      {process.trial && <p className={styles['more']}>{t('process.trial', { count: process.points })}</p>}
      {process.period && endOf(process.period) !== endOf(period) && (
        <p className={styles['more']}>{t('process.upTo', { period: sayPeriod(process.period, language) })}</p>
      )}
      {contradiction && (
        <p className={styles['badge']}>
          <Icon name="split" size={14} />
          {t(`attention.${contradiction.kind}`)}
        </p>
      )}
    </div>
  );
}
