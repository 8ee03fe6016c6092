import type { Cell, Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { sayQuantity } from '../../language/numbers';
import { sayPeriod } from '@styrbord/steering/period-words';
import { Written } from '../../ui/named';
import { Recorded } from '../../ui/recorded';
import { leadingCell, lightOf, sayOutcome } from '../../ui/say';
import { Sparkline } from '../../ui/sparkline';
import { StripPicture } from '../../ui/strip-picture';
import { useLanguage } from '../../ui/use-language';
import { useSayMakings } from '../../ui/use-say-makings';
import { AgeTable } from './age-table';
import { useBoard } from './board-context';
import { Bullet } from './bullet';
import { CellButton } from './cell-button';
import styles from './outcome-cell.module.css';

/** T in full, the breakdown side by side below; without T the cells stand alone. */
export function OutcomeCell({ row }: { row: Row }) {
  const strip = useBoard().strips.get(row.id);
  const total = row.cells['T'];
  const parts = [...new Set([...row.reported, ...Object.keys(row.cells)])].filter((name) => name !== 'T' && row.cells[name]?.outcome);
  const byAge = parts.length > 0 && parts.every((name) => /^[KM]\//.test(name));
  const leading = total?.outcome ? total : parts.map((name) => row.cells[name]).find((cell) => cell?.outcome);
  if (!leading?.outcome) return <NoOutcome row={row} />;
  return (
    <div className={styles['outcome']}>
      {total?.outcome && <Total row={row} cell={total} />}
      {strip && strip.periods.length > 1 ? <StripPicture strip={strip} row={row} /> : <Sparkline row={row} />}
      {byAge ? (
        <AgeTable row={row} cells={parts} />
      ) : (
        parts.length > 0 && (
          <ul className={styles['cells']}>
            {parts.map((name) => (
              <li key={name}>
                <CellButton row={row} name={name} large={!total?.outcome} />
              </li>
            ))}
          </ul>
        )
      )}
      <About row={row} cell={leading} />
    </div>
  );
}

/** What keeps a value from being made is said where the value would stand. */
function NoOutcome({ row }: { row: Row }) {
  const { t } = useTranslation();
  const sayMakings = useSayMakings();
  const cell = leadingCell(row);
  return (
    <>
      <span className={styles['nothing']}>{t('board.noOutcome')}</span>
      <div className={styles['about']}>
        {(cell ? sayMakings(cell, row) : []).map((said) => (
          <p key={said}>{said}</p>
        ))}
      </div>
    </>
  );
}

function Total({ row, cell }: { row: Row; cell: Cell }) {
  const { t } = useTranslation();
  const { onWhy, period } = useBoard();
  const language = useLanguage();
  const outcome = cell.outcome;
  if (!outcome) return null;
  const said = sayOutcome(outcome.value, row, language);
  return (
    <>
      <div className={styles['total']}>
        <button
          type="button"
          className={styles['value']}
          onClick={() => onWhy(row, 'T')}
          aria-label={t('board.whereFrom', { value: said })}
        >
          <Figure row={row} value={outcome.value} />
        </button>
        {outcome.denominator !== null && outcome.numerator !== null && (
          <span className={styles['ratio']}>
            {t('board.ratio', {
              numerator: sayOutcome(String(outcome.numerator), COUNT, language),
              denominator: sayOutcome(String(outcome.denominator), COUNT, language),
            })}
          </span>
        )}
        {outcome.derived && !cell.derivation && <span className={styles['ratio']}>{t('board.derived')}</span>}
      </div>
      <Bullet row={row} cell={cell} light={lightOf(cell.verdict, cell, period)} />
    </>
  );
}

/** A unit that is a word stands smaller beside its number, and may go to the next line. */
function Figure({ row, value }: { row: Row; value: string }) {
  const language = useLanguage();
  const { unitOfMeasure } = row;
  if (unitOfMeasure === '' || unitOfMeasure === '%') return sayOutcome(value, row, language);
  return (
    <>
      {sayOutcome(value, { ...row, unitOfMeasure: '' }, language)} <span className={styles['unit']}>{unitOfMeasure}</span>
    </>
  );
}

const COUNT = { unitOfMeasure: '', decimals: 0 };

/** Beside the figure: the path, the spread among units, which period, and when it was recorded. */
function About({ row, cell }: { row: Row; cell: Cell }) {
  const { t } = useTranslation();
  const { period } = useBoard();
  const language = useLanguage();
  const sayMakings = useSayMakings();
  const outcome = cell.outcome;
  if (!outcome) return null;
  const spread = outcome.spread;
  const path = cell === leadingCell(row) || !row.cells['T']?.outcome ? cell.path : null;
  const quantity = (value: string) => sayOutcome(value, row, language);
  const facts = [
    ...sayMakings(cell, row),
    path &&
      row.cells['T']?.outcome &&
      path.percent &&
      `${t('board.pathPercent', { percent: path.percent })}, ${t('board.yearEnd', { value: quantity(path.yearEnd) })}`,
    path && !row.cells['T']?.outcome && t('board.pathNow', { value: sayQuantity(path.value, row.unitOfMeasure, { language }) }),
    spread?.reachingTarget !== undefined && t('board.reach', { reaching: spread.reachingTarget, units: spread.units }),
    spread?.min && spread.max && t('board.range', { min: quantity(spread.min), max: quantity(spread.max) }),
  ].filter(Boolean);
  return (
    <div className={styles['about']}>
      {facts.map((fact) => (
        <p key={String(fact)}>{fact}</p>
      ))}
      <p>
        {outcome.period !== period && (
          <strong className={styles['other']}>{t('board.refersTo', { period: sayPeriod(outcome.period, language) })}, </strong>
        )}
        {outcome.status === 'preliminary' && `${t('status.preliminary')}, `}
        <Recorded at={outcome.recordedAt} />
      </p>
      {outcome.note && (
        <details className={styles['note']}>
          <summary>{t('measure.note')}</summary>
          <Written>{outcome.note}</Written>
        </details>
      )}
    </div>
  );
}
