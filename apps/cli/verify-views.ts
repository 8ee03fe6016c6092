import { Projection } from '@styrbord/eventsourcing/projection';
import { recordedOf } from '@styrbord/eventsourcing/commit';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import { checkpointOf, collectionOf, servingGeneration } from '@styrbord/eventsourcing/serving';
import { canonicalize, type Json } from '@styrbord/proof/canonical';
import { seriesView } from '@styrbord/steering/views/series-view';
import { structureView } from '@styrbord/steering/views/structure-view';
import type { Output } from './output';
import type { Store } from './store';

const VIEWS = [structureView, seriesView];

/** The first stored document that is not what the events make, or null. A view that lags is compared as far as it has come. */
export async function differingView({ commits, documents }: Store, output: Output) {
  for (const view of VIEWS) {
    const collection = collectionOf(view, await servingGeneration(documents, view));
    const { no } = await checkpointOf(documents, collection);
    const made = new MemoryDocuments();
    const projection = new Projection(view, 1, made);
    for await (const commit of commits.read(1, no)) {
      const folded = await projection.fold(recordedOf(commit));
      await made.write(projection.changesOf(folded));
      projection.kept(folded);
    }
    const left = new Map<string, Json>();
    for await (const { id, body } of made.scan(projection.collection, '')) left.set(id, body);
    const folded = left.size;
    for await (const { id, body } of documents.scan(collection, '')) {
      const expected = left.get(id);
      if (expected === undefined || canonicalize(expected) !== canonicalize(body))
        return { result: 'tampered', code: 'view-differs', place: `${view.name}, ${id}` } as const;
      left.delete(id);
    }
    const [missing] = left.keys();
    if (missing !== undefined) return { result: 'tampered', code: 'view-lacks', place: `${view.name}, ${missing}` } as const;
    output.counted(`${view.name}: ${folded} documents folded again to commit ${no}`);
  }
  return null;
}
