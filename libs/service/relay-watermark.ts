import type { Documents } from '@styrbord/eventsourcing/documents';
import type { CommitNo } from '@styrbord/eventsourcing/ledger';
import type { Watermark } from '@styrbord/eventsourcing/relay';

const COLLECTION = 'watermarks';
const SAVE_MS = 1_000;

/** How far a ledger has been sent. A ledger that ends before it is an older copy of the one that was sent. */
export class RelayWatermark implements Watermark {
  private savedAt = Number.NEGATIVE_INFINITY;
  private reached: CommitNo = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly documents: Documents,
    private readonly ledger: string,
  ) {}

  async load(): Promise<CommitNo> {
    const stored = await this.documents.get(COLLECTION, this.ledger);
    return (stored?.body as { no?: number } | undefined)?.no ?? 0;
  }

  /** Now and then, and the last of many when they are over: what is sent twice is skipped. */
  async save(no: CommitNo): Promise<void> {
    this.reached = no;
    const waitMs = SAVE_MS - (performance.now() - this.savedAt);
    if (waitMs <= 0) return this.keep();
    this.timer ??= setTimeout(() => void this.keep().catch(() => undefined), waitMs).unref();
  }

  private async keep(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.savedAt = performance.now();
    await this.documents.put(COLLECTION, this.ledger, { no: this.reached });
  }
}
