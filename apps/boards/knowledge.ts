import type { ViewReader } from '@styrbord/eventsourcing/view-reader';
import { EMPTY_SERIES, type Series } from '@styrbord/steering/series';
import type { Structure } from '@styrbord/steering/structure';
import { seriesId } from '@styrbord/steering/views/series-view';
import { structureOf } from '@styrbord/steering/views/structure-view';
import type { Json } from '@styrbord/proof/canonical';

/** What boards are read from: the structure in memory, and each series on demand. */
export class Knowledge {
  private readonly documents = new Map<string, Json>();
  private current: Structure | null = null;
  private edition = 0;

  constructor(
    private readonly structureView: ViewReader,
    private readonly seriesView: ViewReader,
  ) {}

  /** To be called once the structure's subscription has started. */
  async load(): Promise<void> {
    this.structureView.onSaved(({ documents }) => {
      for (const { id, body } of documents) this.documents.set(id, body);
      if (documents.length > 0) this.changed();
    });
    for await (const { id, body } of this.structureView.scan('')) this.documents.set(id, body);
    this.changed();
  }

  get structure(): Structure {
    this.current ??= structureOf([...this.documents].map(([id, body]) => ({ id, body })));
    return this.current;
  }

  /** Changes whenever the structure does. */
  get structureEdition(): number {
    return this.edition;
  }

  async series(unit: string, measure: string): Promise<Series> {
    const body = await this.seriesView.read(seriesId(unit, measure));
    return body === null ? EMPTY_SERIES : (body as unknown as Series);
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

  async waitFor(no: number, timeoutMs: number): Promise<boolean> {
    const seen = await Promise.all([this.structureView.waitFor(no, timeoutMs), this.seriesView.waitFor(no, timeoutMs)]);
    return seen.every(Boolean);
  }

  private changed(): void {
    this.current = null;
    this.edition++;
  }
}
