import { Link } from '@tanstack/react-router';
import type { HeatCell, HeatMap } from '@styrbord/steering/heat-map';
import { parsePeriod, yearOf } from '@styrbord/steering/period';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { sayNumber } from '../../language/numbers';
import { Named, sayName } from '../../ui/named';
import type { Light } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import { VerdictMark } from '../../ui/verdict-mark';
import type { Grouping } from './units-search';
import styles from './units.module.css';

type Unit = HeatMap['units'][number];

interface Props {
  readonly map: HeatMap;
  readonly group: Grouping | null;
  readonly byReached: boolean;
}

export function HeatTable({ map, group, byReached }: Props) {
  const { t } = useTranslation('units');
  const language = useLanguage();
  const units = byReached ? map.units.toSorted((a, b) => b.reached - a.reached) : map.units;
  const columns = useMemo(() => judgedFirst(map.measures), [map.measures]);
  const groups = group === null ? [{ name: null, units }] : grouped(units, group);
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={t('heatTitle')}>
      <table className={styles['heat']}>
        <thead>
          <tr>
            <th scope="col" className={styles['corner']}>
              {t('unit')}
            </th>
            <th scope="col" className={styles['sum']}>
              {t('reached')}
            </th>
            {columns.map(({ measure: { id, name, reached, of } }) => (
              <th key={id} scope="col" className={styles['measure']}>
                <Link
                  to="/boards/$unit/$period/measures/$measure/units"
                  params={{ unit: map.unit.id, period: map.period, measure: id }}
                  search={(before) => before}
                  title={sayName(name, language)}
                >
                  <Named name={name} />
                </Link>
                {of > 0 && <span className={styles['of']}>{t('reaches', { reached, of })}</span>}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ name, units: members }) => (
          <tbody key={name ?? ''}>
            {name !== null && (
              <tr>
                <th scope="rowgroup" colSpan={map.measures.length + 2} className={styles['group']}>
                  {group === 'provider' ? t(`providers.${name as 'own'}`) : t(`settings.${name as 'none'}`)},{' '}
                  {members.length === 1 ? t('unitsOne') : t('units', { count: members.length })}
                </th>
              </tr>
            )}
            {members.map((unit) => (
              <UnitRow key={unit.unit.id} unit={unit} columns={columns} period={map.period} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function grouped(units: readonly Unit[], group: Grouping): { name: string | null; units: Unit[] }[] {
  const names = [...new Set(units.map(({ unit }) => unit[group] ?? 'none'))].toSorted();
  return names.map((name) => ({ name, units: units.filter(({ unit }) => (unit[group] ?? 'none') === name) }));
}

interface Column {
  readonly measure: HeatMap['measures'][number];
  /** Its place in each unit's fields. */
  readonly at: number;
}

/** What no unit is judged on stands last. */
function judgedFirst(measures: HeatMap['measures']): Column[] {
  return measures.map((measure, at) => ({ measure, at })).toSorted((a, b) => Number(b.measure.of > 0) - Number(a.measure.of > 0));
}

const UnitRow = memo(function UnitRow({ unit, columns, period }: { unit: Unit; columns: readonly Column[]; period: string }) {
  const { t } = useTranslation('units');
  const { id, name } = unit.unit;
  return (
    <tr>
      <th scope="row" className={styles['name']}>
        <Link to="/boards/$unit/$period" params={{ unit: id, period }} search={{}}>
          <Named name={name} />
        </Link>
      </th>
      <td className={styles['sum']}>{t('reachesShort', { reached: unit.reached, of: unit.of })}</td>
      {columns.flatMap(({ measure, at }) => {
        const cell = unit.cells[at];
        return cell ? [<Field key={measure.id} cell={cell} measure={measure} period={period} />] : [];
      })}
    </tr>
  );
});

/** Shape, figure and word: a figure without a target has the ring; what has no figure says why. */
function Field({ cell, measure, period }: { cell: HeatCell; measure: HeatMap['measures'][number]; period: string }) {
  const { t } = useTranslation();
  const { t: say } = useTranslation('units');
  const language = useLanguage();
  const light = lightOfCell(cell, period);
  const word = cell.reason ? t(`reason.${cell.reason}`) : t(`verdict.${light}`);
  return (
    <td className={`${styles['field']} ${styles[light]}`} title={word}>
      <VerdictMark light={light} size={13} />
      <span>
        {cell.value === null ? cell.reason && say(`short.${cell.reason}`) : sayNumber(cell.value, { language, decimals: measure.decimals })}
      </span>
      <span className="said-only">{word}</span>
    </td>
  );
}

const MONTHS = 12;

function lightOfCell({ result, onPath }: HeatCell, period: string): Light {
  const ending = parsePeriod(period);
  const isOpen = ending !== null && ending.to < yearOf(ending.to) * MONTHS + MONTHS - 1;
  return result === 'met' && onPath && isOpen ? 'onTrack' : result;
}
