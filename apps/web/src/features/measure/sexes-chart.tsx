import type { Gap } from '@styrbord/steering/sexes';
import type { Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { sayNumber } from '../../language/numbers';
import { sayPeriod } from '@styrbord/steering/period-words';
import { PictureTools } from '../../ui/picture-tools';
import { sayOutcome, sayTick } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import { useWalk } from '../../ui/use-walk';
import { useWidth } from '../../ui/use-width';
import { heightsOf } from './chart-scale';
import { Marker, SERIES_CLASSES } from './marker';
import styles from './sexes-chart.module.css';

const [LINE, LEFT, RIGHT, TOP, BOTTOM] = [30, 118, 22, 10, 30];
/** The newest; the table has all. */
const PERIODS_MAX = 12;
const [WOMEN, MEN] = [0, 1];

/** A line for each period, with women's value and men's on it, and a bar between them: full where they differ by more than chance. */
export function SexesChart({ row, gaps, title }: { row: Row; gaps: readonly Gap[]; title: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [holder, width] = useWidth<HTMLElement>(640);
  const [drawn, walk] = useWalk();
  const shown = gaps.slice(-PERIODS_MAX);
  const scale = heightsOf(shown.flatMap(({ women, men }) => [Number(women), Number(men)]));
  const x = (value: number) => LEFT + ((value - scale.floor) / (scale.ceiling - scale.floor)) * (width - LEFT - RIGHT);
  const height = TOP + shown.length * LINE + BOTTOM;
  const said = ({ period, women, men, difference, isDetected }: Gap) =>
    t('sexes.point', {
      period: sayPeriod(period, language),
      women: sayOutcome(women, row, language),
      men: sayOutcome(men, row, language),
      difference: sayNumber(difference, { language, decimals: row.decimals, sign: true }),
      told: t(`sexes.${toldOf(isDetected)}`),
    });
  const last = shown.at(-1);
  return (
    <figure ref={holder} className={styles['figure']}>
      <svg
        ref={drawn}
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="listbox"
        tabIndex={-1}
        aria-label={t('sexes.chart', { count: shown.length, last: last ? said(last) : '' })}
        onKeyDown={walk}
      >
        <g className={styles['axes']} aria-hidden="true">
          {scale.ticks.map((tick) => (
            <g key={tick}>
              <path d={`M${x(tick)} ${TOP}V${height - BOTTOM}`} />
              <text x={x(tick)} y={height - 10} textAnchor="middle">
                {sayTick(tick, { last: scale.ticks.at(-1), unit: row.unitOfMeasure, language })}
              </text>
            </g>
          ))}
        </g>
        {shown.map((gap, at) => {
          const y = TOP + at * LINE + LINE / 2;
          const [women, men] = [x(Number(gap.women)), x(Number(gap.men))];
          return (
            <g
              key={gap.period}
              data-point=""
              tabIndex={at === shown.length - 1 ? 0 : -1}
              role="option"
              aria-selected={false}
              aria-label={said(gap)}
              className={styles['point']}
            >
              <rect x={2} y={y - LINE / 2 + 2} width={width - 4} height={LINE - 4} rx="4" className={styles['ring']} />
              <text x={LEFT - 14} y={y} dy="0.32em" textAnchor="end" className={styles['period']}>
                {sayPeriod(gap.period, language)}
              </text>
              <path d={`M${women} ${y}H${men}`} className={gap.isDetected ? styles['detected'] : styles['gap']} />
              <g className={SERIES_CLASSES[WOMEN]}>
                <Marker at={WOMEN} x={women} y={y} />
              </g>
              <g className={SERIES_CLASSES[MEN]}>
                <Marker at={MEN} x={men} y={y} />
              </g>
            </g>
          );
        })}
      </svg>
      <figcaption className={styles['legend']}>
        {(
          [
            [WOMEN, t('cell.K')],
            [MEN, t('cell.M')],
          ] as const
        ).map(([at, name]) => (
          <span key={name} className={`${styles['key']} ${SERIES_CLASSES[at]}`}>
            <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
              <Marker at={at} x={0} y={0} />
            </svg>
            <span>{name}</span>
          </span>
        ))}
        <span className={styles['key']}>
          <svg width="22" height="14" viewBox="0 0 22 14" aria-hidden="true">
            <path d="M0 7H22" className={styles['detected']} />
          </svg>
          <span>{t('sexes.detected')}</span>
        </span>
        <span className={styles['key']}>
          <svg width="22" height="14" viewBox="0 0 22 14" aria-hidden="true">
            <path d="M0 7H22" className={styles['gap']} />
          </svg>
          <span>{t('sexes.otherwise')}</span>
        </span>
      </figcaption>
      <PictureTools title={title} name={`${row.id}-k-m`} />
    </figure>
  );
}

export const toldOf = (isDetected: boolean | null): 'detected' | 'chance' | 'untold' =>
  isDetected === null ? 'untold' : isDetected ? 'detected' : 'chance';
