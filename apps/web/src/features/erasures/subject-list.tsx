import { useTranslation } from 'react-i18next';
import { sayMoment } from '../../language/numbers';
import type { MarkedSubject } from '../../reading/erasure-answers';
import { Button } from '../../ui/button';
import { Whom } from './erasure-facts';
import styles from './erasures.module.css';

interface Props {
  readonly subjects: readonly MarkedSubject[];
  /** Those whose erasure is asked for already. */
  readonly waiting: ReadonlySet<string>;
  readonly onAsk: (subject: MarkedSubject) => void;
}

export function SubjectList({ subjects, waiting, onAsk }: Props) {
  const { t } = useTranslation('audit');
  if (subjects.length === 0) return <p>{t('erasurePage.nobody')}</p>;
  return (
    <ul className={styles['list']}>
      {subjects.map((person) => {
        const { subject, name, erased, marks } = person;
        return (
          <li key={subject} className={styles['item']} data-subject={subject}>
            <div className={styles['about']}>
              <Whom subject={subject} name={name ?? t('erasurePage.erasedBy', { decision: erased?.decision ?? '' })} />
              <p className={styles['lead']}>
                {t(marks === 1 ? 'erasurePage.marksOne' : 'erasurePage.marks', { count: marks })}
                {erased && ` · ${sayMoment(erased.at)}`}
              </p>
            </div>
            {!erased && (
              <div className={styles['acts']}>
                {waiting.has(subject) ? (
                  <p className={styles['cannot']}>{t('erasurePage.waiting')}</p>
                ) : (
                  <Button onClick={() => onAsk(person)} aria-label={t('erasurePage.askOf', { whom: name ?? subject })}>
                    {t('erasurePage.ask')}
                  </Button>
                )}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
