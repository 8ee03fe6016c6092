import { Link } from '@tanstack/react-router';
import type { UnitBeside, UnitsReading } from '@styrbord/steering/units-among-units';
import { useTranslation } from 'react-i18next';
import { sayNumber } from '../../language/numbers';
import { sayPeriod } from '@styrbord/steering/period-words';
import { Named } from '../../ui/named';
import { sayLine, sayOutcome } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import { VerdictMark } from '../../ui/verdict-mark';
import type { Printing } from './printing';
import styles from './units.module.css';

/** Each unit's value beside its uncertainty, in the order of their names; those without a value last. */
export function BesideTable({ reading, printing }: { reading: UnitsReading; printing: Printing }) {
  const { t } = useTranslation('units');
  return (
    <div className={styles['wide']} tabIndex={0} role="region" aria-label={t('title')}>
      <table className={styles['beside']}>
        <thead>
          <tr>
            <th scope="col">{t('unit')}</th>
            <th scope="col">{t('value')}</th>
            <th scope="col">{t('interval')}</th>
            <th scope="col">{t('verdict')}</th>
            {reading.funnel && (
              <>
                <th scope="col">{t('place')}</th>
                <th scope="col">{t('limits')}</th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {[...reading.units.filter(({ value }) => value !== null), ...reading.units.filter(({ value }) => value === null)].map((unit) => (
            <UnitRow key={unit.unit.id} beside={unit} reading={reading} printing={printing} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function UnitRow({ beside, reading, printing }: { beside: UnitBeside; reading: UnitsReading; printing: Printing }) {
  const { t } = useTranslation('units');
  const { t: say } = useTranslation();
  const language = useLanguage();
  const { unit, value, numerator, denominator, interval, verdict, funnel, period } = beside;
  const count = (people: number) => sayNumber(String(people), { language });
  const limits = ({ lower, upper }: { lower: string; upper: string }) => `${sayLine(lower, language)} … ${sayLine(upper, language)}`;
  return (
    <tr>
      <th scope="row">
        <Link to="/boards/$unit/$period/measures/$measure" params={{ unit: unit.id, period: reading.period, measure: reading.measure }}>
          <Named name={unit.name} />
        </Link>
      </th>
      <td className={styles['figure']}>
        {value === null ? say(`reason.${verdict.reason ?? 'no-value'}`) : sayOutcome(value, printing, language)}
        {numerator !== null && denominator !== null && (
          <span className={styles['of']}>{t('of', { numerator: count(numerator), denominator: count(denominator) })}</span>
        )}
        {period !== null && period !== reading.period && (
          <span className={styles['of']}>{say('board.refersTo', { period: sayPeriod(period, language) })}</span>
        )}
      </td>
      <td className={styles['figure']}>{value === null ? '–' : interval ? limits(interval) : t('noInterval')}</td>
      <td>
        <span className={styles['light']}>
          <VerdictMark light={verdict.result} size={15} />{' '}
          {verdict.reason ? say(`reason.${verdict.reason}`) : say(`verdict.${verdict.result}`)}
        </span>
      </td>
      {reading.funnel && (
        <>
          <td>{funnel ? t(`places.${funnel.place}`) : value === null ? '–' : t('noPlace')}</td>
          <td className={styles['figure']}>{funnel ? limits(funnel.usual) : '–'}</td>
        </>
      )}
    </tr>
  );
}
