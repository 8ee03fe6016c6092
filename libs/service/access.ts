import {
  createParamDecorator,
  Inject,
  Injectable,
  SetMetadata,
  type CanActivate,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { unitsBelow } from '@styrbord/steering/organisation';
import type { Structure } from '@styrbord/steering/structure';
import { requirePrincipal } from './principal';
import { ProblemError } from './problem';
import { may, type Permission, type Principal } from './roles';
import { ORGANISATION, type OrganisationNow } from './tokens';

export const ACCESS = 'styrbord:access';
export type RouteAccess = Permission | 'public' | 'signed-in';

/** Every route says one of these, or the boot stops. */
export const Allow = (permission: Permission): CustomDecorator => SetMetadata(ACCESS, permission satisfies RouteAccess);
/** Anybody who is somebody. */
export const SignedIn = (): CustomDecorator => SetMetadata(ACCESS, 'signed-in' satisfies RouteAccess);
export const Public = (): CustomDecorator => SetMetadata(ACCESS, 'public' satisfies RouteAccess);

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ACCESS, [context.getHandler(), context.getClass()]);
    if (access === 'public') return true;
    const principal = requirePrincipal(context.switchToHttp().getRequest<FastifyRequest>());
    if (access === 'signed-in') return true;
    if (access === undefined || !may(principal, access)) {
      throw new ProblemError('not-allowed-to', { errors: [{ code: 'not-allowed-to', given: principal.role, allowed: access }] });
    }
    return true;
  }
}

export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext) =>
  requirePrincipal(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** The one place where a subtree is added to what somebody asks for. What lies outside does not exist. */
@Injectable()
export class Access {
  constructor(@Inject(ORGANISATION) private readonly organisation: OrganisationNow) {}

  /** 404 for a unit that is not there and for one that is not theirs, alike. */
  requireUnit(principal: Principal, unit: string, pointer?: string): void {
    if (this.organisation.exists(unit) && this.sees(principal, unit)) return;
    throw new ProblemError('unit-unknown', { errors: [{ code: 'unit-unknown', pointer, given: unit }] });
  }

  /** As `requireUnit`; 403 where the unit, in the structure of a date, holds others that are not theirs to see. */
  requireReadable(principal: Principal, { organisation, asOf }: Structure, unit: string, pointer?: string): void {
    this.requireUnit(principal, unit, pointer);
    if (!asOf || principal.units === 'all' || unitsBelow(organisation, unit).every(({ id }) => this.sees(principal, id))) return;
    throw new ProblemError('structure-beyond-subtree', {
      errors: [{ code: 'structure-beyond-subtree', pointer: '/structureAt', given: unit }],
    });
  }

  /** Also of a unit yet to be: it is seen by who sees everything. */
  sees({ units }: Principal, unit: string): boolean {
    return units === 'all' || this.organisation.isWithin(unit, units);
  }
}
