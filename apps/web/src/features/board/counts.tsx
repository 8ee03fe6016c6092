import { Link } from '@tanstack/react-router';
import type { Counts as CountsOf, Scorecard } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { Named } from '../../ui/named';
import { VerdictMark } from '../../ui/verdict-mark';
import styles from './counts.module.css';
import { RESULTS, resultsOf, toggled, type BoardSearch } from './selection';

interface Props {
  readonly scorecard: Scorecard;
  readonly search: BoardSearch;
  readonly onSearch: (next: BoardSearch) => void;
}

/** The whole board in four figures; each is also the way to see only those rows. */
export function Counts({ scorecard, search, onSearch }: Props) {
  const { t } = useTranslation();
  const { unit, period, counts, coverage, weighed } = scorecard;
  const chosen = resultsOf(search.verdict);
  return (
    <section className={styles['counts']} aria-label={t('board.counts')}>
      <div className={styles['tiles']}>
        {RESULTS.map((result) => (
          <button
            key={result}
            type="button"
            className={`${styles['tile']} ${styles[result]}`}
            aria-pressed={chosen.includes(result)}
            onClick={() => onSearch({ ...search, verdict: toggled(search.verdict, result) })}
          >
            <VerdictMark light={result} size={22} />
            <span className={styles['figure']}>{counts[result]}</span>
            <span className={styles['word']}>{t(`verdict.${result}`)}</span>
          </button>
        ))}
      </div>
      <CountsBar counts={counts} />
      <p className={styles['coverage']}>{t('board.coverage', { ...coverage })}</p>
      {weighed && (
        <p className={styles['coverage']}>
          <Named name={weighed.said} />
        </p>
      )}
      <p className={styles['coverage']}>
        <Link to="/boards/$unit/$period/laboratory" params={{ unit: unit.id, period }}>
          {t('judgement.tryWeights')}
        </Link>
      </p>
    </section>
  );
}

/** Lengths that repeat the figures beside it, so it says nothing to a screen reader. */
export function CountsBar({ counts, thin = false }: { counts: CountsOf; thin?: boolean }) {
  return (
    <span className={`${styles['bar']} ${thin ? styles['thin'] : ''}`} aria-hidden="true">
      {RESULTS.filter((result) => counts[result] > 0).map((result) => (
        <span key={result} className={styles[result]} style={{ flexGrow: counts[result] }} />
      ))}
    </span>
  );
}
