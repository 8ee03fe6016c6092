import { openMongo } from '@styrbord/mongo/mongo-connection';
import { operatorKeyOf, TENANT_ID, TenantRegistry } from '@styrbord/mongo/tenant-registry';
import { Failure, REFUSED, UNREADABLE } from './failure';
import type { Output } from './output';

export interface TenantOptions {
  readonly mongodb?: string;
}

type Act = (registry: TenantRegistry) => Promise<number>;

async function withRegistry({ mongodb }: TenantOptions, act: Act): Promise<number> {
  if (!mongodb) throw new Failure(UNREADABLE, 'Which database? Name it with --mongodb or STYRBORD_MONGODB.');
  const mongo = await openMongo(mongodb);
  try {
    return await act(await TenantRegistry.open(mongo));
  } finally {
    await mongo.close();
  }
}

export function createTenant(id: string, options: TenantOptions, output: Output): Promise<number> {
  if (!TENANT_ID.test(id))
    throw new Failure(UNREADABLE, `${id} is no tenant: 1 to 54 of a-z, 0-9 and hyphens, beginning with a letter or digit.`);
  return withRegistry(options, async (registry) => {
    if (!(await registry.create(id, new Date().toISOString()))) throw new Failure(REFUSED, `There is a tenant ${id} already.`);
    output.answer({ tenant: id, state: 'active', key: operatorKey(id) }, [
      `The tenant ${id} is there; running services open it within seconds.`,
      ...keyLines(id),
    ]);
    return 0;
  });
}

export function turnTenant(id: string, state: 'active' | 'suspended', options: TenantOptions, output: Output): Promise<number> {
  return withRegistry(options, async (registry) => {
    if (!(await registry.turn(id, state, new Date().toISOString()))) throw new Failure(REFUSED, `There is no tenant ${id}.`);
    const said = state === 'active' ? 'is served again' : 'is suspended: nothing of it is lost, and nobody gets in';
    output.answer({ tenant: id, state }, [`The tenant ${id} ${said}.`]);
    return 0;
  });
}

export function listTenants(options: TenantOptions, output: Output): Promise<number> {
  return withRegistry(options, async (registry) => {
    const tenants = await registry.all();
    const lines = tenants.map(({ id, state, since }) => `${id}  ${state} since ${since}`);
    output.answer({ tenants }, lines.length > 0 ? lines : ['There are no tenants.']);
    return 0;
  });
}

/** The operator's own key to a tenant, from the operator's secret. */
export function keyOfTenant(id: string, output: Output): number {
  const key = operatorKey(id);
  if (key === null) throw new Failure(UNREADABLE, 'The operator’s secret is read from STYRBORD_API_KEY.');
  output.answer({ tenant: id, key }, [key]);
  return 0;
}

function operatorKey(id: string): string | null {
  const secret = process.env['STYRBORD_API_KEY'];
  return secret ? operatorKeyOf(secret, id) : null;
}

function keyLines(id: string): string[] {
  const key = operatorKey(id);
  return key ? [`The operator's key to it: ${key}`] : ['With STYRBORD_API_KEY set, styrbord tenant key says the operator’s key to it.'];
}
