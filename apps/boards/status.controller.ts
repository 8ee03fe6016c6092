import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { StoreUnavailable } from '@styrbord/eventsourcing/commit-store';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Head, Ledger } from '@styrbord/eventsourcing/ledger';
import { START } from '@styrbord/eventsourcing/serving';
import type { Checkpoint, ViewReader, ViewStatus } from '@styrbord/eventsourcing/view-reader';
import type { Json } from '@styrbord/proof/canonical';
import { SignedIn } from '@styrbord/service/access';
import { INBOX_COUNTS } from '@styrbord/service/stores';

/** How far everything has come. */
export class StatusReading {
  private lastHead: Head | null = null;
  private lastInbox: Json = { accepted: 0, refused: 0 };

  constructor(
    private readonly ledger: Ledger,
    private readonly subscriptions: readonly ViewReader[],
    private readonly documents: Documents,
  ) {}

  async read(): Promise<object> {
    const [head, inbox] = await Promise.all([
      this.ledger.head().catch(orUnreachable),
      this.documents.get(INBOX_COUNTS.collection, INBOX_COUNTS.id).catch(orUnreachable),
    ]);
    if (head) this.lastHead = head;
    if (inbox) this.lastInbox = inbox.body;
    const views = this.subscriptions.map((subscription) => subscription.status());
    const { no, hash, recordedAt: at } = this.lastHead ?? { ...latest(views), recordedAt: null };
    return {
      views,
      // A ledger that cannot be read just now is shown as it was last seen.
      ledgers: [{ ledger: this.ledger.name, no, hash, at, reached: head !== undefined }],
      inbox: this.lastInbox,
    };
  }
}

const latest = (views: readonly ViewStatus[]): Checkpoint =>
  views.reduce<Checkpoint>((most, { checkpoint }) => (checkpoint.no > most.no ? checkpoint : most), START);

function orUnreachable(error: unknown): undefined {
  if (error instanceof StoreUnavailable) return undefined;
  throw error;
}

@ApiTags('health')
@Controller('status')
export class StatusController {
  constructor(private readonly status: StatusReading) {}

  /** Views with checkpoint, lag, parked streams and refused messages; ledgers with their head; what the inbox took and refused. */
  @Get()
  @SignedIn()
  read(): Promise<object> {
    return this.status.read();
  }
}
