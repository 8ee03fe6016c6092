import type { Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { sayPeriod } from '@styrbord/steering/period-words';
import type { Series } from '../../reading/answers';
import { Written } from '../../ui/named';
import { sayLine, sayOutcome } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import styles from './series-table.module.css';

/** The same as the chart: each value, the lines of its segment, and what named it. */
export function ProcessTable({ row, series: { process, comments } }: { row: Row; series: Series }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const line = (value: string | null) => (value === null ? '' : sayLine(value, language));
  return (
    <div
      className={styles['scroll']}
      tabIndex={0}
      role="region"
      aria-label={`${t('process.title')}, ${t('measure.table').toLocaleLowerCase()}`}
    >
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('measure.period')}</th>
            {[t('measure.value'), t('process.meanColumn'), t('process.lower'), t('process.upper')].map((name) => (
              <th key={name} scope="col" className={styles['number']}>
                {name}
              </th>
            ))}
            <th scope="col">{t('process.causeColumn')}</th>
            {comments.length > 0 && <th scope="col">{t('process.comment')}</th>}
          </tr>
        </thead>
        <tbody>
          {process.points.toReversed().map(({ period, value, mean, lower, upper, cause, segment }, at, all) => (
            <tr key={period}>
              <th scope="row">
                {sayPeriod(period, language)}
                {all[at + 1] && all[at + 1]?.segment !== segment && <span className={styles['ratio']}>{t('process.segment')}</span>}
              </th>
              <td className={styles['number']}>{sayOutcome(value, row, language)}</td>
              <td className={styles['number']}>{line(mean)}</td>
              <td className={styles['number']}>{line(lower)}</td>
              <td className={styles['number']}>{line(upper)}</td>
              <td>{t(`process.cause.${cause}`)}</td>
              {comments.length > 0 && (
                <td>
                  {comments
                    .filter((comment) => comment.period === period)
                    .map(({ text }) => (
                      <Written key={text}>{text}</Written>
                    ))}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
