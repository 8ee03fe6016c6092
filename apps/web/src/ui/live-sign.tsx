import { useTranslation } from 'react-i18next';
import { sayTime } from '../language/numbers';
import type { LiveState } from '../reading/live-stream';
import styles from './live-sign.module.css';

/** Whether what is on the screen follows what happens, and since when. */
export function LiveSign({ state, updated }: { state: LiveState; updated: Date | null }) {
  const { t } = useTranslation();
  return (
    <p className={styles['sign']} data-live={state}>
      <span className={styles['dot']} aria-hidden="true" />
      <span className={styles['word']}>{t(`live.${state}`)}</span>
      {updated && <span className={styles['time']}>{t('live.updated', { time: sayTime(updated) })}</span>}
    </p>
  );
}
