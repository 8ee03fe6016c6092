import { Inject, Injectable } from '@nestjs/common';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Json } from '@styrbord/proof/canonical';
import type { Name } from '@styrbord/steering/scorecard';
import { CONFIG, type Config } from './config';
import type { Principal, Role } from './roles';
import { digest, hashPassword, isPassword, newToken, sameSecret, type PasswordHash } from './secrets';
import { CLOCK, DOCUMENTS, type Clock } from './tokens';

const COLLECTION = 'identities';

/** A person or program as it is kept: in documents, never in events, so that it can be erased. */
export interface Identity {
  readonly id: string;
  readonly kind: 'account' | 'key';
  readonly name: Name;
  readonly role: Role;
  readonly units: Principal['units'];
  readonly tenant: string;
  readonly createdAt: string;
  readonly revokedAt: string | null;
  /** The command that revoked it, which may ask again. */
  readonly revokedBy: string | null;
  /** SHA-256 of a key. */
  readonly keyHash: string | null;
  readonly password: PasswordHash | null;
  /** The public password of a demo's account. */
  readonly demoPassword: string | null;
  /** Granted by a demo's account, or by a key that was. */
  readonly ofDemo?: boolean;
  /** Where they have asked to be written to. */
  readonly mail?: string | null;
}

export interface NewAccount {
  readonly account: string;
  readonly name: Name;
  readonly role: Role;
  readonly units: Principal['units'];
  readonly password: string;
  readonly demo: boolean;
}

export interface NewKey {
  readonly id: string;
  readonly name: Name;
  readonly role: Role;
  readonly units: Principal['units'];
  /** The principal who grants it. */
  readonly grantedBy: string;
}

export const OPERATOR_ID = 'operator';
const OPERATOR_NAME: Name = { sv: 'Driftens nyckel', en: 'The operator’s key' };

@Injectable()
export class Identities {
  constructor(
    @Inject(DOCUMENTS) private readonly documents: Documents,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** The principal behind a bearer key; the tenant in it must be the one served. */
  async byKey(key: string): Promise<Principal | null> {
    const { STYRBORD_API_KEY: operatorKey, STYRBORD_TENANT: tenant } = this.config;
    if (operatorKey && sameSecret(key, operatorKey)) {
      return { id: OPERATOR_ID, name: OPERATOR_NAME, role: 'administrator', units: 'all', tenant, via: 'operator-key' };
    }
    if (!key.startsWith(`sbk_${tenant}_`)) return null;
    const keyHash = digest(key);
    const pointer = await this.documents.get(COLLECTION, `key/${keyHash}`);
    const identity = pointer ? await this.byId(principalOf(pointer.body)) : null;
    return identity && identity.keyHash === keyHash ? this.principal(identity, 'key') : null;
  }

  async byPassword(account: string, password: string): Promise<Principal | null> {
    const identity = await this.account(account);
    const right = await isPassword(password, identity?.password ?? null);
    return identity && right ? this.principal(identity, 'session') : null;
  }

  /** Who a session speaks for, as long as the account is there. */
  async bySession(id: string): Promise<Principal | null> {
    const identity = await this.byId(id);
    return identity ? this.principal(identity, 'session') : null;
  }

  /** The names behind pseudonyms, where there are any; of one who is erased, the words that stand in its place. */
  async namesOf(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, Name>> {
    const stored = await this.documents.getMany(
      COLLECTION,
      [...ids].map((id) => `principal/${id}`),
    );
    const known = stored.map(({ body }) => body as unknown as Identity);
    return new Map([[OPERATOR_ID, OPERATOR_NAME], ...known.map(({ id, name }) => [id, name] as const)]);
  }

  /** Those of them who may act at all. */
  async principalsOf(ids: ReadonlySet<string>): Promise<readonly Principal[]> {
    const stored = await this.documents.getMany(
      COLLECTION,
      [...ids].map((id) => `principal/${id}`),
    );
    return stored.flatMap(({ body }) => {
      const identity = body as unknown as Identity;
      return this.principal(identity, identity.kind === 'key' ? 'key' : 'session') ?? [];
    });
  }

  /** Everybody who signs in by name. */
  async accounts(): Promise<readonly Principal[]> {
    const accounts: Principal[] = [];
    for await (const { body } of this.documents.scan(COLLECTION, 'principal/')) {
      const identity = body as unknown as Identity;
      const principal = identity.kind === 'account' ? this.principal(identity, 'session') : null;
      if (principal) accounts.push(principal);
    }
    return accounts;
  }

  /** Where somebody is written to; it goes with them when they are erased. False where nobody is. */
  async setMail(id: string, mail: string | null): Promise<boolean> {
    const identity = await this.byId(id);
    if (!identity) return false;
    if ((identity.mail ?? null) !== mail) await this.documents.put(COLLECTION, `principal/${id}`, asJson({ ...identity, mail }));
    return true;
  }

  async byId(id: string): Promise<Identity | null> {
    const stored = await this.documents.get(COLLECTION, `principal/${id}`);
    return stored ? (stored.body as unknown as Identity) : null;
  }

  /** Accounts with public passwords, while their demo is what is served. */
  async demoAccounts(): Promise<readonly Identity[]> {
    const accounts: Identity[] = [];
    if (this.config.STYRBORD_DEMO === 'none') return accounts;
    for await (const { body } of this.documents.scan(COLLECTION, 'principal/')) {
      const identity = body as unknown as Identity;
      if (identity.demoPassword !== null && identity.revokedAt === null) accounts.push(identity);
    }
    return accounts;
  }

  /** Creates the account, or gives an existing one this name, role, units and password. */
  async putAccount({ account, name, role, units, password, demo }: NewAccount): Promise<string> {
    const id = (await this.account(account))?.id ?? (demo ? `demo-${account}` : `p-${newToken().slice(0, 16)}`);
    const identity = { ...this.fresh({ id, name, role, units }), kind: 'account' as const, password: await hashPassword(password) };
    await this.save({ ...identity, demoPassword: demo ? password : null }, `account/${account}`);
    return id;
  }

  /** The key in clear, this once; null when the id has one already. */
  async createKey(key: NewKey): Promise<string | null> {
    if (await this.byId(key.id)) return null;
    const secret = `sbk_${this.config.STYRBORD_TENANT}_${newToken()}`;
    const granter = await this.byId(key.grantedBy);
    const ofDemo = granter !== null && isOfDemo(granter);
    await this.save({ ...this.fresh(key), kind: 'key', keyHash: digest(secret), ofDemo }, `key/${digest(secret)}`);
    return secret;
  }

  async keys({
    after,
    limit,
    only,
  }: {
    after: string | null;
    limit: number;
    only: (key: Identity) => boolean;
  }): Promise<readonly Identity[]> {
    const keys: Identity[] = [];
    for await (const { body } of this.documents.scan(COLLECTION, 'principal/k-', after ? { after: `principal/${after}` } : {})) {
      const identity = body as unknown as Identity;
      if (identity.kind === 'key' && identity.revokedAt === null && only(identity)) keys.push(identity);
      if (keys.length === limit) break;
    }
    return keys;
  }

  /** Who has a right that names one of these units. */
  async withRightsIn(units: ReadonlySet<string>): Promise<readonly Identity[]> {
    const found: Identity[] = [];
    for await (const { body } of this.documents.scan(COLLECTION, 'principal/')) {
      const identity = body as unknown as Identity;
      if (identity.revokedAt === null && identity.units !== 'all' && identity.units.some((unit) => units.has(unit))) found.push(identity);
    }
    return found;
  }

  async revoke(identity: Identity, by: string): Promise<void> {
    const revoked: Identity = { ...identity, revokedAt: new Date(this.now()).toISOString(), revokedBy: by };
    await this.documents.put(COLLECTION, `principal/${identity.id}`, asJson(revoked));
  }

  /** Name, password and key go; the pseudonym stays, without rights and with what is said instead of a name. False where nobody is. */
  async erase(id: string, said: Name): Promise<boolean> {
    const identity = await this.byId(id);
    if (!identity) return false;
    const pointers: string[] = [];
    for await (const stored of this.documents.scan(COLLECTION, ''))
      if (!stored.id.startsWith('principal/') && principalOf(stored.body) === id) pointers.push(stored.id);
    const erased = {
      name: said,
      revokedAt: new Date(this.now()).toISOString(),
      keyHash: null,
      password: null,
      demoPassword: null,
      mail: null,
    };
    await this.documents.write([
      ...pointers.map((pointer) => ({ delete: { collection: COLLECTION, id: pointer } })),
      { put: { collection: COLLECTION, id: `principal/${id}`, body: asJson({ ...identity, ...erased }) } },
    ]);
    await this.documents.scrub();
    return true;
  }

  private async account(account: string): Promise<Identity | null> {
    const pointer = await this.documents.get(COLLECTION, `account/${account}`);
    return pointer ? this.byId(principalOf(pointer.body)) : null;
  }

  private principal(identity: Identity, via: Principal['via']): Principal | null {
    const { id, name, role, units, tenant, revokedAt } = identity;
    const offDuty = isOfDemo(identity) && this.config.STYRBORD_DEMO === 'none';
    return revokedAt !== null || offDuty || tenant !== this.config.STYRBORD_TENANT ? null : { id, name, role, units, tenant, via };
  }

  private fresh({ id, name, role, units }: Omit<NewKey, 'grantedBy'>): Identity {
    const createdAt = new Date(this.now()).toISOString();
    const tenant = this.config.STYRBORD_TENANT;
    return {
      id,
      kind: 'key',
      name,
      role,
      units,
      tenant,
      createdAt,
      revokedAt: null,
      revokedBy: null,
      keyHash: null,
      password: null,
      demoPassword: null,
    };
  }

  private async save(identity: Identity, pointer: string): Promise<void> {
    await this.documents.write([
      { put: { collection: COLLECTION, id: `principal/${identity.id}`, body: asJson(identity) } },
      { put: { collection: COLLECTION, id: pointer, body: { principal: identity.id } } },
    ]);
  }
}

function asJson({ name, units, password, ...rest }: Identity): Json {
  return { ...rest, name: { ...name }, units, password: password ? { ...password } : null };
}

/** Whose rights end with the demo. */
const isOfDemo = ({ demoPassword, ofDemo = false }: Identity): boolean => demoPassword !== null || ofDemo;

function principalOf(body: unknown): string {
  return (body as { principal: string }).principal;
}
