import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Bus } from '@styrbord/eventsourcing/bus';
import { BUS } from './stores';

/** Hears no more of a tenant whose app ends. */
@Injectable()
export class Hearing implements OnModuleDestroy {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  async onModuleDestroy(): Promise<void> {
    await this.bus.stop();
  }
}
