import { rightsScript, rolesOf } from '@styrbord/mongo/rights';
import { TENANT_ID } from '@styrbord/mongo/tenant-registry';
import { Failure, UNREADABLE } from './failure';
import type { Output } from './output';

/** Prints what makes the database's users; nothing is connected to. */
export function runRights(tenants: readonly string[], output: Output): number {
  const wrong = tenants.find((tenant) => !TENANT_ID.test(tenant));
  if (wrong !== undefined)
    throw new Failure(UNREADABLE, `${wrong} is no tenant: 1 to 54 of a-z, 0-9 and hyphens, beginning with a letter or digit.`);
  output.answer({ roles: rolesOf(tenants) }, rightsScript(tenants).trimEnd().split('\n'));
  return 0;
}
