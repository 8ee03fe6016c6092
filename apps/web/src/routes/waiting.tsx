import { useTranslation } from 'react-i18next';
import styles from './page.module.css';

export function Waiting() {
  const { t } = useTranslation();
  return (
    <p className={styles['wait']} role="status">
      {t('app.loading')}
    </p>
  );
}
