import { monthOfDate, parsePeriod } from '@styrbord/steering/period';
import { useTranslation } from 'react-i18next';
import type { Series } from '../../reading/answers';
import { sayTick } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import type { Scale } from './chart-scale';
import styles from './series-chart.module.css';

export const HEIGHT = 320;
export const LEFT = 58;
export const RIGHT = 18;
export const TOP = 22;
export const BOTTOM = 30;

export interface Drawing {
  readonly x: (month: number) => number;
  readonly y: (value: number) => number;
  readonly scale: Scale;
  readonly width: number;
}

export function Axes({ drawing: { x, y, scale, width }, unit }: { drawing: Drawing; unit: string }) {
  const language = useLanguage();
  return (
    <g className={styles['axes']} aria-hidden="true">
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${LEFT} ${y(tick)}H${width - RIGHT}`} className={tick === 0 ? styles['zero'] : styles['grid']} />
          <text x={LEFT - 8} y={y(tick)} dy="0.32em" textAnchor="end">
            {sayTick(tick, { last: scale.ticks.at(-1), unit, language })}
          </text>
        </g>
      ))}
      {scale.years.map(({ month, year }) => (
        <g key={year}>
          <path d={`M${x(month)} ${TOP}V${HEIGHT - BOTTOM + 5}`} className={styles['grid']} />
          <text x={x(month + 6)} y={HEIGHT - 8} textAnchor="middle">
            {year}
          </text>
        </g>
      ))}
    </g>
  );
}

/** A target shared by several cells is one line. */
export function Aims({ drawing: { x, y, scale }, list }: { drawing: Drawing; list: readonly Series[] }) {
  const drawn = new Map(
    list
      .flatMap(({ targets }) => targets)
      .flatMap((target) => (target.value === null ? [] : [[`${target.value} ${target.from} ${target.to}`, target] as const])),
  );
  return (
    <g aria-hidden="true">
      {[...drawn].map(([key, { value, from, to }]) => {
        const start = Math.max((from && parsePeriod(from)?.from) || scale.from, scale.from);
        const end = Math.min(((to && parsePeriod(to)?.to) || scale.to) + 1, scale.to);
        return start < end && <path key={key} d={`M${x(start)} ${y(Number(value))}H${x(end)}`} className={styles['aim']} />;
      })}
    </g>
  );
}

/** Where a reorganisation or a new definition parts the series in two. */
export function Breaks({ drawing: { x, scale }, list }: { drawing: Drawing; list: readonly Series[] }) {
  const { t } = useTranslation();
  const all = list.flatMap(({ breaks }) => breaks);
  const months = [...new Set(all.map(({ from }) => monthOfDate(from)))];
  const isBridged = (month: number) => all.every(({ from, bridged }) => monthOfDate(from) !== month || bridged);
  return (
    <g className={styles['breaks']} aria-hidden="true">
      {months
        .filter((month) => month > scale.from && month < scale.to)
        .map((month) => (
          <g key={month}>
            <path d={`M${x(month)} ${TOP}V${HEIGHT - BOTTOM}`} />
            <text x={x(month) + 5} y={TOP + 8}>
              {t(isBridged(month) ? 'measure.bridged' : 'measure.break')}
            </text>
          </g>
        ))}
    </g>
  );
}
