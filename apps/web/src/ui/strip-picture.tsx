import { TOWARDS } from '@styrbord/steering/process-rules';
import type { Row } from '@styrbord/steering/scorecard';
import type { Strip, StripPeriod } from '@styrbord/steering/strip';
import { useTranslation } from 'react-i18next';
import { sayPeriod } from '@styrbord/steering/period-words';
import { sayOutcome } from './say';
import styles from './strip.module.css';
import { useLanguage } from './use-language';

const [STEP, HEIGHT, MARGIN, LIGHTS] = [12, 24, 4, 12];

/** A row's last periods: the values between the limits of what is usual, and below each its light, told apart by shape. */
export function StripPicture({ strip, row }: { strip: Strip; row: Row }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { periods } = strip;
  const [lower, mean, upper] = [strip.lower, strip.mean, strip.upper].map((line) => (line === null ? null : Number(line)));
  const heights = [...periods.flatMap(({ value }) => (value === null ? [] : [Number(value)])), ...[lower, upper].filter(isThere)];
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const x = (at: number) => at * STEP + STEP / 2;
  const y = (value: number) => (high === low ? HEIGHT / 2 : MARGIN + ((high - value) / (high - low)) * (HEIGHT - 2 * MARGIN));
  const width = periods.length * STEP;
  const path = periods
    .map(({ value }, at) => (value === null ? '' : `${at > 0 && isValued(periods[at - 1]) ? 'L' : 'M'}${x(at)} ${y(Number(value))}`))
    .join('');
  const last = periods.at(-1);
  const count = (result: StripPeriod['result']) => periods.filter((each) => each.result === result).length;
  return (
    <svg
      className={styles['strip']}
      width={width}
      height={HEIGHT + LIGHTS}
      viewBox={`0 0 ${width} ${HEIGHT + LIGHTS}`}
      role="img"
      aria-label={t('board.strip', {
        count: periods.length,
        met: count('met'),
        near: count('near'),
        missed: count('missed'),
        period: sayPeriod(last?.period ?? '', language),
        value: last?.value ? sayOutcome(last.value, row, language) : t('board.noOutcome'),
      })}
    >
      {isThere(lower) && isThere(upper) && <path d={`M0 ${y(lower)}H${width}M0 ${y(upper)}H${width}`} className={styles['limit']} />}
      {isThere(mean) && <path d={`M0 ${y(mean)}H${width}`} className={styles['mean']} />}
      <path d={path} className={styles['line']} />
      {periods.map(({ period, value, cause, result }, at) => (
        <g key={period}>
          {value !== null && cause === 'none' && (
            <circle
              cx={x(at)}
              cy={y(Number(value))}
              r={at === periods.length - 1 ? 2.6 : 1.3}
              className={styles[at === periods.length - 1 ? 'last' : 'dot']}
            />
          )}
          {value !== null && cause !== 'none' && (
            <path
              transform={`translate(${x(at)} ${y(Number(value))})`}
              d={TOWARDS[cause] === 'high' ? 'M0 -3.6L3.5 2.6H-3.5Z' : 'M0 3.6L3.5 -2.6H-3.5Z'}
              className={styles['special']}
            />
          )}
          <path transform={`translate(${x(at)} ${HEIGHT + LIGHTS / 2})`} d={LIGHT[result]} className={styles[result]} />
        </g>
      ))}
    </svg>
  );
}

const isValued = (each: StripPeriod | undefined): boolean => each !== undefined && each.value !== null;

const isThere = (line: number | null | undefined): line is number => line !== null && line !== undefined && Number.isFinite(line);

/** Disc, triangle, diamond, ring: the shapes of the lights, small. */
const LIGHT: Readonly<Record<StripPeriod['result'], string>> = {
  met: 'M-3.6 0A3.6 3.6 0 1 1 3.6 0A3.6 3.6 0 1 1 -3.6 0Z',
  near: 'M0 -3.8L4 3.2H-4Z',
  missed: 'M0 -4.2L4.2 0L0 4.2L-4.2 0Z',
  none: 'M-2.6 0A2.6 2.6 0 1 1 2.6 0A2.6 2.6 0 1 1 -2.6 0Z',
};
