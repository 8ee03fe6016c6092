import { parsePeriod } from '@styrbord/steering/period';
import type { Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { sayDate, sayNumber } from '../../language/numbers';
import { sayPeriod } from '@styrbord/steering/period-words';
import type { Series } from '../../reading/answers';
import { Written } from '../../ui/named';
import { sayCell, sayOutcome } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import styles from './series-table.module.css';

/** The same figures as the picture, and what a picture cannot hold: when, from where, which event. */
export function SeriesTable({ row, list }: { row: Row; list: readonly Series[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const count = (figure: number | null) => sayNumber(String(figure ?? ''), { language });
  const points = list
    .flatMap((series) => series.points.map((point) => ({ cell: series.cell, point })))
    .toSorted((a, b) => endOf(b.point.period) - endOf(a.point.period));
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={t('measure.table')}>
      <table className={styles['table']}>
        <thead>
          <tr>
            {(['period', 'cell', 'value', 'status', 'recordedAt', 'source', 'note'] as const).map((column) => (
              <th key={column} scope="col" className={column === 'value' ? styles['number'] : undefined}>
                {t(`measure.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map(({ cell, point }) => (
            <tr key={`${cell} ${point.period}`}>
              <th scope="row">{sayPeriod(point.period, language)}</th>
              <td>{sayCell(cell, t)}</td>
              <td className={styles['number']}>
                {point.withdrawn || point.value === null ? t('measure.withdrawn') : sayOutcome(point.value, row, language)}
                {point.denominator !== null && (
                  <span className={styles['ratio']}>
                    {t('board.ratio', { numerator: count(point.numerator), denominator: count(point.denominator) })}
                  </span>
                )}
              </td>
              <td>
                {t(`status.${point.status}`)}
                {point.disputed && `, ${t('board.disputed').toLocaleLowerCase()}`}
              </td>
              <td>
                {sayDate(point.recordedAt)}
                <span className={styles['ratio']}>{t('why.event', { no: point.no, index: point.index })}</span>
              </td>
              <td>{point.source && <Written>{point.source}</Written>}</td>
              <td>{point.note && <Written>{point.note}</Written>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function endOf(period: string): number {
  return parsePeriod(period)?.to ?? 0;
}
