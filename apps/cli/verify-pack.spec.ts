import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyText } from '@styrbord/proof/note';
import { sha256 } from '@styrbord/node-proof/sha256';
import { RENDERING } from '@styrbord/steering/renderings';
import { signerOf } from '../../test/audit/audited-ledger';
import { bigPack } from '../../test/browser/big-pack';
import { temporaryFolder } from '../../test/contracts/temporary-folder';
import { Output } from './output';
import { runVerifyPack } from './verify-pack';

const GOLDEN = join(__dirname, '../../test/audit/golden');

describe('styrbord verify of a pack', () => {
  const folder = temporaryFolder();
  const key = join(folder.path, 'key.pub');
  beforeAll(() => writeFileSync(key, keyText(sha256, signerOf(1))));
  afterAll(() => folder.remove());

  const verify = async (file: string): Promise<{ exit: number; told: string }> => {
    let told = '';
    const output = new Output(false, { write: (text) => (told += text) }, { write: (text) => (told += text) });
    return { exit: await runVerifyPack(file, key, output), told };
  };

  it('of the first version is good, and told to be of that', async () => {
    const { exit, told } = await verify(join(GOLDEN, '1-nara.zip'));
    expect([exit, told]).toEqual([0, expect.stringContaining('It is shown as version 1 did')]);
  });

  it('of this version is good, with nothing more to tell', async () => {
    const { exit, told } = await verify(join(GOLDEN, `${RENDERING}-nara.zip`));
    expect([exit, told]).toEqual([0, expect.not.stringContaining('It is shown as version')]);
  });

  it('of a later version ends with 4, and says what was not compared', async () => {
    const file = join(folder.path, 'later.zip');
    writeFileSync(file, await bigPack(2, { ledger: 'nara/steering', signer: signerOf(1), rendering: RENDERING + 1 }));
    const { exit, told } = await verify(file);
    expect([exit, told]).toEqual([4, expect.stringContaining('Not compared, so do not rely on it: page.')]);
  });
});
