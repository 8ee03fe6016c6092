import type { Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { sayDate } from '../../language/numbers';
import { sayPeriod } from '@styrbord/steering/period-words';
import type { Series } from '../../reading/answers';
import { Written } from '../../ui/named';
import { Panel } from '../../ui/panel';
import { sayCell, sayOutcome } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import styles from './earlier-values.module.css';

/** What stood there before a correction: nothing is overwritten, so it can always be read. */
export function EarlierValues({ row, series }: { row: Row; series: readonly Series[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const corrected = series.flatMap(({ cell, points }) =>
    points.filter(({ earlier }) => earlier.length > 0).map((point) => ({ cell, point })),
  );
  if (corrected.length === 0) return null;
  return (
    <Panel title={t('measure.earlier')}>
      <ul className={styles['list']}>
        {corrected.map(({ cell, point }) => (
          <li key={`${cell} ${point.period}`}>
            <p className={styles['which']}>
              {t('measure.earlierOf', { period: sayPeriod(point.period, language), cell: sayCell(cell, t) })}
            </p>
            <ol className={styles['steps']}>
              {point.earlier.map(({ value, recordedAt, reason, no, index }) => (
                <li key={`${no}:${index}`}>
                  <s>
                    {t('measure.wasRecorded', {
                      value: value === null ? t('measure.withdrawn') : sayOutcome(value, row, language),
                      date: sayDate(recordedAt),
                    })}
                  </s>
                  {reason && (
                    <>
                      {', '}
                      {t('measure.replaced')}: <Written>{reason}</Written>
                    </>
                  )}
                </li>
              ))}
              <li>
                <strong>
                  {t('measure.wasRecorded', {
                    value: point.value === null ? t('measure.withdrawn') : sayOutcome(point.value, row, language),
                    date: sayDate(point.recordedAt),
                  })}
                </strong>
              </li>
            </ol>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
