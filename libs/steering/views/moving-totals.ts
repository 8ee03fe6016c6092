import type { Measure } from '../measure';
import type { Series } from '../series';
import type { Structure } from '../structure';
import { unitTotals, type UnitTotals } from '../unit-totals';

/** Series held for totals, over all measures: 290 units × 50 measures ten times over. */
const SERIES_MAX = 150_000;

/**
 * Totals over units, kept between readings. A series that is saved moves the totals above its unit by its difference, once they
 * are asked for again; only another organisation or definition makes them anew.
 */
export class MovingTotals {
  private readonly kept = new Map<string, { readonly totals: UnitTotals; readonly moved: Set<string>; turn: Promise<void> }>();

  constructor(private readonly series: (unit: string, measure: string) => Promise<Series>) {}

  saved(unit: string, measure: string): void {
    this.kept.get(measure)?.moved.add(unit);
  }

  async of({ organisation }: Structure, measure: Measure, unit: string): Promise<UnitTotals | null> {
    const remembered = this.kept.get(measure.id);
    const isSame = remembered?.totals.organisation === organisation && remembered.totals.measure === measure;
    const totals = isSame ? remembered.totals : unitTotals(organisation, measure);
    if (!totals) return null;
    const kept = isSame ? remembered : { totals, moved: new Set<string>(), turn: Promise.resolve() };
    this.kept.delete(measure.id);
    this.kept.set(measure.id, kept);
    // One at a time: what was read earlier never takes the place of what was read later.
    kept.turn = kept.turn.catch(() => undefined).then(() => this.bring(kept, unit));
    await kept.turn;
    this.forgetBeyondMax();
    return totals;
  }

  private async bring({ totals, moved }: { totals: UnitTotals; moved: Set<string> }, unit: string): Promise<void> {
    for (let ids = this.lacking(totals, moved, unit); ids.length > 0; ids = this.lacking(totals, moved, unit)) {
      for (const id of ids) moved.delete(id);
      for (const id of ids) totals.put(id, await this.series(id, totals.measure.id));
    }
  }

  private lacking(totals: UnitTotals, moved: ReadonlySet<string>, unit: string): string[] {
    return [...totals.wanted(unit), ...[...moved].filter((id) => totals.holds(id))];
  }

  private forgetBeyondMax(): void {
    let held = [...this.kept.values()].reduce((sum, { totals }) => sum + totals.size, 0);
    for (const [measure, { totals }] of this.kept) {
      if (held <= SERIES_MAX || this.kept.size === 1) return;
      this.kept.delete(measure);
      held -= totals.size;
    }
  }
}
