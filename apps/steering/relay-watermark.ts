import type { Documents } from '@styrbord/eventsourcing/documents';
import type { CommitNo } from '@styrbord/eventsourcing/ledger';
import type { Watermark } from '@styrbord/eventsourcing/relay';

const COLLECTION = 'watermarks';
const SAVE_MS = 1_000;

/** How far a ledger has been sent. A ledger that ends before it is an older copy of the one that was sent. */
export class RelayWatermark implements Watermark {
  private savedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly documents: Documents,
    private readonly ledger: string,
  ) {}

  async load(): Promise<CommitNo> {
    const stored = await this.documents.get(COLLECTION, this.ledger);
    return (stored?.body as { no?: number } | undefined)?.no ?? 0;
  }

  /** Now and then: what is sent twice is skipped. */
  async save(no: CommitNo): Promise<void> {
    if (performance.now() - this.savedAt < SAVE_MS) return;
    this.savedAt = performance.now();
    await this.documents.put(COLLECTION, this.ledger, { no });
  }
}
