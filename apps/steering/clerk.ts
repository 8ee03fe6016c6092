import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Refusal } from '@styrbord/eventsourcing/decider';
import type { Json } from '@styrbord/proof/canonical';
import type { CommandContext } from '@styrbord/service/command-context';
import { ProblemError } from '@styrbord/service/problem';
import type { Principal } from '@styrbord/service/roles';
import { isWithin, type Organisation } from '@styrbord/steering/organisation';
import type { Item, Outcome, SteeringCommand } from '@styrbord/steering/steering';
import { Desk, OrderRefused, RaceLost, type Order, type Settled } from './desk';

/** Why an item is not taken, or what it did; in the order of what was sent. */
export type Taken = Outcome | { readonly item: Item; readonly result: Refusal };

export interface Request {
  readonly principal: Principal;
  readonly command: CommandContext;
  readonly items: readonly Item[];
  readonly about?: Order['about'];
  readonly mode?: Order['mode'];
  readonly dryRun?: boolean;
  readonly source?: string;
  readonly answer: (taken: readonly Taken[]) => Json;
}

/** Takes requests to the command bus: nothing outside the subtree of whoever asks passes here. */
@Injectable()
export class Clerk {
  constructor(
    private readonly bus: CommandBus,
    private readonly desk: Desk,
  ) {}

  async take(Command: new (order: Order) => { readonly order: Order }, request: Request): Promise<Settled> {
    const { principal, command, items, mode = 'all', dryRun = false } = request;
    const outside = await this.outside(principal, items);
    if (outside.size > 0 && (mode === 'all' || outside.size === items.length)) {
      const [first, ...others] = outside.values();
      throw ProblemError.refused(first as Refusal, ...others);
    }
    const order: Order = {
      id: command.id,
      fingerprint: command.fingerprint,
      keyed: command.keyed,
      ...(command.asOf === undefined ? {} : { asOf: command.asOf }),
      meta: { actor: principal.id, request: command.id.slice(command.actor.length + 1), source: request.source ?? 'http' },
      items: items.filter((item) => !outside.has(item)),
      ...(request.about ? { about: request.about } : {}),
      mode,
      dryRun,
      answer: (outcomes) => request.answer(inOrder(items, outcomes, outside)),
    };
    return this.bus.execute<InstanceType<typeof Command>, Settled>(new Command(order)).catch(asProblem);
  }

  /** Items on units that are not the principal's, as refusals that do not tell whether the unit exists. */
  private async outside({ units, role }: Principal, items: readonly Item[]): Promise<Map<Item, Refusal>> {
    const found = new Map<Item, Refusal>();
    if (units === 'all') return found;
    const organisation = await this.desk.organisation();
    const established = new Set<string>();
    const within = (unit: string): boolean => established.has(unit) || isWithin(organisation, unit, units);
    for (const item of items) {
      const unit = outsideUnit(item.command, within, organisation, established);
      if (unit === 'whole-organisation') found.set(item, { refused: 'needs-whole-organisation', pointer: item.pointer, given: role });
      else if (unit !== null) found.set(item, { refused: 'unit-unknown', pointer: `${item.pointer}/unit`, given: unit });
    }
    return found;
  }
}

/** The unit a command reaches outside, or null. What every unit shares takes somebody who sees all of them. */
function outsideUnit(
  command: SteeringCommand,
  within: (unit: string) => boolean,
  organisation: Organisation,
  established: Set<string>,
): string | null {
  const first = (units: readonly (string | null)[]): string | null =>
    units.find((unit): unit is string => unit !== null && !within(unit)) ?? null;
  switch (command.type) {
    case 'DescribeUnit': {
      if (command.parent === null && !organisation.units[command.unit]) return 'whole-organisation';
      const isNew = !organisation.units[command.unit];
      const outside = first(
        isNew ? [command.parent] : [command.unit, within(command.unit) && command.parent === null ? null : command.parent],
      );
      if (outside === null && isNew) established.add(command.unit);
      return outside;
    }
    case 'MoveUnit':
      return first([command.unit, command.parent]);
    case 'MergeUnits':
      return first([...command.units, command.into]);
    case 'SplitUnit':
      return first([command.unit, ...command.into]);
    case 'PutPlan':
      return first([command.plan.unit]);
    case 'DefineMeasure':
      return 'whole-organisation';
    case 'GrantAccess':
    case 'RevokeAccess':
    case 'RequestErasure':
    case 'ApproveErasure':
    case 'WithdrawErasure':
      return null;
    default:
      return first([command.unit]);
  }
}

function inOrder(items: readonly Item[], outcomes: readonly Outcome[], outside: ReadonlyMap<Item, Refusal>): Taken[] {
  const byItem = new Map(outcomes.map((outcome) => [outcome.item, outcome]));
  return items.flatMap((item) => {
    const refusal = outside.get(item);
    return refusal ? { item, result: refusal } : (byItem.get(item) ?? []);
  });
}

function asProblem(error: unknown): never {
  if (error instanceof OrderRefused) {
    const [first, ...others] = error.refusals;
    if (first) throw ProblemError.refused(first, ...others.slice(0, 999));
  }
  if (error instanceof RaceLost) throw new ProblemError('changed-meanwhile');
  throw error;
}
