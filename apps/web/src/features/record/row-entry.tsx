import type { Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';
import { Named, Written } from '../../ui/named';
import { leadingCell, lightOf } from '../../ui/say';
import { VerdictMark } from '../../ui/verdict-mark';
import { CellEntry } from './cell-entry';
import { OtherActs } from './other-acts';
import { useRecording } from './record-context';
import styles from './row-entry.module.css';

export function RowEntry({ row }: { row: Row }) {
  const { t } = useTranslation();
  const { period, changed } = useRecording();
  const light = lightOf(row.verdict, leadingCell(row), period);
  const target = leadingCell(row)?.target;
  return (
    <section className={styles['row']} aria-labelledby={`entry-${row.id}`} data-changed={changed.has(row.id) || undefined}>
      <div className={styles['about']}>
        <h3 id={`entry-${row.id}`} className={styles['name']}>
          <Named name={row.name} />
        </h3>
        <p className={styles['facts']}>
          <VerdictMark light={light} size={14} />
          <span>{row.verdict.reason ? t(`reason.${row.verdict.reason}`) : t(`verdict.${light}`)}</span>
          {target && (
            <span>
              {t('board.target')} <Written>{target.text}</Written>
            </span>
          )}
          {row.verdict.disputed && (
            <span className={styles['disputed']}>
              <Icon name="question" size={13} /> {t('board.disputed')}
            </span>
          )}
        </p>
        {row.comment && (
          <p className={styles['facts']}>
            <Written>{row.comment}</Written>
          </p>
        )}
      </div>
      <div className={styles['cells']}>
        {(row.reported.length > 0 ? row.reported : ['T']).map((cell) => (
          <CellEntry key={cell} row={row} name={cell} alone={row.reported.length <= 1} />
        ))}
        <OtherActs row={row} />
      </div>
    </section>
  );
}
