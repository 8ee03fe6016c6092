import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { canonicalize } from '@styrbord/proof/canonical';
import type { Imports } from '@styrbord/service/stores';
import { CLOCK, type Clock } from '@styrbord/service/tokens';
import { itemsOf, type StyrbordDocument } from '@styrbord/steering/document';
import { stockholmDate, type Settled } from './desk';
import { DocumentOrder } from './orders';

/** Documents the product brings itself. */
@Injectable()
export class OwnImports implements Imports<StyrbordDocument> {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  async take(document: StyrbordDocument, name: string): Promise<number> {
    const fingerprint = createHash('sha256').update(canonicalize(document)).digest('hex');
    const items = itemsOf(document, stockholmDate(this.now()));
    const order = {
      id: name,
      fingerprint,
      keyed: true,
      meta: { actor: 'styrbord', source: name, request: name },
      items,
      mode: 'all' as const,
      answer: () => ({}),
    };
    return (await this.bus.execute<DocumentOrder, Settled>(new DocumentOrder(order))).no;
  }
}
