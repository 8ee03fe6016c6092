import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { UndecidedResponsibilityAnswer } from '../../reading/alert-answers';
import { undecidedResponsibilitiesQuery } from '../../reading/alert-queries';
import { Button } from '../../ui/button';
import styles from './people.module.css';
import { useNames } from './use-names';
import { usePersonName } from './use-person-name';

interface Props {
  /** What is called how: a measure at a unit. */
  readonly said: (of: Pick<UndecidedResponsibilityAnswer, 'unit' | 'measure'>) => string;
  readonly maySteer: boolean;
  readonly onDecide: (undecided: UndecidedResponsibilityAnswer) => void;
}

/** What merges and splits left without anybody who answers; nothing where there is none. */
export function ResponsibleUndecided({ said, maySteer, onDecide }: Props) {
  const { t } = useTranslation('alerts');
  const names = useNames();
  const { data: all = [] } = useQuery(undecidedResponsibilitiesQuery);
  const nameOf = usePersonName(all.flatMap(({ people }) => people));
  if (all.length === 0) return null;
  return (
    <section className={styles['section']} aria-labelledby="undecided-title">
      <h2 id="undecided-title" className={styles['title']}>
        {t('responsiblePage.undecided')}
      </h2>
      <p className={styles['hint']}>{t('responsiblePage.undecidedLead')}</p>
      <ul className={styles['list']}>
        {all.map((one) => (
          <li key={`${one.unit} ${one.measure} ${one.on}`} className={styles['line']}>
            <span>
              {said(one)}.{' '}
              {one.before
                .map(({ unit, persons }) => t('responsiblePage.before', { unit: names.unit(unit), who: persons.map(nameOf).join(', ') }))
                .join(' ')}
            </span>
            {maySteer && (
              <Button look="quiet" onClick={() => onDecide(one)} aria-label={t('responsiblePage.decideOf', { name: said(one) })}>
                {t('responsiblePage.decide')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
