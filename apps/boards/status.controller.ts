import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import type { ViewReader } from '@styrbord/eventsourcing/view-reader';
import { SignedIn } from '@styrbord/service/access';

/** How far everything has come. */
export class StatusReading {
  constructor(
    private readonly ledger: Ledger,
    private readonly subscriptions: readonly ViewReader[],
  ) {}

  async read(): Promise<object> {
    const { no, hash, recordedAt: at } = await this.ledger.head();
    return {
      views: this.subscriptions.map((subscription) => subscription.status()),
      ledgers: [{ ledger: this.ledger.name, no, hash, at }],
    };
  }
}

@ApiTags('health')
@Controller('status')
export class StatusController {
  constructor(private readonly status: StatusReading) {}

  /** Views with checkpoint, lag and parked streams; ledgers with their head. */
  @Get()
  @SignedIn()
  read(): Promise<object> {
    return this.status.read();
  }
}
