import { parsePeriod } from '@styrbord/steering/period';
import { TOWARDS } from '@styrbord/steering/process-rules';
import type { Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { sayPeriod } from '@styrbord/steering/period-words';
import type { ProcessPoint, Series } from '../../reading/answers';
import { sayName } from '../../ui/named';
import { sayCell, sayLine, sayOutcome } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import { PictureTools } from '../../ui/picture-tools';
import { useWalk } from '../../ui/use-walk';
import { useWidth } from '../../ui/use-width';
import { Aims, Axes, BOTTOM, Breaks, HEIGHT, LEFT, RIGHT, TOP, type Drawing } from './chart-ground';
import { heightsOf, yearsOf } from './chart-scale';
import styles from './process-chart.module.css';

interface Spot {
  readonly point: ProcessPoint;
  readonly from: number;
  readonly to: number;
}

/** Room the name of a cause needs. */
const NAME_WIDTH = 150;

/**
 * An XmR chart: mean and limits of each segment, special causes by shape and name, the target as it was, where new limits begin,
 * where a definition parts the series, and what people have written of a period. The keys walk its points.
 */
export function ProcessChart({ row, series }: { row: Row; series: Series }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [holder, width] = useWidth<HTMLElement>(640);
  const [drawn, walk] = useWalk();
  const spots = series.process.points.flatMap((point): Spot[] => {
    const period = parsePeriod(point.period);
    return period ? [{ point, from: period.from, to: period.to + 1 }] : [];
  });
  const differenced = spots.some(({ point }) => point.differenced);
  // A level is one of values as they were recorded, not of differences.
  const targets = series.targets.filter(({ value, kind }) => !differenced && value !== null && kind === 'level');
  const heights = spots.flatMap(({ point: { value, lower, upper } }) =>
    [value, lower, upper].flatMap((each) => (each === null ? [] : [Number(each)])),
  );
  const scale = { ...heightsOf([...heights, ...targets.map(({ value }) => Number(value))]), ...yearsOf(spots) };
  const x = (month: number) => LEFT + ((month - scale.from) / (scale.to - scale.from)) * (width - LEFT - RIGHT);
  const y = (value: number) => TOP + (1 - (value - scale.floor) / (scale.ceiling - scale.floor)) * (HEIGHT - TOP - BOTTOM);
  const drawing: Drawing = { x, y, scale, width };
  const last = spots[spots.length - 1]?.point;
  const line = (value: string | null | undefined) => (value ? sayLine(value, language) : '–');
  const description = t('process.chart', {
    name: sayName(row.name, language),
    cell: sayCell(series.cell, t),
    count: spots.length,
    mean: line(last?.mean),
    lower: line(last?.lower),
    upper: line(last?.upper),
    value: sayOutcome(last?.value ?? '', row, language),
    period: sayPeriod(last?.period ?? '', language),
    cause: t(`process.cause.${last?.cause ?? 'none'}`),
  });
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
        {series.process.segments.map((_, segment) => (
          <Segment key={segment} spots={spots.filter(({ point }) => point.segment === segment)} drawing={drawing} isFirst={segment === 0} />
        ))}
        <Breaks drawing={drawing} list={[series]} />
        {targets.length > 0 && <Aims drawing={drawing} list={[{ ...series, targets }]} />}
        <Points row={row} spots={spots} comments={series.comments} drawing={drawing} />
      </svg>
      <Legend
        trial={series.process.segments.at(-1)?.trial ?? false}
        hasTarget={targets.length > 0}
        hasComment={spots.some(({ point }) => commentOf(series.comments, point.period))}
      />
      <PictureTools title={`${sayName(row.name, language)}, ${sayCell(series.cell, t)}`} name={`${row.id}-${series.unit}-xmr`} />
    </figure>
  );
}

const middleOf = ({ from, to }: Spot): number => (from + to) / 2;

function Segment({ spots, drawing: { x, y }, isFirst }: { spots: readonly Spot[]; drawing: Drawing; isFirst: boolean }) {
  const { t } = useTranslation();
  const [first, last] = [spots[0], spots.at(-1)];
  if (!first || !last || first.point.mean === null) return null;
  const { mean, lower, upper } = first.point;
  const [start, end] = [x(first.from), x(last.to)];
  return (
    <g aria-hidden="true">
      {lower !== null && upper !== null && (
        <>
          <rect
            x={start}
            y={y(Number(upper))}
            width={end - start}
            height={y(Number(lower)) - y(Number(upper))}
            className={styles['usual']}
          />
          <path d={`M${start} ${y(Number(upper))}H${end}M${start} ${y(Number(lower))}H${end}`} className={styles['limit']} />
        </>
      )}
      <path d={`M${start} ${y(Number(mean))}H${end}`} className={styles['mean']} />
      {!isFirst && (
        <>
          <path d={`M${start} ${TOP}V${HEIGHT - BOTTOM}`} className={styles['new']} />
          <text x={start + 5} y={HEIGHT - BOTTOM - 6} className={styles['newName']}>
            {t('process.segment')}
          </text>
        </>
      )}
    </g>
  );
}

const commentOf = (comments: Series['comments'], period: string): string | null =>
  comments.find((comment) => comment.period === period)?.text ?? null;

interface PointsProps {
  readonly row: Row;
  readonly spots: readonly Spot[];
  readonly comments: Series['comments'];
  readonly drawing: Drawing;
}

function Points({ row, spots, comments, drawing: { x, y } }: PointsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const at = (spot: Spot) => `${x(middleOf(spot))} ${y(Number(spot.point.value))}`;
  const lines = spots.map((spot, place) => `${place > 0 && spots[place - 1]?.point.segment === spot.point.segment ? 'L' : 'M'}${at(spot)}`);
  return (
    <g>
      <path d={lines.join('')} className={styles['line']} aria-hidden="true" />
      {spots.map((spot, place) => {
        const { cause, period, segment } = spot.point;
        const next = spots[place + 1]?.point;
        const left = x(middleOf(spot));
        // Of several that would be named on top of each other, the last is.
        const isNamedLater = spots.slice(place + 1).some((later) => later.point.cause === cause && x(middleOf(later)) - left < NAME_WIDTH);
        const isNamed = cause !== 'none' && (next?.cause !== cause || next.segment !== segment) && !isNamedLater;
        const run = spots.slice(0, place + 1).slice(1 + spots.slice(0, place).findLastIndex(({ point }) => point.cause !== cause));
        const heights = run.map(({ point }) => y(Number(point.value)));
        const comment = commentOf(comments, period);
        const told = t('process.point', {
          period: sayPeriod(period, language),
          value: sayOutcome(spot.point.value, row, language),
          cause: t(`process.cause.${cause}`),
        });
        return (
          <g
            key={period}
            data-point=""
            tabIndex={place === spots.length - 1 ? 0 : -1}
            role="option"
            aria-selected={false}
            aria-label={comment === null ? told : `${told}. ${comment}`}
            className={styles['point']}
          >
            <circle transform={`translate(${at(spot)})`} r="9" className={styles['ring']} />
            {comment !== null && (
              <path transform={`translate(${left} ${TOP - 8})`} d="M-7 -7H7V3H1L-3 7V3H-7Z" className={styles['comment']}>
                <title>{comment}</title>
              </path>
            )}
            <Shape cause={cause} place={`translate(${at(spot)})`} />
            {isNamed && (
              <text
                x={left}
                y={TOWARDS[cause] === 'high' ? Math.min(...heights) - 11 : Math.max(...heights) + 19}
                textAnchor={left < LEFT + NAME_WIDTH ? 'start' : 'end'}
                className={styles['cause']}
              >
                {t(`process.cause.${cause}`)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

/** A dot for what is usual; a triangle, up or down, for a special cause. */
function Shape({ cause, place }: { cause: ProcessPoint['cause']; place: string }) {
  if (cause === 'none') return <circle transform={place} r="3.4" className={styles['dot']} />;
  return (
    <path transform={place} d={TOWARDS[cause] === 'high' ? 'M0 -6L5.8 4.4H-5.8Z' : 'M0 6L5.8 -4.4H-5.8Z'} className={styles['special']} />
  );
}

function Legend({ trial, hasTarget, hasComment }: { trial: boolean; hasTarget: boolean; hasComment: boolean }) {
  const { t } = useTranslation();
  const keys = [
    { name: t('process.mean'), drawn: <path d="M0 7H22" className={styles['mean']} /> },
    { name: t(trial ? 'process.trialLimits' : 'process.limits'), drawn: <path d="M0 7H22" className={styles['limit']} /> },
    ...(hasTarget ? [{ name: t('measure.target'), drawn: <path d="M0 7H22" className={styles['aim']} /> }] : []),
    { name: t('process.usual'), drawn: <Shape cause="none" place="translate(11 7)" /> },
    { name: t('process.high'), drawn: <Shape cause="above" place="translate(11 7)" /> },
    { name: t('process.low'), drawn: <Shape cause="below" place="translate(11 7)" /> },
    ...(hasComment
      ? [
          {
            name: t('process.comment'),
            drawn: <path transform="translate(11 7)" d="M-7 -7H7V3H1L-3 7V3H-7Z" className={styles['comment']} />,
          },
        ]
      : []),
  ];
  return (
    <figcaption className={styles['legend']}>
      {keys.map(({ name, drawn }) => (
        <span key={name} className={styles['key']}>
          <svg width="22" height="14" viewBox="0 0 22 14" aria-hidden="true">
            {drawn}
          </svg>
          <span>{name}</span>
        </span>
      ))}
    </figcaption>
  );
}
