import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import type { ViewReader } from '@styrbord/eventsourcing/view-reader';
import { SignedIn } from '@styrbord/service/access';
import { Answers, listOf, object, TEXT, TIME, WHOLE } from '@styrbord/service/answers';

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

const STATUS = object({
  views: listOf(object({ name: TEXT, version: WHOLE, lag: WHOLE })),
  ledgers: listOf(object({ ledger: TEXT, no: WHOLE, hash: TEXT, at: TIME })),
});

@ApiTags('health')
@Controller('status')
export class StatusController {
  constructor(private readonly status: StatusReading) {}

  /** Views with checkpoint, lag and parked streams; ledgers with their head. */
  @Get()
  @Answers(STATUS)
  @SignedIn()
  read(): Promise<object> {
    return this.status.read();
  }
}
