import { Injectable } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Desk, type Order, type Settled } from './desk';

/** One bus class an aggregate: what it orders is the union in the domain. */
export class OrganisationOrder {
  constructor(readonly order: Order) {}
}
export class MeasureOrder {
  constructor(readonly order: Order) {}
}
export class PlanOrder {
  constructor(readonly order: Order) {}
}
export class FollowUpOrder {
  constructor(readonly order: Order) {}
}
export class AccessOrder {
  constructor(readonly order: Order) {}
}
export class ErasureOrder {
  constructor(readonly order: Order) {}
}
/** A document orders across aggregates. */
export class DocumentOrder {
  constructor(readonly order: Order) {}
}

@Injectable()
abstract class DeskHandler implements ICommandHandler<{ readonly order: Order }, Settled> {
  constructor(private readonly desk: Desk) {}

  execute({ order }: { readonly order: Order }): Promise<Settled> {
    return this.desk.take(order);
  }
}

@CommandHandler(OrganisationOrder)
export class OrganisationHandler extends DeskHandler {}
@CommandHandler(MeasureOrder)
export class MeasureHandler extends DeskHandler {}
@CommandHandler(PlanOrder)
export class PlanHandler extends DeskHandler {}
@CommandHandler(FollowUpOrder)
export class FollowUpHandler extends DeskHandler {}
@CommandHandler(AccessOrder)
export class AccessHandler extends DeskHandler {}
@CommandHandler(ErasureOrder)
export class ErasureHandler extends DeskHandler {}
@CommandHandler(DocumentOrder)
export class DocumentHandler extends DeskHandler {}

export const ORDER_HANDLERS = [
  OrganisationHandler,
  MeasureHandler,
  PlanHandler,
  FollowUpHandler,
  AccessHandler,
  ErasureHandler,
  DocumentHandler,
];
