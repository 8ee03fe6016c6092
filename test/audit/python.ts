import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyText, type NoteKey } from '@styrbord/proof/note';
import { sha256 } from '@styrbord/node-proof/sha256';

const SCRIPT = join(__dirname, 'verify_pack.py');

export const hasPython = spawnSync('python3', ['--version']).status === 0;

/** What the verifier that was written from docs/PROOFS.md says of each pack. */
export function resultsInPython(packs: readonly Uint8Array[], key: NoteKey): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'styrbord-packs-'));
  try {
    const keys = join(folder, 'key.pub');
    writeFileSync(keys, keyText(sha256, key));
    const files = packs.map((pack, at) => {
      const file = join(folder, `${at}.zip`);
      writeFileSync(file, pack);
      return file;
    });
    const { stdout, stderr } = spawnSync('python3', [SCRIPT, keys, ...files], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    const results = stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { result: string }).result);
    if (results.length !== packs.length) throw new Error(stderr);
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
