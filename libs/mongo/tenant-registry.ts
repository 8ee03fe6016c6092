import { createHmac } from 'node:crypto';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { MongoConnection } from './mongo-connection';
import { MongoDocuments } from './mongo-documents';

export type TenantState = 'active' | 'suspended';

export interface RegisteredTenant {
  readonly id: string;
  readonly state: TenantState;
  /** ISO 8601. */
  readonly since: string;
}

/** No tenant can have this name: theirs begin with a letter or digit. */
export const REGISTRY = '_registry';
const COLLECTION = 'tenants';
export const TENANT_ID = /^[a-z0-9][a-z0-9-]{0,53}$/;

/** Which tenants there are, in a database beside theirs. */
export class TenantRegistry {
  private constructor(private readonly documents: Documents) {}

  static async open(mongo: MongoConnection): Promise<TenantRegistry> {
    return new TenantRegistry(new MongoDocuments(await mongo.tenant(REGISTRY, { documents: true })));
  }

  async all(): Promise<RegisteredTenant[]> {
    const tenants: RegisteredTenant[] = [];
    for await (const { body } of this.documents.scan(COLLECTION, '')) tenants.push(body as unknown as RegisteredTenant);
    return tenants;
  }

  async active(): Promise<string[]> {
    return (await this.all()).filter(({ state }) => state === 'active').map(({ id }) => id);
  }

  /** False when it is there already. */
  async create(id: string, since: string): Promise<boolean> {
    return (await this.documents.put(COLLECTION, id, { id, state: 'active', since }, 0)) !== 'conflict';
  }

  /** False when there is no such tenant. */
  async turn(id: string, state: TenantState, since: string): Promise<boolean> {
    const stored = await this.documents.get(COLLECTION, id);
    if (!stored) return false;
    return (await this.documents.put(COLLECTION, id, { id, state, since }, stored.version)) !== 'conflict' || this.turn(id, state, since);
  }
}

/** The operator's key to one of many tenants; it opens no other. */
export function operatorKeyOf(secret: string, tenant: string): string {
  return `sbo_${tenant}_${createHmac('sha256', secret).update(`styrbord operator ${tenant}`).digest('base64url')}`;
}
