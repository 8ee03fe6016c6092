import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { openDatabase, quickCheck } from '@styrbord/sqlite/database';
import { SqliteCommitStore } from '@styrbord/sqlite/sqlite-commit-store';
import { temporaryFolder } from '../contracts/temporary-folder';
import { verified } from '../contracts/writer';
import { isLong, SEED, seeded } from './seeded';

const KILLS = isLong ? 200 : 5;
/** Each reads the ledger again from its beginning. */
const KILLS_PER_FOLDER = 20;
/** After the first acknowledgement. */
const ALIVE_MS = 150;

describe(`a writer killed at a random moment, ${KILLS} times (seed ${SEED})`, () => {
  it('has lost nothing it acknowledged, and leaves a whole chain', async () => {
    let folder = temporaryFolder();
    const random = seeded(SEED);
    const acknowledged = new Map<string, number>();
    for (let kill = 0; kill < KILLS; kill++) {
      for (const [id, no] of await killedWriter(folder.path, random() * ALIVE_MS)) acknowledged.set(id, no);
      const db = openDatabase(folder.path, 'ledger');
      expect(quickCheck(db)).toEqual([]);
      await expectStored(new SqliteCommitStore(db), acknowledged);
      db.close();
      if (kill % KILLS_PER_FOLDER !== KILLS_PER_FOLDER - 1) continue;
      folder.remove();
      folder = temporaryFolder();
      acknowledged.clear();
    }
    folder.remove();
  }, 3_600_000);
});

async function expectStored(store: SqliteCommitStore, acknowledged: ReadonlyMap<string, number>): Promise<void> {
  const commits = await verified(store);
  const stored = new Map(commits.flatMap(({ no, commands }) => commands.map(({ id }) => [id, no] as const)));
  expect(stored.size).toBe(commits.reduce((sum, { commands }) => sum + commands.length, 0));
  expect([...acknowledged].filter(([id, no]) => stored.get(id) !== no)).toEqual([]);
  expect(acknowledged.size).toBeGreaterThan(0);
}

/** The commands a child acknowledged before it was killed, each with its commit. */
function killedWriter(folder: string, afterMs: number): Promise<(readonly [string, number])[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['-r', join(__dirname, 'typescript.cjs'), join(__dirname, 'appending.ts'), folder], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let complaint = '';
    child.stderr.on('data', (text) => (complaint += String(text)));
    child.stdout.on('data', (text) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), afterMs);
      said += String(text);
    });
    child.on('close', (_, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(`ended by itself: ${complaint}`));
      const whole = said.slice(0, said.lastIndexOf('\n')).split('\n');
      return resolve(whole.map((line) => line.split(' ')).map(([no, id]) => [id ?? '', Number(no)] as const));
    });
  });
}
