import type { Figures } from '../computed';
import { heatCell, heatMap, heatMapFrame, type HeatCell, type HeatMap } from '../heat-map';
import type { Unit } from '../organisation';
import type { Period } from '../period';
import { measureOf } from '../structure';
import { isLike, isOpenIn, unitsAmongUnits, type Alike, type UnitsAsked, type UnitsReading } from '../units-among-units';
import { figuresOf, measuresBehind, type Reading } from './figures';

/** One measure at all units that may be looked at. */
export async function readUnits(
  reading: Reading,
  asked: Omit<UnitsAsked, 'structure'>,
  sees: (unit: string) => boolean,
): Promise<UnitsReading> {
  const { structure } = reading;
  const figures = new Map<string, Figures>();
  for (const unit of Object.values(structure.organisation.units))
    if (isOpenIn(unit, asked.period) && isLike(unit, { ...asked.alike, kind: null }) && sees(unit.id))
      figures.set(unit.id, await figuresOf(reading, unit.id, asked.measure));
  return unitsAmongUnits({ ...asked, structure }, figures);
}

/** Cells that were read before, by `unit/measure@period`, and the series each is made of. */
export interface KeptCells {
  readonly get: (key: string) => HeatCell | undefined;
  readonly keep: (key: string, cell: HeatCell, series: readonly string[]) => void;
}

/** The units below one, each by the measures of its plan. */
export async function readHeatMap(
  reading: Reading,
  asked: { readonly unit: Unit; readonly period: Period; readonly alike: Alike },
  kept: KeptCells | null,
): Promise<HeatMap> {
  const { structure } = reading;
  const frame = heatMapFrame({ structure, ...asked });
  const cells = new Map<string, HeatCell[]>(frame.units.map(({ id }) => [id, []]));
  for (const id of frame.measures) {
    const measure = measureOf(structure, id);
    if (!measure) continue;
    const behind = measuresBehind(structure, id);
    for (const [unit, row] of cells) {
      const key = `${unit}/${id}@${asked.period.name}`;
      const known = kept?.get(key);
      const cell = known ?? heatCell({ structure, ...(await figuresOf(reading, unit, measure)), unit, measure, period: asked.period });
      row.push(cell);
      if (!known)
        kept?.keep(
          key,
          cell,
          behind.flatMap((part) => [`${unit}/${part}`, `*/${part}`]),
        );
    }
  }
  return heatMap(frame, cells);
}
