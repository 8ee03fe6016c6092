import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../ui/problem-notice';
import { useTitle } from '../ui/use-title';
import styles from './page.module.css';

/** Where an error nobody foresaw ends up: said plainly, with a way on. */
export function Failed({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  useTitle(t('problem.failed'));
  return (
    <div className={styles['page']}>
      <h1 className={styles['title']}>{t('problem.failed')}</h1>
      <ProblemNotice failure={error} onRetry={reset} />
      <Link to="/">{t('app.home')}</Link>
    </div>
  );
}
