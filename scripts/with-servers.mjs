import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { down, up } from '../deploy/local/servers.mjs';
import { ROOT } from './build.mjs';

/** Runs a command with a Kafka and a MongoDB of its own, and takes both down however it ends. */
const [command, ...args] = process.argv.slice(2);
const state = join(tmpdir(), `styrbord-servers-${randomUUID()}`);
const say = (line) => process.stderr.write(`${line}\n`);
let status = 1;
try {
  const { mongodb, kafka } = await up({ state, say });
  const env = { ...process.env, STYRBORD_TEST_MONGODB: mongodb.address, STYRBORD_TEST_KAFKA: kafka.address };
  status = spawnSync(command, args, { cwd: ROOT, env, stdio: 'inherit' }).status ?? 1;
} catch (error) {
  process.stdout.write(`A server did not come up: ${error.message}\n0 passed, 1 failed\n`);
} finally {
  await down({ state, say });
}
process.exitCode = status;
