import { useTranslation } from 'react-i18next';
import { sayDate } from '../language/numbers';
import styles from './recorded.module.css';

const PLACE = '\u0000';

/** When a figure was recorded. The date is never broken between two lines. */
export function Recorded({ at }: { at: string }) {
  const { t } = useTranslation();
  const [before, after] = t('board.recorded', { date: PLACE }).split(PLACE);
  return (
    <>
      {before}
      <time className={styles['date']} dateTime={at}>
        {sayDate(at)}
      </time>
      {after}
    </>
  );
}
