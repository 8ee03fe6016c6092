import type { Name } from '@styrbord/steering/scorecard';

export const PERMISSIONS = [
  'read-scorecards',
  'read-unsuppressed',
  'acknowledge',
  'record-measurements',
  'steer',
  'organise',
  'import',
  'read-audit',
  'note-audit',
  'administer',
  'erase',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ['viewer', 'reporter', 'controller', 'auditor', 'administrator', 'source'] as const;
export type Role = (typeof ROLES)[number];

/** What each role may do, within its units. */
export const MAY: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: ['read-scorecards', 'acknowledge'],
  reporter: ['read-scorecards', 'read-unsuppressed', 'acknowledge', 'record-measurements'],
  controller: ['read-scorecards', 'read-unsuppressed', 'acknowledge', 'record-measurements', 'steer', 'organise', 'import', 'read-audit'],
  auditor: ['read-scorecards', 'read-unsuppressed', 'read-audit', 'note-audit'],
  administrator: PERMISSIONS,
  source: ['record-measurements'],
};

/** Somebody, or some program, who has shown who they are. */
export interface Principal {
  /** A pseudonym: what events name. The name behind it can be erased. */
  readonly id: string;
  readonly name: Name;
  readonly role: Role;
  /** Roots of the subtrees that are seen and written; `all` is every unit of the tenant. */
  readonly units: 'all' | readonly string[];
  readonly tenant: string;
  readonly via: 'session' | 'key' | 'operator-key';
}

export function may(principal: Principal, permission: Permission): boolean {
  return MAY[principal.role].includes(permission);
}
