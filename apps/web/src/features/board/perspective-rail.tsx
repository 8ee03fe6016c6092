import type { Scorecard } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { Named } from '../../ui/named';
import { CountsBar } from './counts';
import styles from './perspective-rail.module.css';
import type { BoardSearch } from './selection';

interface Props {
  readonly scorecard: Scorecard;
  readonly search: BoardSearch;
  readonly onSearch: (next: BoardSearch) => void;
}

/** The perspectives with their counts: one glance over the whole, one press to see only that one. */
export function PerspectiveRail({ scorecard, search, onSearch }: Props) {
  const { t } = useTranslation();
  const choose = (perspective: string | undefined) => onSearch({ ...search, perspective });
  return (
    <nav className={styles['rail']} aria-label={t('board.perspectives')}>
      <ul className={styles['list']}>
        <li>
          <button type="button" className={styles['entry']} aria-pressed={!search.perspective} onClick={() => choose(undefined)}>
            <span className={styles['name']}>{t('board.all')}</span>
            <CountsBar counts={scorecard.counts} thin />
          </button>
        </li>
        {scorecard.perspectives.map(({ id, name, counts }) => (
          <li key={id}>
            <button
              type="button"
              className={styles['entry']}
              aria-pressed={search.perspective === id}
              onClick={() => choose(search.perspective === id ? undefined : id)}
            >
              <span className={styles['name']}>
                <Named name={name} />
                <span className={styles['share']}>
                  {t('board.metOf', { met: counts.met, judged: counts.met + counts.near + counts.missed })}
                </span>
              </span>
              <CountsBar counts={counts} thin />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
