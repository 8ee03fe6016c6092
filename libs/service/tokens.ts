import type { CommandContext } from './command-context';
import type { Principal, Role } from './roles';

/**
 * What this library asks of the service it runs in. Each token is provided and exported by a `@Global()` module of
 * the app; `CONFIG` (config.ts) and `CLOCK` come from `createHttpApp`.
 */

/** `Documents` of libs/eventsourcing: identities and sessions live there. */
export const DOCUMENTS = Symbol('DOCUMENTS');

/** Milliseconds since 1970. */
export const CLOCK = Symbol('CLOCK');
export type Clock = () => number;

/** The organisation as it is now: what subtrees are made of. */
export const ORGANISATION = Symbol('ORGANISATION');
export interface OrganisationNow {
  exists(unit: string): boolean;
  /** Whether the unit is one of the roots or below one. */
  isWithin(unit: string, roots: readonly string[]): boolean;
}

/** Where grants and revocations become events. Both may be asked again with the same context, and answer the same. */
export const ACCESS_LOG = Symbol('ACCESS_LOG');
export interface AccessLog {
  granted(grant: AccessGrant, context: CommandContext): Promise<LedgerPlace>;
  revoked(principal: string, context: CommandContext): Promise<LedgerPlace>;
}
export interface AccessGrant {
  readonly principal: string;
  readonly kind: 'key' | 'account';
  readonly role: Role;
  readonly units: Principal['units'];
}
export interface LedgerPlace {
  readonly ledger: string;
  readonly no: number;
}
