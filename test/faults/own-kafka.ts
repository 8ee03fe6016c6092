import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A broker that one suite alone uses, and may do anything to. */
export interface OwnKafka {
  readonly address: string;
  /** SIGKILL, SIGSTOP or SIGCONT to its very process. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Starts it again, on the same port and with the same data. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const run = promisify(execFile);

export async function startOwnKafka(): Promise<OwnKafka> {
  const state = await mkdtemp(join(tmpdir(), 'styrbord-kafka-'));
  const local = async (command: string): Promise<{ address: string; pids: number[] }> => {
    const { stdout } = await run(process.execPath, ['deploy/local/local.mjs', command, '--only', 'kafka', '--state', state, '--json']);
    return (JSON.parse(stdout) as { kafka: { address: string; pids: number[] } }).kafka;
  };
  let up = await local('up');
  return {
    address: up.address,
    signal: (signal) => up.pids.forEach((pid) => process.kill(pid, signal)),
    start: async () => {
      up = await local('up');
    },
    stop: async () => {
      await local('down');
      await rm(state, { recursive: true, force: true });
    },
  };
}
