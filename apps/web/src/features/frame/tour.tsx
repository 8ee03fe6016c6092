import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { isTyping } from '../../ui/is-typing';
import styles from './tour.module.css';

const STEPS = ['lights', 'decide', 'live', 'keys'] as const;

/** Four things worth knowing, beside the board and never over what is read: Escape puts it away for good. */
export default function Tour({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const step = STEPS[at];
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !isTyping(event.target)) onDone();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [onDone]);
  if (!step) return null;
  const isLast = at === STEPS.length - 1;
  return (
    <aside className={styles['tour']} aria-label={t('tour.title')}>
      <div role="status">
        <p className={styles['place']}>{t('tour.place', { at: at + 1, all: STEPS.length })}</p>
        <p className={styles['name']}>{t(`tour.${step}.name`)}</p>
        <p>{t(`tour.${step}.text`)}</p>
      </div>
      <div className={styles['acts']}>
        <Button look="main" onClick={() => (isLast ? onDone() : setAt(at + 1))}>
          {isLast ? t('tour.done') : t('tour.next')}
        </Button>
        {at > 0 && <Button onClick={() => setAt(at - 1)}>{t('tour.back')}</Button>}
        {!isLast && (
          <Button look="quiet" onClick={onDone}>
            {t('tour.skip')}
          </Button>
        )}
      </div>
    </aside>
  );
}
