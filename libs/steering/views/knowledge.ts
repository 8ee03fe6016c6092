import type { Json } from '@styrbord/proof/canonical';
import type { NamedDocument, ViewReader } from '@styrbord/eventsourcing/view-reader';
import { EMPTY_SERIES, knownAt, type Series } from '../series';
import type { Structure } from '../structure';
import { measuresShown, rowWithCompanions, scorecard } from '../board';
import type { Figures } from '../computed';
import type { Measure } from '../measure';
import type { Period } from '../period';
import type { Scorecard } from '../scorecard';
import { measureOf } from '../structure';
import type { TotalsOverUnits } from '../unit-totals';
import { figuresOf, totalsFrom, type Reading } from './figures';
import { MovingTotals } from './moving-totals';
import { shownOfThePast, Suppressions } from './suppressions';
import { placeOf, seriesId } from './series-view';
import { changesIn, currentOf, knownBodyOf, structureOf } from './structure-view';

/** What is read, as it was known at one commit. */
export interface Knowing extends Reading {
  readonly no: number;
}

/** Of a measure that nothing is known of. */
export const NO_FIGURES: Figures = { series: EMPTY_SERIES, computed: null };

/** A unit's scorecard from what was known; null where the unit was not. `measures`: those it is to be of, all without. `figuresIn`: what rows are read from. */
export async function readScorecard(
  knowing: Reading,
  { unit: id, period, measures }: { readonly unit: string; readonly period: Period; readonly measures?: readonly string[] },
  known: Scorecard['known'],
  figuresIn = figuresOf,
): Promise<Scorecard | null> {
  const { structure } = knowing;
  const unit = structure.organisation.units[id];
  if (!unit) return null;
  const figures = new Map<string, Figures>();
  for (const measure of measuresShown(structure, id, period)) {
    const definition = measureOf(structure, measure);
    if (definition) figures.set(measure, await figuresIn(knowing, id, definition));
  }
  const rowOf = (measure: string) =>
    measures && !measures.includes(measure)
      ? null
      : rowWithCompanions(structure, (each) => figures.get(each) ?? NO_FIGURES, { unit: id, measure, period });
  return scorecard(structure, unit, period, rowOf, known);
}

/** Earlier structures that are remembered, by the last commit that changed them. */
const STRUCTURES_MAX = 16;

/** What boards are read from: the structure in memory, and each series on demand; now, or as known at a commit. */
export class Knowledge implements Knowing {
  private readonly documents = new Map<string, NamedDocument>();
  /** Whether a document is of a later commit than the view, and was read without what came after. */
  private isCut = false;
  private current: Structure | null = null;
  private readonly earlier = new Map<number, Structure>();
  /** Commits that changed the structure, ascending. */
  private changes: readonly number[] | null = null;
  private edition = 0;
  private readonly moving = new MovingTotals((unit, measure) => this.series(unit, measure));
  private readonly suppressions = new Suppressions((unit, measure) => this.series(unit, measure));

  constructor(
    private readonly structureView: ViewReader,
    private readonly seriesView: ViewReader,
  ) {
    seriesView.onSaved(({ documents }) => {
      for (const { id } of documents) {
        const [unit, measure] = placeOf(id);
        this.moving.saved(unit, measure);
        this.suppressions.saved(measure);
      }
    });
  }

  /** To be called once the structure's subscription has started. */
  async load(): Promise<void> {
    this.structureView.onSaved(({ documents }) => {
      for (const document of documents) this.documents.set(document.id, document);
      if (documents.length > 0 || this.isCut) this.changed();
    });
    for await (const document of this.structureView.scan('')) this.documents.set(document.id, document);
    this.changed();
  }

  get structure(): Structure {
    this.current ??= this.structureNow();
    return this.current;
  }

  /** Changes whenever the structure does. */
  get structureEdition(): number {
    return this.edition;
  }

  async series(unit: string, measure: string): Promise<Series> {
    const document = await this.seriesView.read(seriesId(unit, measure));
    if (!document) return EMPTY_SERIES;
    const series = document.body as unknown as Series;
    return document.no > this.seriesView.no ? knownAt(series, this.seriesView.no) : series;
  }

  totals(unit: string, measure: Measure): Promise<TotalsOverUnits | null> {
    return this.moving.of(this.structure, measure, unit);
  }

  /** As it was known at a commit that has been seen. */
  at(no: number): Knowing {
    const structure = this.structureAt(no);
    const series = async (unit: string, measure: string): Promise<Series> => knownAt(await this.series(unit, measure), no);
    return { no, structure, series, totals: (unit, measure) => totalsFrom(structure.organisation, series, { unit, measure }) };
  }

  /** As it is shown to those who may not see small numbers. */
  get shown(): Knowing {
    return { no: this.no, ...this.suppressions.shown(this) };
  }

  /** The same, as it was known at a commit. */
  shownAt(no: number): Knowing {
    return shownOfThePast(this.at(no), this.structure);
  }

  /** Periods with values, at one unit or at all that are seen. */
  async periodsOf(unit: string | null, sees: (unit: string) => boolean): Promise<string[]> {
    const names = new Set<string>();
    for await (const { id, body } of this.seriesView.scan(unit === null ? '' : `${unit}/`)) {
      if (!sees(id.split('/')[0] ?? '')) continue;
      for (const periods of Object.values((body as unknown as Series).cells)) for (const period of Object.keys(periods)) names.add(period);
    }
    return [...names];
  }

  /** The commit both views have seen. */
  get no(): number {
    return Math.min(this.structureView.no, this.seriesView.no);
  }

  /** Whether what is read just now is of that very commit: one view may be ahead of the other for a moment. */
  get isEven(): boolean {
    return this.structureView.no === this.seriesView.no;
  }

  async waitFor(no: number, timeoutMs: number): Promise<boolean> {
    const seen = await Promise.all([this.structureView.waitFor(no, timeoutMs), this.seriesView.waitFor(no, timeoutMs)]);
    return seen.every(Boolean);
  }

  private structureNow(): Structure {
    const { no } = this.structureView;
    const documents = [...this.documents.values()];
    this.isCut = documents.some((document) => document.no > no);
    return this.isCut ? structureOf(knownBy(documents, no)) : structureOf(documents.map(({ id, body }) => ({ id, body: currentOf(body) })));
  }

  private structureAt(no: number): Structure {
    this.changes ??= changesOf(this.documents.values());
    const last = this.changes.findLast((change) => change <= no) ?? 0;
    if (last === this.changes.at(-1)) return this.structure;
    const remembered = this.earlier.get(last);
    if (remembered) return remembered;
    const structure = structureOf(knownBy([...this.documents.values()], last));
    if (this.earlier.size >= STRUCTURES_MAX) this.earlier.delete(this.earlier.keys().next().value ?? 0);
    this.earlier.set(last, structure);
    return structure;
  }

  private changed(): void {
    this.current = null;
    this.changes = null;
    // Commits that are seen already stay as they were: what is remembered of them holds.
    this.edition++;
  }
}

const changesOf = (documents: Iterable<NamedDocument>): number[] =>
  [...new Set([...documents].flatMap(({ body }) => changesIn(body)))].toSorted((a, b) => a - b);

function knownBy(documents: readonly NamedDocument[], no: number): { readonly id: string; readonly body: Json }[] {
  return documents.flatMap(({ id, body }) => {
    const known = knownBodyOf(id, body, no);
    return known === null ? [] : [{ id, body: known }];
  });
}
