import type { Row, ScorecardPerspective } from '@styrbord/steering/scorecard';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Named } from '../../ui/named';
import { leadingCell, lightOf, sayCell, sayOutcome } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import { VerdictMark } from '../../ui/verdict-mark';
import styles from './wall.module.css';

/** So few cards leave room to be larger. */
const FEW = 6;

export function WallPerspective({
  perspective,
  period,
  changed,
}: {
  perspective: ScorecardPerspective;
  period: string;
  changed: ReadonlySet<string>;
}) {
  const { t } = useTranslation();
  const rows = perspective.goals.flatMap(({ factors }) => factors.flatMap(({ measures }) => measures));
  const told = rows.filter((row) => row.verdict.result !== 'none' || Object.values(row.cells).some(({ outcome }) => outcome));
  return (
    <div
      role="region"
      aria-label={t('board.measure')}
      tabIndex={0}
      className={styles['perspective']}
      data-few={told.length <= FEW || undefined}
    >
      <h1 className={styles['title']}>
        <Named name={perspective.name} />
      </h1>
      <ul className={styles['cards']}>
        {told.map((row) => (
          <li key={row.id} className={styles['card']} data-changed={changed.has(row.id) || undefined}>
            <Card row={row} period={period} />
          </li>
        ))}
      </ul>
      {told.length < rows.length && <p className={styles['later']}>{t('wall.later', { count: rows.length - told.length })}</p>}
    </div>
  );
}

function Card({ row, period }: { row: Row; period: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const leading = leadingCell(row);
  const light = lightOf(row.verdict, leading, period);
  const total = row.cells['T']?.outcome;
  const parts = Object.entries(row.cells).filter(([name, cell]) => name !== 'T' && cell.outcome);
  return (
    <>
      <VerdictMark light={light} size={44} />
      <div>
        <h2 className={styles['name']}>
          <Named name={row.name} />
        </h2>
        {total ? (
          <p className={styles['figure']}>{sayOutcome(total.value, row, language)}</p>
        ) : (
          <p className={parts.length > 2 ? styles['figures'] : styles['figure']}>
            {parts.map(([name, cell]) => `${shortCell(name, t)} ${sayOutcome(cell.outcome?.value ?? '', row, language)}`).join(' · ')}
          </p>
        )}
        <p className={`${styles['word']} ${styles[light]}`}>
          {row.verdict.reason ? t(`reason.${row.verdict.reason}`) : t(`verdict.${light}`)}
          {row.verdict.prognosis && <span className={styles['prognosis']}>, {t(`prognosis.${row.verdict.prognosis}`)}</span>}
        </p>
        {leading?.target && (
          <p className={styles['target']}>
            {t('board.target')} {leading.target.text}
          </p>
        )}
      </div>
    </>
  );
}

/** "K", "K 40": from across a room the letter is read, the word is not. */
function shortCell(name: string, t: TFunction): string {
  return /^[KM](\/|$)/.test(name) ? name.replace('/', '\u00a0') : sayCell(name, t);
}
