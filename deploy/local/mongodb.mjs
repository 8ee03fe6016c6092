import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { insideDebian, prepareDebian } from './debian.mjs';
import { detached, freePort, run, stop, until } from './processes.mjs';

const FERRETDB = 'v2.7.0';
const POSTGRESQL = 18;
const PACKAGES = [`postgresql-${POSTGRESQL}-documentdb`];
const POSTGRESQL_BIN = `/usr/lib/postgresql/${POSTGRESQL}/bin`;
const ANSWER_MS = 2_000;

const rootIn = (cache) => join(cache, `debian-postgresql-${POSTGRESQL}-documentdb`);
const ferretdbIn = (cache) => join(cache, `ferretdb-${FERRETDB}`);

/** FerretDB before PostgreSQL with DocumentDB: it speaks the MongoDB protocol, and every commit is on disk before it is answered. */
export const server = {
  name: 'mongodb',

  async prepare(cache, say) {
    mkdirSync(cache, { recursive: true });
    await prepareDebian(rootIn(cache), PACKAGES, say);
    await buildFerretdb(ferretdbIn(cache), cache, say);
  },

  async start({ cache, folder, ports }) {
    const { mongodb = await freePort(), postgresql = await freePort() } = ports ?? {};
    const pids = [];
    try {
      pids.push(await startPostgresql(rootIn(cache), folder, postgresql));
      const address = `mongodb://127.0.0.1:${mongodb}/`;
      pids.push(await startFerretdb(ferretdbIn(cache), folder, { mongodb, postgresql, address }));
      return { address, pids, ports: { mongodb, postgresql } };
    } catch (error) {
      for (const pid of pids.toReversed()) await stop(pid);
      throw error;
    }
  },

  async answers(address) {
    const client = new MongoClient(address, { serverSelectionTimeoutMS: ANSWER_MS, socketTimeoutMS: ANSWER_MS });
    try {
      await client.db('admin').command({ listDatabases: 1, nameOnly: true });
      return true;
    } catch {
      return false;
    } finally {
      await client.close();
    }
  },
};

async function startPostgresql(root, folder, port) {
  const data = join(folder, 'postgresql');
  const log = join(folder, 'postgresql.log');
  const inside = (command, args) => insideDebian(root, [join(POSTGRESQL_BIN, command), ...args], { data, user: 'postgres:postgres' });
  const psql = (sql) => run(...inside('psql', ['-q', '-h', '127.0.0.1', '-p', String(port), '-d', 'postgres', '-c', sql]));
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(root, data, inside);
  // FerretDB keeps one for each cursor that a killed client left open.
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '/tmp', max_connections: 500 };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const pid = detached(...inside('postgres', ['-D', '/data', ...options]), { log });
  const answers = () =>
    psql('select 1').then(
      () => true,
      () => false,
    );
  try {
    await until(answers, { what: 'PostgreSQL', pid, log });
    await psql('create extension if not exists documentdb cascade');
  } catch (error) {
    await stop(pid);
    throw error;
  }
  return pid;
}

async function initialise(root, data, inside) {
  mkdirSync(data, { recursive: true });
  await run(...insideDebian(root, ['chown', 'postgres:postgres', '/data'], { data }));
  await run(...inside('initdb', ['-D', '/data', '-A', 'trust', '-E', 'UTF8', '--locale=C']));
  appendFileSync(
    join(data, 'postgresql.conf'),
    "shared_preload_libraries = 'pg_cron,pg_documentdb_core,pg_documentdb'\ncron.database_name = 'postgres'\n",
  );
}

async function startFerretdb(ferretdb, folder, { mongodb, postgresql, address }) {
  const log = join(folder, 'ferretdb.log');
  const stateFolder = join(folder, 'ferretdb');
  mkdirSync(stateFolder, { recursive: true });
  const pid = detached(
    ferretdb,
    [
      `--listen-addr=127.0.0.1:${mongodb}`,
      `--postgresql-url=postgres://postgres@127.0.0.1:${postgresql}/postgres`,
      `--state-dir=${stateFolder}`,
      '--no-auth',
      '--telemetry=disable',
      '--debug-addr=-',
      '--log-level=warn',
    ],
    { log },
  );
  try {
    await until(() => server.answers(address), { what: 'FerretDB', pid, log });
  } catch (error) {
    await stop(pid);
    throw error;
  }
  return pid;
}

/** `go install` of the version fails: its replacements are heeded only in a module of one's own. */
async function buildFerretdb(binary, cache, say) {
  if (existsSync(binary)) return;
  say(`Building FerretDB ${FERRETDB} …`);
  const module = join(cache, `ferretdb-build-${process.pid}`);
  try {
    mkdirSync(module, { recursive: true });
    writeFileSync(join(module, 'go.mod'), 'module local\n');
    await run('go', ['get', `github.com/FerretDB/FerretDB/v2/cmd/ferretdb@${FERRETDB}`], { cwd: module });
    await run('go', ['build', '-o', 'ferretdb', 'github.com/FerretDB/FerretDB/v2/cmd/ferretdb'], { cwd: module });
    renameSync(join(module, 'ferretdb'), binary);
  } finally {
    rmSync(module, { recursive: true, force: true });
  }
}
