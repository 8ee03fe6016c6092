import { databaseOf, DATABASE_PREFIX } from './mongo-connection';
import { collectionOf } from './mongo-commit-store';
import { DOCUMENTS } from './mongo-documents';
import { REGISTRY } from './tenant-registry';

export interface Privilege {
  readonly resource: { readonly db: string; readonly collection: string };
  readonly actions: readonly string[];
}

/** What one service's user may do, and nothing beside it. */
export interface Role {
  readonly role: string;
  readonly privileges: readonly Privilege[];
}

const READS = ['find'];
/** A commit is inserted once: nobody may change or remove one. Collection and indexes are made at the start. */
const APPENDS = ['find', 'insert', 'createCollection', 'createIndex'];
/** Views, checkpoints, leases, identities, sessions. */
const KEEPS = ['find', 'insert', 'update', 'remove'];
const REGISTERS = ['find', 'insert', 'update'];

/**
 * What each service's user may do with a tenant's three ledgers and documents, and with the list of
 * tenants. What is handed out is written in the audit ledger by whichever service does so.
 */
const SERVICES = {
  steering: { steering: APPENDS, audit: APPENDS, alerts: READS, documents: KEEPS, registry: READS },
  boards: { steering: READS, audit: APPENDS, alerts: READS, documents: KEEPS, registry: READS },
  /** The steering ledger it can only read; tiles of its trees and signed checkpoints are documents. */
  audit: { steering: READS, audit: APPENDS, alerts: READS, documents: KEEPS, registry: READS },
  /** Rules, cases and what was told of them. */
  alerts: { steering: READS, audit: APPENDS, alerts: APPENDS, documents: KEEPS, registry: READS },
  /** `styrbord tenant` and `styrbord copy`. */
  operator: { steering: APPENDS, audit: APPENDS, alerts: APPENDS, documents: KEEPS, registry: REGISTERS },
} as const;

export function rolesOf(tenants: readonly string[]): Role[] {
  return Object.entries(SERVICES).map(([service, { steering, audit, alerts, documents, registry }]) => ({
    role: `styrbord-${service}`,
    privileges: [
      ...tenants.flatMap((tenant) => [
        privilege(tenant, collectionOf(`${tenant}/steering`), steering),
        privilege(tenant, collectionOf(`${tenant}/audit`), audit),
        privilege(tenant, collectionOf(`${tenant}/alerts`), alerts),
        privilege(tenant, DOCUMENTS, documents),
      ]),
      privilege(REGISTRY, DOCUMENTS, registry),
    ].filter(({ actions }) => actions.length > 0),
  }));
}

function privilege(tenant: string, collection: string, actions: readonly string[]): Privilege {
  return { resource: { db: databaseOf(DATABASE_PREFIX, tenant), collection }, actions };
}

/** For mongosh, as a user that may make users. Run again it brings roles up to date and leaves passwords as they are. */
export function rightsScript(tenants: readonly string[]): string {
  return `// Roles and users of Styrbord for ${tenants.join(', ')}. Run it with mongosh; made by styrbord rights.
// A password is read from STYRBORD_STEERING_PASSWORD and so on, or asked for.
const admin = db.getSiblingDB('admin');
for (const { role, privileges } of ${JSON.stringify(rolesOf(tenants), null, 2)}) {
  if (admin.getRole(role)) admin.updateRole(role, { privileges, roles: [] });
  else admin.createRole({ role, privileges, roles: [] });
  if (admin.getUser(role)) continue;
  const pwd = process.env[role.toUpperCase().replace('-', '_') + '_PASSWORD'] || passwordPrompt();
  admin.createUser({ user: role, pwd, roles: [role] });
}
`;
}
