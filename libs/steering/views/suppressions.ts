import type { Measure } from '../measure';
import type { Organisation } from '../organisation';
import { monthName } from '../period';
import { currentEntry, periodsIn, type Series } from '../series';
import { suppressionOf, type Suppression } from '../small-numbers';
import { measureOf, type Structure } from '../structure';
import { keptBack, whollyKeptBack } from '../kept-back';
import { figuresOf, type Reading } from './figures';

interface Made {
  readonly organisation: Organisation;
  readonly measure: Measure;
  readonly suppression: Promise<Suppression | null>;
}

/** What each measure keeps from those who may not see small numbers; made anew once any unit's series of it has changed. */
export class Suppressions {
  private readonly made = new Map<string, Made>();

  constructor(private readonly series: Reading['series']) {}

  saved(measure: string): void {
    this.made.delete(measure);
  }

  /** Reads what is known now as it is shown to those who may not see small numbers. */
  shown(reading: Pick<Reading, 'structure' | 'series' | 'totals'>): Reading {
    const { structure } = reading;
    return {
      structure,
      series: (unit, measure) => reading.series(unit, measure),
      totals: (unit, measure) => reading.totals(unit, measure),
      keep: async (figures, place) => {
        const suppression = await this.of(structure, place.measure);
        return suppression ? keptBack(figures, place, suppression) : figures;
      },
    };
  }

  of({ organisation }: Structure, measure: Measure): Promise<Suppression | null> {
    if (measure.suppressBelow === undefined) return Promise.resolve(null);
    const known = this.made.get(measure.id);
    if (known?.organisation === organisation && known.measure === measure) return known.suppression;
    const suppression = this.make(organisation, measure);
    this.made.set(measure.id, { organisation, measure, suppression });
    // What could not be read is asked for again.
    suppression.catch(() => this.made.delete(measure.id));
    return suppression;
  }

  private async make(organisation: Organisation, measure: Measure): Promise<Suppression | null> {
    const series = new Map<string, Series>();
    for (const unit of Object.keys(organisation.units)) series.set(unit, await this.series(unit, measure.id));
    return suppressionOf({ organisation, measure }, series);
  }
}

/** What was known at another time: of a measure that has a threshold now, nothing. */
export function shownOfThePast<R extends Reading>(reading: R, now: Structure): R {
  return {
    ...reading,
    keep: async (figures, { measure }) => (measureOf(now, measure.id)?.suppressBelow === undefined ? figures : whollyKeptBack(figures)),
  };
}

/** A series as it may leave the house: what is hidden is said to be suppressed, for the whole measure in that period. */
export async function exportedSeries(
  reading: Reading,
  { unit, measure: id }: { readonly unit: string; readonly measure: string },
): Promise<Series> {
  const all = await reading.series(unit, id);
  const measure = measureOf(reading.structure, id);
  if (!reading.keep || !measure) return all;
  const { series, computed } = await figuresOf(reading, unit, measure);
  if (!computed?.kept) return all;
  const hidden = periodsIn(all).filter(({ name }) =>
    Object.keys(all.cells).some((cell) => currentEntry(all, cell, name) && !currentEntry(series, cell, name)),
  );
  const absences = hidden.map(({ from, to }) => ({
    measure: id,
    unit,
    from: monthName(from),
    to: monthName(to),
    reason: 'suppressed' as const,
    by: null,
    text: null,
    no: 0,
    index: 0,
    at: '',
  }));
  return { ...series, absences: [...series.absences, ...absences] };
}
