import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../ui/use-title';
import styles from './page.module.css';

export function NotFound() {
  const { t } = useTranslation();
  useTitle(t('problem.notFound'));
  return (
    <main className={styles['page']}>
      <h1 className={styles['title']}>{t('problem.notFound')}</h1>
      <p>{t('problem.notFoundHint')}</p>
      <Link to="/">{t('app.home')}</Link>
    </main>
  );
}
