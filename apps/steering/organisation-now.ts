import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { LEDGER } from '@styrbord/service/stores';
import type { OrganisationNow } from '@styrbord/service/tokens';
import { ORGANISATION_STREAM } from '@styrbord/steering/events';
import { isWithin, NO_UNITS, type Organisation } from '@styrbord/steering/organisation';
import { Desk } from './desk';

/** The organisation as the write side itself knows it: for a service without boards. */
@Injectable()
export class OrganisationAtTheDesk implements OrganisationNow, OnApplicationBootstrap {
  private current: Organisation = NO_UNITS;

  constructor(
    private readonly desk: Desk,
    @Inject(LEDGER) ledger: LedgerWriter,
  ) {
    ledger.onCommit(({ touches }) => {
      if (touches.includes(ORGANISATION_STREAM)) void this.refresh().catch(() => undefined);
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.refresh();
  }

  /** By itself for what is written here; to be called now and then, for other instances write too. */
  async refresh(): Promise<void> {
    this.current = await this.desk.organisation();
  }

  exists(unit: string): boolean {
    return this.current.units[unit] !== undefined;
  }

  isWithin(unit: string, roots: readonly string[]): boolean {
    return isWithin(this.current, unit, roots);
  }
}
