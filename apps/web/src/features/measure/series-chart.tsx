import type { Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { sayPeriod } from '@styrbord/steering/period-words';
import type { Series } from '../../reading/answers';
import { sayCell, sayOutcome } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import { PictureTools } from '../../ui/picture-tools';
import { useWalk } from '../../ui/use-walk';
import { useWidth } from '../../ui/use-width';
import { linesOf, scaleOf, spotsOf, type Spot } from './chart-scale';
import { Aims, Axes, BOTTOM, Breaks, HEIGHT, LEFT, RIGHT, TOP, type Drawing } from './chart-ground';
import { Marker, SERIES_CLASSES } from './marker';
import styles from './series-chart.module.css';

/** Room a figure needs; where two would lie on each other the later one is written, and the table has them all. */
const LABEL_WIDTH = 50;

/** Each measurement is a bar as long as its period with a mark in the middle; the target is a broken line over the time it holds. */
export function SeriesChart({ row, list, name }: { row: Row; list: readonly Series[]; name: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [holder, width] = useWidth<HTMLElement>(640);
  const [drawn, walk] = useWalk();
  const scale = scaleOf(list, row);
  const x = (month: number) => LEFT + ((month - scale.from) / (scale.to - scale.from)) * (width - LEFT - RIGHT);
  const y = (value: number) => TOP + (1 - (value - scale.floor) / (scale.ceiling - scale.floor)) * (HEIGHT - TOP - BOTTOM);
  const drawing = { x, y, scale, width };
  const spots = list.flatMap(spotsOf);
  const latest = spots.reduce((last, spot) => (spot.to >= last.to ? spot : last), spots[0] as Spot);
  const description = t('measure.chart', {
    name,
    count: spots.length,
    value: sayOutcome(latest.point.value ?? '', row, language),
    period: sayPeriod(latest.point.period, language),
  });
  const mixed = new Set(spots.map(({ months }) => months)).size > 1;
  return (
    <figure ref={holder} className={styles['figure']}>
      <svg
        ref={drawn}
        width={width}
        height={HEIGHT}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="listbox"
        tabIndex={-1}
        aria-label={description}
        onKeyDown={walk}
      >
        <Axes drawing={drawing} unit={row.unitOfMeasure} />
        <Aims drawing={drawing} list={list} />
        <Breaks drawing={drawing} list={list} />
        {list.map((series, at) => (
          <Line key={series.cell} drawing={drawing} series={series} at={at} of={list.length} row={row} />
        ))}
      </svg>
      <figcaption className={styles['legend']}>
        {list.map((series, at) => (
          <span key={series.cell} className={`${styles['key']} ${SERIES_CLASSES[at % SERIES_CLASSES.length]}`}>
            <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
              <Marker at={at} x={0} y={0} />
            </svg>
            <span>{sayCell(series.cell, t)}</span>
          </span>
        ))}
        {list.some(({ targets }) => targets.some(({ value }) => value !== null)) && (
          <span className={styles['key']}>
            <svg width="22" height="14" viewBox="0 0 22 14" aria-hidden="true">
              <path d="M0 7H22" className={styles['aim']} />
            </svg>
            <span>{t('measure.target')}</span>
          </span>
        )}
        {mixed && <span className={styles['mixed']}>{t('measure.mixed')}</span>}
      </figcaption>
      <PictureTools title={name} name={`${row.id}-${list[0]?.unit ?? ''}`} />
    </figure>
  );
}

function Line({ drawing: { x, y }, series, at, of, row }: { drawing: Drawing; series: Series; at: number; of: number; row: Row }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const spots = spotsOf(series);
  // Cells of one period stand beside each other within it, so that equal values do not hide one another.
  const middle = ({ from, to }: Spot) => x(from + ((to - from) * (at + 1)) / (of + 1));
  const labelled = spots.filter((spot, place) =>
    spots
      .slice(place + 1)
      .every((later) => Math.abs(middle(later) - middle(spot)) > LABEL_WIDTH || Math.abs(y(later.value) - y(spot.value)) > LABEL_WIDTH / 2),
  );
  return (
    <g className={SERIES_CLASSES[at % SERIES_CLASSES.length]}>
      {linesOf(spots).map((line) => (
        <path
          key={line[0]?.months}
          aria-hidden="true"
          d={`M${line.map((spot) => `${middle(spot)} ${y(spot.value)}`).join('L')}`}
          className={styles['line']}
        />
      ))}
      {spots.map((spot, place) => (
        <g
          key={spot.point.period}
          data-point=""
          tabIndex={at === 0 && place === spots.length - 1 ? 0 : -1}
          role="option"
          aria-selected={false}
          aria-label={t('measure.point', {
            cell: sayCell(series.cell, t),
            period: sayPeriod(spot.point.period, language),
            value: sayOutcome(spot.point.value ?? '', row, language),
          })}
          className={styles['point']}
        >
          <circle cx={middle(spot)} cy={y(spot.value)} r="10" className={styles['ring']} />
          <path d={`M${x(spot.from) + 1} ${y(spot.value)}H${x(spot.to) - 1}`} className={styles['span']} />
          {spot.point.disputed && <circle cx={middle(spot)} cy={y(spot.value)} r="9" className={styles['disputed']} />}
          <Marker at={at} x={middle(spot)} y={y(spot.value)} />
          {labelled.includes(spot) && (
            <text x={middle(spot)} y={y(spot.value) - 11} textAnchor="middle" className={styles['label']}>
              {sayOutcome(spot.point.value ?? '', { ...row, unitOfMeasure: row.unitOfMeasure === '%' ? '%' : '' }, language)}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}
