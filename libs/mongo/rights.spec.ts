import { runInNewContext } from 'node:vm';
import { rightsScript, rolesOf, type Privilege, type Role } from './rights';

const roles = new Map(rolesOf(['nara', 'norrbotten']).map(({ role, privileges }) => [role, privileges]));

function actionsOf(role: string, db: string, collection: string): readonly string[] {
  const of = ({ resource }: Privilege): boolean => resource.db === db && resource.collection === collection;
  return roles.get(role)?.find(of)?.actions ?? [];
}

/** The commands of mongosh that the script uses, on users and roles kept here. */
function mongosh(environment: Record<string, string>, there: { roles: string[]; users: string[] }) {
  const calls: [string, unknown][] = [];
  const admin = {
    getRole: (role: string) => there.roles.includes(role) || null,
    getUser: (user: string) => there.users.includes(user) || null,
    createRole: (role: Role) => calls.push(['createRole', role.role]),
    updateRole: (role: string) => calls.push(['updateRole', role]),
    createUser: ({ user, pwd, roles: given }: { user: string; pwd: string; roles: string[] }) =>
      calls.push(['createUser', [user, pwd, ...given].join(' ')]),
  };
  const run = (script: string): [string, unknown][] => {
    runInNewContext(script, { db: { getSiblingDB: () => admin }, process: { env: environment }, passwordPrompt: () => 'asked' });
    return calls;
  };
  return { run };
}

describe('the least rights on MongoDB', () => {
  it('let only the one who writes the ledger add commits, and nobody change or remove one', () => {
    expect(actionsOf('styrbord-steering', 'styrbord_nara', 'steering.commits')).toContain('insert');
    for (const role of ['styrbord-boards', 'styrbord-audit', 'styrbord-alerts'])
      expect(actionsOf(role, 'styrbord_nara', 'steering.commits')).toEqual(['find']);
    for (const role of roles.keys())
      for (const action of ['update', 'remove', 'dropCollection'])
        expect(actionsOf(role, 'styrbord_nara', 'steering.commits')).not.toContain(action);
  });

  it('let only the alerts add to their ledger', () => {
    const adding = [...roles.keys()].filter((role) => actionsOf(role, 'styrbord_nara', 'alerts.commits').includes('insert'));
    expect(adding).toEqual(['styrbord-alerts', 'styrbord-operator']);
  });

  it('let every service add to the audit ledger, and none change or remove a commit of it', () => {
    for (const role of roles.keys())
      expect(actionsOf(role, 'styrbord_nara', 'audit.commits')).toEqual(['find', 'insert', 'createCollection', 'createIndex']);
  });

  it('reach the tenants that are named and no other, by collection and never by whole databases', () => {
    const databases = new Set([...roles.values()].flat().map(({ resource }) => resource.db));
    expect([...databases].toSorted()).toEqual(['styrbord__registry', 'styrbord_nara', 'styrbord_norrbotten']);
    expect([...roles.values()].flat().filter(({ resource }) => resource.collection === '')).toEqual([]);
    expect(actionsOf('styrbord-boards', 'styrbord__registry', 'documents')).toEqual(['find']);
  });

  it('are made by a script that mongosh can run, once or again', () => {
    const script = rightsScript(['nara']);
    const first = mongosh({ STYRBORD_BOARDS_PASSWORD: 'hemligt' }, { roles: [], users: [] }).run(script);
    expect(first.filter(([call]) => call === 'createRole')).toHaveLength(5);
    expect(first).toContainEqual(['createUser', 'styrbord-boards hemligt styrbord-boards']);
    expect(first).toContainEqual(['createUser', 'styrbord-steering asked styrbord-steering']);
    const all = [...roles.keys()];
    const again = mongosh({}, { roles: all, users: all }).run(script);
    expect(again.map(([call]) => call)).toEqual(all.map(() => 'updateRole'));
  });
});
