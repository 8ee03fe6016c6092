import { spawn, type ChildProcess } from 'node:child_process';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The built command line as people run it. */
export function styrbord(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return ended(beginStyrbord(args, env));
}

export const beginStyrbord = (args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess =>
  begin(['dist/apps/cli/main.js', ...args], env);

/** A compiled entry of the product, with nothing in its environment that the test does not say. */
export function begin(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('STYRBORD_')));
  return spawn(process.execPath, args, { env: { ...clean, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
}

export function ended(child: ChildProcess): Promise<Ended> {
  const said = { out: '', err: '' };
  child.stdout?.on('data', (bytes) => (said.out += String(bytes)));
  child.stderr?.on('data', (bytes) => (said.err += String(bytes)));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })));
}
