import type { Counts } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import type { TriedAnswer } from '../../reading/answers';
import { VerdictMark } from '../../ui/verdict-mark';
import styles from './laboratory.module.css';

const RESULTS = ['met', 'near', 'missed', 'none'] as const;

/** How many periods reach the target, as it is and as it was supposed. */
export function TriedCounts({ answer: { counts } }: { answer: TriedAnswer }) {
  const { t } = useTranslation('laboratory');
  const { t: say } = useTranslation();
  const line = (name: string, of: Counts) => (
    <tr>
      <th scope="row">{name}</th>
      {RESULTS.map((result) => (
        <td key={result}>{of[result]}</td>
      ))}
    </tr>
  );
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={t('counts')}>
      <table className={styles['counts']}>
        <caption>{t('counts')}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="said-only">{t('reading')}</span>
            </th>
            {RESULTS.map((result) => (
              <th key={result} scope="col">
                <span className={styles['light']}>
                  <VerdictMark light={result} size={15} /> {say(`verdict.${result}`)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {line(t('really'), counts.really)}
          {line(t('supposed'), counts.supposed)}
        </tbody>
      </table>
    </div>
  );
}
