import type { Severity } from '@styrbord/alerting/rule';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../ui/icon';
import styles from './severity-mark.module.css';

/** Told apart by shape and word: octagon, triangle, circle. */
const SHAPES: Record<Severity, IconName> = { severe: 'stop', warning: 'warning', note: 'info' };

export function SeverityMark({ severity }: { severity: Severity }) {
  const { t } = useTranslation('alerts');
  return (
    <span className={`${styles['mark']} ${styles[severity]}`}>
      <Icon name={SHAPES[severity]} size={16} />
      {t(`severity.${severity}`)}
    </span>
  );
}
