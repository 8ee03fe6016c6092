import { Long } from 'mongodb';
import { PRIMARY, refused, scriptedMongodb, type Script, type ScriptedMongodb } from '../../test/faults/scripted-mongodb';
import { openMongo, type TenantNeeds } from './mongo-connection';
import { MongoRefused } from './mongo-refused';

const WRITER: TenantNeeds = { writes: ['nara/steering'], documents: true };
const NOTHING_FOUND = { ok: 1, cursor: { id: Long.ZERO, ns: 'styrbord_nara.steering.commits', firstBatch: [] } };

describe('a MongoDB that cannot be used', () => {
  let servers: ScriptedMongodb[] = [];
  const started = async (script: Script): Promise<ScriptedMongodb> => {
    const server = await scriptedMongodb(script);
    servers.push(server);
    return server;
  };
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()));
    servers = [];
  });

  /** What an operator is told when a process that writes starts on such a server. */
  const told = async (script: Script, { user = '', needs = WRITER } = {}): Promise<string> => {
    const server = await started({ find: NOTHING_FOUND, ...script });
    return sentenceOf(`mongodb://${user}${server.host}/?directConnection=true`, needs);
  };

  it('does not answer', async () => {
    expect(await sentenceOf('mongodb://127.0.0.1:1/')).toMatch(/^MongoDB at 127\.0\.0\.1:1 does not answer: .* Check that it runs/);
  });

  it('has an address that is none', async () => {
    expect(await sentenceOf('http://localhost')).toMatch(/^The address of MongoDB is not understood: .* begins with mongodb:/);
    expect(await sentenceOf('mongodb://a:p@ss@localhost')).toMatch(/^The address of MongoDB is not understood: .* written as %XX/);
  });

  it('does not know the user, and the password is not said', async () => {
    const sentence = await told(
      { saslStart: refused(18, 'AuthenticationFailed', 'Authentication failed.') },
      { user: 'steering:hemligt@' },
    );
    expect(sentence).toMatch(/^MongoDB at 127\.0\.0\.1:\d+ does not accept the user or the password\. Correct them/);
    expect(sentence).not.toContain('hemligt');
  });

  it('is too old', async () => {
    const hello = { ...PRIMARY, maxWireVersion: 8 };
    expect(await told({ hello })).toMatch(/^MongoDB at .* is too old: .* Upgrade the server/);
  });

  it('is no replica set', async () => {
    const find = refused(123, 'NotAReplicaSet', 'node needs to be a replica set member to use linearizable read concern');
    expect(await told({ find })).toMatch(/does not read what the majority has: .* Run it as a replica set/);
  });

  it('has no majority', async () => {
    const find = refused(50, 'MaxTimeMSExpired', 'operation exceeded time limit');
    expect(await told({ find })).toMatch(/has no majority that answers: .* Start the members that are down/);
    const createIndexes = { ok: 1, writeConcernError: { code: 100, codeName: 'UnsatisfiableWriteConcern', errmsg: 'Not enough members' } };
    expect(await told({ createIndexes })).toMatch(/has no majority that answers: .*Not enough members/);
  });

  it('refuses the user an index, or a look', async () => {
    const denied = refused(13, 'Unauthorized', 'not authorized on styrbord_nara');
    for (const name of ['createIndexes', 'create', 'find'])
      expect(await told({ [name]: denied })).toMatch(
        /may not do what Styrbord needs at .*database styrbord_nara: .* role that styrbord rights prints/,
      );
  });

  it('can have no database by such a name', async () => {
    const server = await started({});
    const mongo = await openMongo(`mongodb://${server.host}/?directConnection=true`, { prefix: 'x'.repeat(60) });
    await expect(mongo.tenant('nara', WRITER)).rejects.toThrow('Choose a shorter prefix or tenant');
    await mongo.close();
  });
});

describe('a MongoDB without clustered collections', () => {
  it('keeps commits in a plain one', async () => {
    const create: Script[string] = ({ clusteredIndex }) => (clusteredIndex ? refused(72, 'InvalidOptions', 'clusteredIndex') : { ok: 1 });
    const server = await scriptedMongodb({ find: NOTHING_FOUND, create });
    expect(await sentenceOf(`mongodb://${server.host}/?directConnection=true`)).toBe('started');
    expect(server.asked.filter((name) => name === 'create')).toHaveLength(2);
    await server.close();
  });
});

describe('a process that only reads', () => {
  it('makes nothing', async () => {
    const server = await scriptedMongodb({ find: NOTHING_FOUND });
    const mongo = await openMongo(`mongodb://${server.host}/?directConnection=true`);
    await mongo.tenant('nara', { reads: ['nara/steering'], documents: true });
    expect(server.asked.filter((name) => name !== 'endSessions')).toEqual(['find', 'find']);
    await mongo.close();
    await server.close();
  });
});

async function sentenceOf(address: string, needs = WRITER): Promise<string> {
  try {
    const mongo = await openMongo(address);
    try {
      await mongo.tenant('nara', needs);
    } finally {
      await mongo.close();
    }
    return 'started';
  } catch (error) {
    if (!(error instanceof MongoRefused)) throw error;
    return error.sentences.join('\n');
  }
}
