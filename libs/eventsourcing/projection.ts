import type { Json } from '@styrbord/proof/canonical';
import type { Change, Documents, Stored } from './documents';
import type { CommitNo, Recorded } from './ledger';
import { collectionOf } from './serving';
import type { View } from './view';
import type { NamedDocument, Parked, ViewDocument } from './view-reader';

/** Each write is a durable transaction: one a document took most of a rebuild. */
const DELETES_AT_ONCE = 1_000;
/** Documents held in memory between reads. */
const CACHE_MAX = 50_000;

/** One generation of one view: folds commits into documents, and reads them back. */
export class Projection {
  readonly collection: string;
  private readonly cache = new Map<string, ViewDocument>();
  private readonly parkedStreams = new Map<string, Parked>();

  constructor(
    readonly view: View,
    readonly generation: number,
    private readonly documents: Documents,
  ) {
    this.collection = collectionOf(view, generation);
  }

  async load(): Promise<void> {
    for await (const { body } of this.documents.scan('parked', `${this.collection}/`)) {
      const parked = body as unknown as Parked;
      this.parkedStreams.set(parked.stream, parked);
    }
  }

  get parked(): readonly Parked[] {
    return [...this.parkedStreams.values()];
  }

  async *scan(prefix: string): AsyncIterable<NamedDocument> {
    for await (const stored of this.documents.scan(this.collection, prefix)) yield documentOf(stored);
  }

  /** Folds facts in order, on top of what the folding holds. Nothing is kept until `kept` is called. */
  async fold(facts: readonly Recorded[], folding: Folding = newFolding()): Promise<Folding> {
    const { changed, parked } = folding;
    for (const recorded of facts) {
      const { stream } = recorded.fact;
      const ids = tried(() => this.view.documents(recorded));
      if (!('error' in ids) && ids.made.length === 0) continue;
      const waiting = parked.get(stream) ?? this.parkedStreams.get(stream);
      const next = waiting ?? ('error' in ids ? ids : await this.evolved(ids.made, recorded, folding));
      if ('error' in next) {
        const place = { no: recorded.no, index: recorded.index };
        parked.set(stream, { stream, error: next.error, at: [...(waiting?.at ?? []), place] });
      } else for (const [id, document] of next.made) changed.set(id, document);
    }
    return folding;
  }

  /** A store that cannot be read is thrown, for it is no fault of the fact; what the view throws parks the stream. */
  private async evolved(ids: readonly string[], recorded: Recorded, folding: Folding): Promise<Tried<[string, ViewDocument][]>> {
    const { changed, from } = folding;
    const before: [string, ViewDocument][] = [];
    for (const id of ids) {
      const document = changed.get(id) ?? (await this.stored(id, folding));
      if (recorded.no > (from.get(id) ?? 0)) before.push([id, document]);
    }
    return tried(() => before.map(([id, { body }]) => [id, { no: recorded.no, body: this.view.evolve(body, recorded, id) }]));
  }

  /** A document before this folding; the commits it holds already are remembered. */
  private async stored(id: string, { from }: Folding): Promise<ViewDocument> {
    const document = this.cache.get(id) ?? (await this.read(id)) ?? { no: 0, body: this.view.initial(id) };
    from.set(id, document.no);
    return document;
  }

  changesOf({ changed, parked }: Folded): Change[] {
    const { collection } = this;
    return [
      // In the order they lie in: neighbours share a page.
      ...[...changed]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([id, { no, body }]) => ({ put: { collection, id, body, version: no } })),
      ...[...parked].map(([stream, body]) => ({
        put: {
          collection: 'parked',
          id: `${collection}/${stream}`,
          body: body as unknown as Json,
          version: body.at[body.at.length - 1]?.no,
        },
      })),
    ];
  }

  kept({ changed, parked }: Folded): void {
    for (const [id, document] of changed) this.remember(id, document);
    for (const [stream, waiting] of parked) this.parkedStreams.set(stream, waiting);
  }

  /** Folds the facts of a repaired stream again, those it missed included. */
  async replay(stream: string, facts: readonly Recorded[]): Promise<Folded | null> {
    const waiting = this.parkedStreams.get(stream);
    if (!waiting) return null;
    this.parkedStreams.delete(stream);
    const missed = facts.filter(({ no, index }) => waiting.at.some((place) => place.no === no && place.index === index));
    const folded = await this.fold(missed);
    if (folded.parked.size > 0) this.parkedStreams.set(stream, waiting);
    return folded.parked.size > 0 ? null : folded;
  }

  async drop(): Promise<void> {
    let deletes: Change[] = [];
    for await (const { id } of this.documents.scan(this.collection, '')) {
      deletes.push({ delete: { collection: this.collection, id } });
      if (deletes.length < DELETES_AT_ONCE) continue;
      await this.documents.write(deletes);
      deletes = [];
    }
    await this.documents.write(deletes);
    this.cache.clear();
  }

  async read(id: string): Promise<ViewDocument | null> {
    const cached = this.cache.get(id);
    if (cached) return cached;
    const stored = await this.documents.get(this.collection, id);
    if (!stored) return null;
    const document = documentOf(stored);
    this.remember(id, document);
    return document;
  }

  /** The least recently written goes first. */
  private remember(id: string, document: ViewDocument): void {
    this.cache.delete(id);
    this.cache.set(id, document);
    if (this.cache.size > CACHE_MAX) this.cache.delete(this.cache.keys().next().value as string);
  }
}

/** What a view made of a fact, or why it cannot. */
type Tried<T> = { readonly made: T } | { readonly error: string };

function tried<T>(make: () => T): Tried<T> {
  try {
    return { made: make() };
  } catch (error) {
    return { error: String(error) };
  }
}

export const documentOf = ({ id, version, body }: Stored): NamedDocument => ({ id, no: version, body });

export interface Folded {
  readonly changed: ReadonlyMap<string, ViewDocument>;
  readonly parked: ReadonlyMap<string, Parked>;
}

/** What has been folded and not yet written. */
export interface Folding extends Folded {
  readonly changed: Map<string, ViewDocument>;
  readonly parked: Map<string, Parked>;
  /** The commit each changed document was at before. */
  readonly from: Map<string, CommitNo>;
}

export const newFolding = (): Folding => ({ changed: new Map(), parked: new Map(), from: new Map() });
