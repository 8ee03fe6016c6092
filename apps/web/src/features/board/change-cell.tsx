import type { Cell, Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { sayPeriod } from '@styrbord/steering/period-words';
import { sayCell, sayChange, sayOutcome } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import styles from './change-cell.module.css';
import { IntervalPicture } from './interval-picture';

/** What chance does not explain, in words; the figures with their uncertainty below. */
export function ChangeCell({ row }: { row: Row }) {
  const { t } = useTranslation();
  const cells = Object.entries(row.cells).filter(([, cell]) => cell.change ?? (cell.reference && cell.outcome));
  const total = cells.find(([name]) => name === 'T');
  const parts = cells.filter(([name]) => name !== 'T');
  if (cells.length === 0) return <span className={styles['nothing']}>{t('board.noChange')}</span>;
  return (
    <div className={styles['changes']}>
      {total && <Line row={row} cell={total[1]} />}
      {parts.map(([name, cell]) => (
        <Line key={name} row={row} cell={cell} label={sayCell(name, t)} brief={Boolean(total)} />
      ))}
    </div>
  );
}

function Line({ row, cell, label, brief = false }: { row: Row; cell: Cell; label?: string; brief?: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { change, reference } = cell;
  if (!change) {
    if (!reference) return null;
    return (
      <p className={styles['against']}>
        {label && `${label}: `}
        {t(reference.otherPeriod ? 'change.otherPeriod' : 'change.against', {
          period: sayPeriod(reference.period, language),
          value: sayOutcome(reference.value, row, language),
        })}
      </p>
    );
  }
  const { word, figures, against } = sayChange(change, row, { t, language });
  if (brief) {
    return (
      <p className={styles['figures']}>
        <span className={styles['label']}>{label}</span> <span className={styles[change.result]}>{word}</span> {figures}
      </p>
    );
  }
  return (
    <div>
      <p className={`${styles['word']} ${styles[change.result]}`}>
        {label && <span className={styles['label']}>{label}</span>} {word}
      </p>
      {change.interval && <IntervalPicture interval={change.interval} result={change.result} />}
      {figures && <p className={styles['figures']}>{figures}</p>}
      <p className={styles['against']}>{against}</p>
    </div>
  );
}
