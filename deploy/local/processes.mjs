import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const LOG_TAIL_LINES = 15;

/** Runs to the end; throws with the last lines of what was said when it fails, or when it cannot be found. */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  const code = await new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`${command} cannot be run here: ${error.message}`)));
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`${command} ${args[0] ?? ''} ended with ${code}:\n${lastLines(said)}`);
  return said;
}

/** Starts a process that outlives this one, with what it says in a file; answers its id. */
export function detached(command, args, { log, ...options }) {
  mkdirSync(dirname(log), { recursive: true });
  const file = openSync(log, 'a');
  const child = spawn(command, args, { detached: true, stdio: ['ignore', file, file], ...options });
  closeSync(file);
  child.on('error', () => undefined);
  if (child.pid === undefined) throw new Error(`${command} cannot be run here`);
  child.unref();
  return child.pid;
}

/** A port of the loopback that is free just now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Asks until the answer is true; throws with the end of the log when a process has ended or the time is out. */
export async function until(ask, { what, pid, log, withinMs = 60_000 }) {
  for (const end = Date.now() + withinMs; Date.now() < end; await setTimeout(100)) {
    if (await ask()) return;
    if (bornAt(pid) === null) throw new Error(`${what} ended as it started:\n${lastLines(readFileSync(log, 'utf8'))}`);
  }
  throw new Error(`${what} did not answer within ${withinMs / 1000} s:\n${lastLines(readFileSync(log, 'utf8'))}`);
}

/** When the process began, in the kernel's ticks: an id is used again, an id with its beginning is not. Null when it has ended. */
export function bornAt(pid) {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return afterName[0] === 'Z' ? null : Number(afterName[19]);
  } catch {
    return null;
  }
}

/** SIGTERM, and SIGKILL to what has not ended when the time is out. */
export async function stop(pid, withinMs = 10_000) {
  const born = bornAt(pid);
  const lives = () => born !== null && bornAt(pid) === born;
  if (lives()) process.kill(pid, 'SIGTERM');
  for (const end = Date.now() + withinMs; lives() && Date.now() < end;) await setTimeout(20);
  if (lives()) process.kill(pid, 'SIGKILL');
  while (lives()) await setTimeout(20);
}

const lastLines = (text) => text.trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');
