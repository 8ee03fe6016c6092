import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import type { ViewReader } from '@styrbord/eventsourcing/view-reader';
import { SignedIn } from '@styrbord/service/access';
import { INBOX_COUNTS } from '@styrbord/service/stores';

/** How far everything has come. */
export class StatusReading {
  constructor(
    private readonly ledger: Ledger,
    private readonly subscriptions: readonly ViewReader[],
    private readonly documents: Documents,
  ) {}

  async read(): Promise<object> {
    const [{ no, hash, recordedAt: at }, inbox] = await Promise.all([
      this.ledger.head(),
      this.documents.get(INBOX_COUNTS.collection, INBOX_COUNTS.id),
    ]);
    return {
      views: this.subscriptions.map((subscription) => subscription.status()),
      ledgers: [{ ledger: this.ledger.name, no, hash, at }],
      inbox: inbox?.body ?? { accepted: 0, refused: 0 },
    };
  }
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
