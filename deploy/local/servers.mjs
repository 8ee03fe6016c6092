import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { bornAt, stop } from './processes.mjs';

export const NAMES = ['mongodb', 'kafka'];

/** What is downloaded and built, once for every set of servers. */
export const CACHE = process.env['STYRBORD_CACHE'] ?? join(homedir(), '.cache/styrbord');
const STATE = join(CACHE, 'local');

const quiet = () => undefined;

/** Starts the servers that do not answer yet; answers `{ name: { address, pids, ports } }`. `state`: the folder of this set. */
export async function up({ only, state = STATE, say = quiet } = {}) {
  for (const name of chosen(only)) {
    const server = await load(name);
    const before = entryOf(state, name);
    if (before && (await server.answers(before.address))) {
      say(`${name} is up already at ${before.address}`);
      continue;
    }
    if (before) await stopAll(before);
    await server.prepare(CACHE, say);
    const folder = join(state, name);
    mkdirSync(folder, { recursive: true });
    const { address, pids, ports } = await server.start({ cache: CACHE, folder, ports: before?.ports, say });
    save(state, name, { address, ports, pids, born: pids.map(bornAt) });
    say(`${name} is up at ${address}`);
  }
  return read(state);
}

/** Stops what `up` started, in reverse, and removes its data unless it is to be kept. */
export async function down({ only, state = STATE, keep = false, say = quiet } = {}) {
  for (const name of chosen(only).toReversed()) {
    const entry = entryOf(state, name);
    if (entry) await stopAll(entry);
    say(entry ? `${name} is down` : `${name} was not up`);
    if (keep && entry) save(state, name, { ...entry, pids: [], born: [] });
    else if (!keep) {
      save(state, name, undefined);
      rmSync(join(state, name), { recursive: true, force: true });
    }
  }
}

/** `{ name: { address, answers } }` of every server that this set has. */
export async function status({ only, state = STATE } = {}) {
  const entries = chosen(only).flatMap((name) => entryOf(state, name) ?? []);
  const asked = entries.map(async ({ name, address, pids }) => [
    name,
    { address, pids, answers: await (await load(name)).answers(address) },
  ]);
  return Object.fromEntries(await Promise.all(asked));
}

function chosen(only) {
  if (only !== undefined && !NAMES.includes(only)) throw new Error(`There is no server ${only}; there are ${NAMES.join(', ')}.`);
  return only === undefined ? NAMES : [only];
}

const load = async (name) => (await import(`./${name}.mjs`)).server;

/** A process that began at another time than ours has only its id. */
async function stopAll({ pids, born }) {
  const ours = pids.filter((pid, at) => born[at] !== null && bornAt(pid) === born[at]);
  for (const pid of ours.toReversed()) await stop(pid);
}

function read(state) {
  const file = join(state, 'state.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

function entryOf(state, name) {
  const entry = read(state)[name];
  return entry && { name, ...entry };
}

function save(state, name, entry) {
  mkdirSync(state, { recursive: true });
  writeFileSync(join(state, 'state.json'), `${JSON.stringify({ ...read(state), [name]: entry }, null, 2)}\n`);
}
