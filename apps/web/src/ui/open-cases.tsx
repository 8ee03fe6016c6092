import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ListedCase } from '../reading/alert-answers';
import { Icon } from './icon';
import { sayName } from './named';
import styles from './open-cases.module.css';
import { useLanguage } from './use-language';

/** The way from a row to its open cases. */
export function OpenCases({ cases }: { cases: readonly ListedCase[] | undefined }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return cases?.map(({ id, ruleName }) => (
    <Link key={id} to="/alerts/cases/$case" params={{ case: id }} className={styles['case']}>
      <Icon name="bell" size={13} />
      {t('board.openCase', { rule: sayName(ruleName, language) })}
    </Link>
  ));
}
