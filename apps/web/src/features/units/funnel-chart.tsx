import { naturalScaleOf } from '@styrbord/steering/measure';
import type { FunnelTold, UnitBeside, UnitsReading } from '@styrbord/steering/units-among-units';
import { useTranslation } from 'react-i18next';
import { sayNumber } from '../../language/numbers';
import { sayPeriod } from '@styrbord/steering/period-words';
import { sayName } from '../../ui/named';
import { sayOutcome, sayTick } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import { PictureTools } from '../../ui/picture-tools';
import { useWalk } from '../../ui/use-walk';
import { useWidth } from '../../ui/use-width';
import type { Printing } from './printing';
import styles from './funnel-chart.module.css';

const HEIGHT = 360;
const [LEFT, RIGHT, TOP, BOTTOM] = [58, 18, 14, 44];
const TICKS = 5;
/** Between a mark and its name; about the width of a letter; half a mark. */
const [NAME_GAP, LETTER, MARK] = [12, 7.5, 6];

interface Props {
  /** Of the picture that is taken home. */
  readonly title: string;
  readonly reading: UnitsReading;
  readonly funnel: FunnelTold;
  readonly printing: Printing;
}

type Placed = UnitBeside & { readonly numerator: number; readonly denominator: number; readonly funnel: NonNullable<UnitBeside['funnel']> };

/** Each unit's share by its size, and where chance alone would put a unit of that size. Pictures may round; figures never come from here. */
export function FunnelChart({ title, reading, funnel, printing }: Props) {
  const { t } = useTranslation('units');
  const language = useLanguage();
  const [holder, width] = useWidth<HTMLElement>(720);
  const [points, walk] = useWalk();
  const units = reading.units.filter((unit): unit is Placed => unit.funnel !== null && unit.denominator !== null);
  const walked = units.toSorted((a, b) => a.denominator - b.denominator);
  const scale = scaleOf(walked);
  const x = (size: number) => LEFT + Math.sqrt(size / scale.largest) * (width - LEFT - RIGHT);
  const y = (value: number) => TOP + (1 - (value - scale.floor) / (scale.ceiling - scale.floor)) * (HEIGHT - TOP - BOTTOM);
  const line = (of: (line: FunnelTold['lines'][number]) => string) =>
    funnel.lines.map((each, at) => `${at === 0 ? 'M' : 'L'}${x(each.denominator)} ${y(Number(of(each)))}`).join('');
  const scaleOfShare = naturalScaleOf({ kind: 'share', unitOfMeasure: printing.unitOfMeasure });
  const targets = new Set(walked.flatMap(({ target }) => target ?? []));
  const [target] = targets.size === 1 ? targets : [];
  const places = walked.map(({ unit, numerator, denominator, value, funnel: { place, wide } }): Label => {
    const [left, top] = [x(denominator), y((numerator / denominator) * scaleOfShare)];
    const toLeft = left > width * 0.6;
    const reach = Math.abs(Number(value) - Number(funnel.centre)) / (Number(wide.upper) - Number(wide.lower) || 1);
    return { id: unit.id, name: sayName(unit.name, language), left, top, toLeft, reach: place === 'within' ? null : reach };
  });
  const named = namedOf(places);
  const number = (value: number) => sayNumber(String(value), { language });
  return (
    <figure ref={holder} className={styles['figure']}>
      <svg
        ref={points}
        width={width}
        height={HEIGHT}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="listbox"
        tabIndex={-1}
        aria-label={t('chart', {
          count: funnel.units,
          centre: sayOutcome(funnel.centre, { ...printing, decimals: 1 }, language),
          outside: funnel.outside,
        })}
        onKeyDown={walk}
      >
        <g className={styles['axes']} aria-hidden="true">
          {scale.ticks.map((tick) => (
            <g key={tick}>
              <path d={`M${LEFT} ${y(tick)}H${width - RIGHT}`} />
              <text x={LEFT - 8} y={y(tick)} dy="0.32em" textAnchor="end">
                {sayTick(tick, { last: scale.ticks.at(-1), unit: printing.unitOfMeasure, language })}
              </text>
            </g>
          ))}
          {scale.sizes.map((size) => (
            <text key={size} x={x(size)} y={HEIGHT - BOTTOM + 18} textAnchor="middle">
              {number(size)}
            </text>
          ))}
          <text x={width - RIGHT} y={HEIGHT - 8} textAnchor="end">
            {t('denominator')}
          </text>
        </g>
        <g aria-hidden="true">
          <path d={line(({ wide }) => wide.upper)} className={styles['wide']} />
          <path d={line(({ wide }) => wide.lower)} className={styles['wide']} />
          <path d={line(({ usual }) => usual.upper)} className={styles['usual']} />
          <path d={line(({ usual }) => usual.lower)} className={styles['usual']} />
          <path d={`M${LEFT} ${y(Number(funnel.centre))}H${width - RIGHT}`} className={styles['centre']} />
          {target !== undefined && <path d={`M${LEFT} ${y(Number(target))}H${width - RIGHT}`} className={styles['target']} />}
        </g>
        {walked.map(({ unit, value, numerator, denominator, funnel: { place } }, at) => {
          const { name, left = 0, top = 0, toLeft } = places[at] ?? {};
          return (
            <g
              key={unit.id}
              data-point=""
              tabIndex={at === 0 ? 0 : -1}
              role="option"
              aria-selected={false}
              aria-label={t('point', {
                unit: name,
                value: sayOutcome(value ?? '', printing, language),
                numerator,
                denominator,
                place: t(`places.${place}`),
              })}
              transform={`translate(${left} ${top})`}
              className={styles['point']}
            >
              <circle r="11" className={styles['ring']} />
              {place === 'within' ? (
                <circle r="4" className={styles['dot']} />
              ) : (
                <path d={place.startsWith('above') ? 'M0 -7L6.5 5H-6.5Z' : 'M0 7L6.5 -5H-6.5Z'} className={styles['special']} />
              )}
              <text
                x={toLeft ? -NAME_GAP : NAME_GAP}
                dy="0.32em"
                textAnchor={toLeft ? 'end' : 'start'}
                className={styles['label']}
                data-always={named.has(unit.id) || undefined}
              >
                {name}
              </text>
            </g>
          );
        })}
      </svg>
      <Legend hasTarget={target !== undefined} />
      {places.some(({ id, reach }) => reach !== null && !named.has(id)) && <p className={styles['unnamed']}>{t('unnamed')}</p>}
      <PictureTools
        title={`${title}, ${sayPeriod(reading.period, language)}`}
        name={`${reading.measure}-${reading.period}-${t('funnel').toLocaleLowerCase()}`}
      />
    </figure>
  );
}

/** Where a unit's name would stand; `reach` is how far outside it lies, null within. */
interface Label {
  readonly id: string;
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly toLeft: boolean;
  readonly reach: number | null;
}

/** Those that have room for their names, the farthest out first: no name stands on another, nor on a mark that lies outside. */
function namedOf(places: readonly Label[]): ReadonlySet<string> {
  const boxOf = ({ name, left, top, toLeft }: Label) => {
    const long = name.length * LETTER;
    const from = toLeft ? left - NAME_GAP - long : left + NAME_GAP;
    return { from, to: from + long, top: top - LETTER, bottom: top + LETTER };
  };
  type Box = ReturnType<typeof boxOf>;
  const meets = (a: Box, b: Box): boolean => a.from < b.to && b.from < a.to && a.top < b.bottom && b.top < a.bottom;
  const outside = places.filter(({ reach }) => reach !== null).toSorted((a, b) => (b.reach ?? 0) - (a.reach ?? 0));
  const marks = outside.map(({ id, left, top }) => ({ id, from: left - MARK, to: left + MARK, top: top - MARK, bottom: top + MARK }));
  const named = new Map<string, Box>();
  for (const place of outside) {
    const box = boxOf(place);
    const isFree =
      ![...named.values()].some((other) => meets(box, other)) && !marks.some((mark) => mark.id !== place.id && meets(box, mark));
    if (isFree) named.set(place.id, box);
  }
  return new Set(named.keys());
}

function scaleOf(units: readonly Placed[]) {
  const heights = units.flatMap(({ value, target, funnel: { wide } }) => [
    Number(value),
    Number(wide.lower),
    Number(wide.upper),
    ...(target ? [Number(target)] : []),
  ]);
  const [lowest, highest] = [Math.min(...heights), Math.max(...heights)];
  const step = stepOf((highest - lowest || 1) / TICKS);
  const floor = Math.floor(lowest / step) * step;
  const ceiling = Math.ceil(highest / step) * step;
  const count = Math.round((ceiling - floor) / step);
  const largest = Math.max(...units.map(({ denominator }) => denominator)) * 1.04;
  return {
    floor,
    ceiling,
    largest,
    ticks: Array.from({ length: count + 1 }, (_, at) => Number((floor + at * step).toPrecision(12))),
    sizes: [...new Set([0.05, 0.2, 0.5, 0.9].map((part) => rounded(largest * part)))],
  };
}

const stepOf = (rough: number): number => {
  const ten = 10 ** Math.floor(Math.log10(rough));
  return ten * ([1, 2, 5, 10].find((each) => each * ten >= rough) ?? 10);
};

const rounded = (size: number): number => Math.max(1, Number(size.toPrecision(1)));

function Legend({ hasTarget }: { hasTarget: boolean }) {
  const { t } = useTranslation('units');
  const keys = [
    { name: t('centre'), drawn: <path d="M0 7H22" className={styles['centre']} /> },
    { name: t('usual'), drawn: <path d="M0 7H22" className={styles['usual']} /> },
    { name: t('wide'), drawn: <path d="M0 7H22" className={styles['wide']} /> },
    ...(hasTarget ? [{ name: t('target'), drawn: <path d="M0 7H22" className={styles['target']} /> }] : []),
    { name: t('inside'), drawn: <circle cx="11" cy="7" r="4" className={styles['dot']} /> },
    { name: t('outside'), drawn: <path d="M11 1L17 12H5Z" className={styles['special']} /> },
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
