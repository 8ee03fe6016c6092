import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommandContext } from '@styrbord/service/command-context';
import type { AccessGrant, AccessLog, LedgerPlace } from '@styrbord/service/tokens';
import type { SteeringCommand } from '@styrbord/steering/steering';
import type { Settled } from './desk';
import { AccessOrder } from './orders';

/** Who may do what is a fact like any other: grants and revocations stand in the ledger. */
@Injectable()
export class SteeringAccessLog implements AccessLog {
  constructor(private readonly bus: CommandBus) {}

  granted(grant: AccessGrant, context: CommandContext): Promise<LedgerPlace> {
    return this.record({ type: 'GrantAccess', ...grant }, context);
  }

  revoked(principal: string, context: CommandContext): Promise<LedgerPlace> {
    return this.record({ type: 'RevokeAccess', principal }, context);
  }

  private async record(command: SteeringCommand, { id, fingerprint, keyed, actor }: CommandContext): Promise<LedgerPlace> {
    const meta = { actor, request: id.slice(actor.length + 1), source: 'http' };
    const order = {
      id,
      fingerprint,
      keyed,
      meta,
      items: [{ pointer: '', command, decision: null }],
      mode: 'all' as const,
      answer: () => ({}),
    };
    const { ledger, no } = await this.bus.execute<AccessOrder, Settled>(new AccessOrder(order));
    return { ledger, no };
  }
}
