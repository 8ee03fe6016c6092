import { Link } from '@tanstack/react-router';
import type { Row, Scorecard } from '@styrbord/steering/scorecard';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Named } from '../../ui/named';
import { leadingCell, lightOf, sayOutcome } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import { VerdictMark } from '../../ui/verdict-mark';
import styles from './known-board.module.css';

interface Props {
  readonly scorecard: Scorecard;
  readonly rows: readonly Row[];
  /** Rows that say something else at the other moment. */
  readonly differing?: ReadonlySet<string>;
  /** What differs is of another moment: it is not said, and its place is kept so that nothing moves. */
  readonly isStale?: boolean;
  readonly label: string;
}

/** A board in one line a row: the total, or the cell that speaks for it. */
export const KnownBoard = memo(({ scorecard, rows, differing, isStale = false, label }: Props) => {
  const { t } = useTranslation();
  return (
    <table className={`${styles['table']} ${isStale ? styles['stale'] : ''}`} aria-label={label}>
      <thead>
        <tr>
          {(['measure', 'target', 'outcome', 'verdict'] as const).map((column) => (
            <th scope="col" key={column}>
              {t(`board.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <KnownRow key={row.id} row={row} scorecard={scorecard} differs={differing?.has(row.id) ?? false} />
        ))}
      </tbody>
    </table>
  );
});

function KnownRow({ row, scorecard, differs }: { row: Row; scorecard: Scorecard; differs: boolean }) {
  const { t } = useTranslation();
  const { t: say } = useTranslation('audit');
  const language = useLanguage();
  const cell = leadingCell(row);
  const light = lightOf(row.verdict, cell, scorecard.period);
  return (
    <tr data-differs={differs || undefined}>
      <th scope="row">
        <Link
          to="/boards/$unit/$period/measures/$measure"
          params={{ unit: scorecard.unit.id, period: scorecard.period, measure: row.id }}
          className={styles['name']}
        >
          <Named name={row.name} />
        </Link>
        {differs && <span className={styles['differs']}>{say('replayPage.differs')}</span>}
      </th>
      <td>{cell?.target?.text ?? <span className={styles['none']}>{t('board.noTarget')}</span>}</td>
      <td className={styles['outcome']}>
        {cell?.outcome ? sayOutcome(cell.outcome.value, row, language) : <span className={styles['none']}>{t('board.noOutcome')}</span>}
      </td>
      <td>
        <span className={styles['light']}>
          <VerdictMark light={light} size={16} /> {row.verdict.reason ? t(`reason.${row.verdict.reason}`) : t(`verdict.${light}`)}
        </span>
      </td>
    </tr>
  );
}
