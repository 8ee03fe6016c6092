import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The built product as people run it, on a port and a folder of its own. */
export interface Product {
  readonly url: string;
  readonly key: string;
  /** Kills the server and starts it again on the same port and folder. */
  readonly restart: () => Promise<void>;
  /** SIGKILL, at once and without a word. */
  readonly kill: () => Promise<void>;
  readonly folder: string;
  /** Of the server's process; undefined where it is not ours. */
  readonly pid: () => number | undefined;
  readonly stop: () => Promise<void>;
}

const READY_MS = 60_000;
const POLL_MS = 150;

/**
 * `readyMs`: how long a first start may take; over a folder full of history the views are made first.
 * `STYRBORD_URL` names a server that already runs; then it is neither started, stopped nor restarted.
 */
export async function startProduct(settings: Readonly<Record<string, string>> = {}, readyMs = READY_MS): Promise<Product> {
  const running = process.env['STYRBORD_URL'];
  const key = process.env['STYRBORD_API_KEY'] ?? 'browser-tests-0123456789-0123456789';
  if (running)
    return { url: running, key, restart: notOurs, kill: notOurs, folder: '', pid: () => undefined, stop: () => Promise.resolve() };
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'styrbord-test-'));
  const url = `http://127.0.0.1:${port}`;
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, ['dist/apps/standalone/main.js'], {
      env: {
        ...process.env,
        STYRBORD_PORT: String(port),
        STYRBORD_DATA: folder,
        STYRBORD_API_KEY: key,
        STYRBORD_LOG: 'error',
        ...settings,
      },
      stdio: 'ignore',
    });
    try {
      await untilReady(url, child, readyMs);
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
    return child;
  };
  let child = await start();
  return {
    url,
    key,
    restart: async () => {
      await end(child);
      child = await start();
    },
    kill: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
    folder,
    pid: () => child.pid,
    stop: async () => {
      await end(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const notOurs = (): Promise<void> => Promise.reject(new Error('not ours to stop'));

async function untilReady(url: string, child: ChildProcess, readyMs: number): Promise<void> {
  const deadline = Date.now() + readyMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the product stopped with ${child.exitCode}`);
    const ready = await fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
  throw new Error('the product was not ready in time');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
