import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { OrganisationNow } from '@styrbord/service/tokens';
import { isWithin, NO_UNITS, type Organisation } from '@styrbord/steering/organisation';
import { Desk } from './desk';

/** The organisation as the write side itself knows it: for a service without boards. */
@Injectable()
export class OrganisationAtTheDesk implements OrganisationNow, OnApplicationBootstrap {
  private current: Organisation = NO_UNITS;

  constructor(private readonly desk: Desk) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.refresh();
  }

  /** To be called now and then: other instances write too. */
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
