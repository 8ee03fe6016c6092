import type { ScorecardStructure } from '@styrbord/steering/scorecard';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button';
import { Named } from './named';
import styles from './structure-chooser.module.css';

interface Props {
  /** As the scorecard was read; absent where it is read as units report. */
  readonly structure: ScorecardStructure | undefined;
  readonly onChoose: (date: string | undefined) => void;
}

/** On which day's organisation the page is read, and what reorganisations make of that. */
export function StructureChooser({ structure, onChoose }: Props) {
  const { t } = useTranslation();
  const [isOpen, open] = useState(false);
  const choose = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const date = new FormData(event.currentTarget).get('date');
    if (typeof date === 'string' && date !== '') onChoose(date);
  };
  if (!structure && !isOpen)
    return (
      <p className={styles['line']}>
        <Button look="link" onClick={() => open(true)}>
          {t('structure.open')}
        </Button>
      </p>
    );
  return (
    <section className={styles['chooser']} aria-label={t('structure.title')}>
      <form className={styles['line']} onSubmit={choose}>
        <label className={styles['field']}>
          {t('structure.date')}
          <input type="date" name="date" required defaultValue={structure?.at} key={structure?.at} />
        </label>
        <Button type="submit">{t('structure.show')}</Button>
        <Button
          look="link"
          onClick={() => {
            open(false);
            if (structure) onChoose(undefined);
          }}
        >
          {t('structure.leave')}
        </Button>
      </form>
      {structure ? (
        <>
          <p>{structure.said ? <Named name={structure.said} /> : t('structure.read', { date: structure.at })}</p>
          {structure.breaks.length > 0 && (
            <ul className={styles['breaks']}>
              {structure.breaks.map((each) => (
                <li key={`${each.kind} ${each.from} ${each.units.join()}`}>
                  {each.from}: <Named name={each.said} />
                </li>
              ))}
            </ul>
          )}
        </>
      ) : (
        <p>{t('structure.hint')}</p>
      )}
    </section>
  );
}
