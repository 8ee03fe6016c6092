import type { Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { lightOf, sayCell, sayOutcome } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import { VerdictMark } from '../../ui/verdict-mark';
import { useBoard } from './board-context';
import styles from './cell-button.module.css';

/** One cell of a breakdown: whose, how much, which light; pressed, it answers why. */
export function CellButton({ row, name, large = false, bare = false }: { row: Row; name: string; large?: boolean; bare?: boolean }) {
  const { t } = useTranslation();
  const { onWhy, period } = useBoard();
  const language = useLanguage();
  const cell = row.cells[name];
  if (!cell) return null;
  const light = lightOf(cell.verdict, cell, period);
  const unitOfMeasure = large || row.unitOfMeasure === '%' ? row.unitOfMeasure : '';
  const value = cell.outcome ? sayOutcome(cell.outcome.value, { ...row, unitOfMeasure }, language) : t('app.none');
  const short = name === 'K' || name === 'M' ? name : sayCell(name, t);
  return (
    <button
      type="button"
      className={`${styles['cell']} ${large ? styles['large'] : ''} ${bare ? styles['bare'] : ''}`}
      data-disagrees={row.disagreeing.includes(name) || undefined}
      onClick={() => onWhy(row, name)}
      aria-label={t('board.whyCell', { cell: bare ? `${sayCell(name, t)} ${value}` : `${short} ${value}`, verdict: t(`verdict.${light}`) })}
    >
      {!bare && <span className={styles['name']}>{short} </span>}
      <span className={styles['value']}>{bare ? value.replace(/\u00a0%$/, '') : value}</span>
      <VerdictMark light={light} size={large ? 16 : 13} />
    </button>
  );
}
