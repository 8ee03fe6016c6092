import type { Saying, TriedPeriod } from '@styrbord/steering/laboratory';
import { useTranslation } from 'react-i18next';
import { sayPeriod } from '@styrbord/steering/period-words';
import type { MeasureDefinition, TriedAnswer } from '../../reading/answers';
import { sayName } from '../../ui/named';
import { ProcessMark } from '../../ui/process-mark';
import { sayLine, sayOutcome } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import { VerdictMark } from '../../ui/verdict-mark';
import styles from './laboratory.module.css';

interface Props {
  readonly answer: TriedAnswer;
  readonly definition: MeasureDefinition;
}

/** What is said beside what would have been, period by period; those that differ stand first. */
export function TriedTable({ answer, definition }: Props) {
  const { t } = useTranslation('laboratory');
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={t('byPeriod')}>
      <table className={styles['tried']}>
        <thead>
          <tr>
            <th scope="col">{t('period')}</th>
            <th scope="col">{t('really')}</th>
            <th scope="col">{t('supposed')}</th>
            <th scope="col">{t('differs')}</th>
          </tr>
        </thead>
        <tbody>
          {answer.periods.map((tried) => (
            <PeriodLine key={tried.period} tried={tried} definition={definition} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PeriodLine({ tried, definition }: { tried: TriedPeriod; definition: MeasureDefinition }) {
  const { t } = useTranslation('laboratory');
  const language = useLanguage();
  const { period, differs, really, supposed } = tried;
  return (
    <tr className={differs.length > 0 ? styles['differs'] : undefined}>
      <th scope="row">{sayPeriod(period, language)}</th>
      <td>
        <Told saying={really} definition={definition} />
      </td>
      <td>
        <Told saying={supposed} definition={definition} />
      </td>
      <td>{differs.length > 0 ? differs.map((each) => t(`difference.${each}`)).join(', ') : t('asBefore')}</td>
    </tr>
  );
}

/** Outcome against target, both lamps, and what they are held against. */
function Told({ saying, definition }: { saying: Saying; definition: MeasureDefinition }) {
  const { t } = useTranslation('laboratory');
  const { t: say } = useTranslation();
  const language = useLanguage();
  const printing = { unitOfMeasure: definition.unitOfMeasure ?? '', decimals: definition.decimals ?? 0 };
  const { outcome, verdict, target, reference, change, process } = saying;
  return (
    <div className={styles['told']}>
      <p className={styles['light']}>
        <VerdictMark light={verdict.result} size={15} />
        <span>
          {verdict.reason ? say(`reason.${verdict.reason}`) : say(`verdict.${verdict.result}`)}
          {outcome && `, ${sayOutcome(outcome.value, printing, language)}`}
        </span>
      </p>
      {target?.said && <p className={styles['more']}>{t('goal', { said: sayName(target.said, language) })}</p>}
      {reference && (
        <p className={styles['more']}>
          {say('change.against', {
            period: sayPeriod(reference.period, language),
            value: sayOutcome(reference.value, printing, language),
          })}
        </p>
      )}
      {verdict.prognosis && <p className={styles['more']}>{say(`prognosis.${verdict.prognosis}`)}</p>}
      {change && (
        <p className={styles['more']}>
          {say(
            `change.${change.interval || change.result === 'no-detectable-change' ? change.result : change.result === 'better' ? 'signBetter' : 'signWorse'}`,
          )}
        </p>
      )}
      {process.variation && (
        <p className={styles['light']}>
          <ProcessMark lamp={process} size={15} />
          <span>
            {say(`process.variation.${process.variation}`)}
            {process.cause !== 'none' && `: ${say(`process.cause.${process.cause}`)}`}
          </span>
        </p>
      )}
      {process.assurance && <p className={styles['more']}>{say(`process.assurance.${process.assurance}`)}</p>}
      {process.lower !== null && process.upper !== null && (
        <p className={styles['more']}>{t('usual', { lower: sayLine(process.lower, language), upper: sayLine(process.upper, language) })}</p>
      )}
    </div>
  );
}
