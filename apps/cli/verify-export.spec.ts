import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Commit } from '@styrbord/eventsourcing/ledger';
import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import { keyText } from '@styrbord/proof/note';
import { sha256 } from '@styrbord/node-proof/sha256';
import { auditedLedger, signerOf } from '../../test/audit/audited-ledger';
import { temporaryFolder } from '../../test/contracts/temporary-folder';
import { collected, fact } from '../../test/contracts/writer';
import { generatedHistory } from '../../test/faults/history';
import { seeded } from '../../test/faults/seeded';
import { Output } from './output';
import { runVerify } from './verify';

const linesOf = (commits: readonly Commit[]): string[] => commits.map((commit) => JSON.stringify(commit));
const read = (store: CommitStore): Promise<Commit[]> => collected(store.read(1, Number.MAX_SAFE_INTEGER));

describe('styrbord verify of a tenant’s export', () => {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder.path, name);
  let steering: string[];
  let audit: string[];
  beforeAll(async () => {
    const stores = [new MemoryCommitStore(), new MemoryCommitStore()] as const;
    const ledgers = [
      await auditedLedger(stores[0], new MemoryDocuments(), 'nara/steering'),
      await auditedLedger(stores[1], new MemoryDocuments(), 'nara/audit'),
    ] as const;
    await ledgers[0].take(generatedHistory(seeded(3), 12));
    await ledgers[1].ledger.append({ command: { id: 'a', fingerprint: 'a', answer: null }, facts: [fact('disclosures/k-1')] });
    for (const [name, { checkpoints, ledger }] of [['steering.txt', ledgers[0]] as const, ['audit.txt', ledgers[1]] as const])
      writeFileSync(at(name), (await checkpoints.covering(ledger.no))?.note ?? '');
    writeFileSync(at('key.pub'), keyText(sha256, signerOf(1)));
    [steering, audit] = [linesOf(await read(stores[0])), linesOf(await read(stores[1]))];
  });
  afterAll(() => folder.remove());

  const verify = async (lines: readonly string[], checkpoint?: string): Promise<Record<string, unknown>> => {
    writeFileSync(at('export.ndjson'), lines.map((line) => `${line}\n`).join(''));
    let told = '';
    const output = new Output(true, { write: (text) => (told += text) }, { write: () => undefined });
    const signed = checkpoint === undefined ? {} : { key: at('key.pub'), checkpoint: at(checkpoint) };
    const exit = await runVerify(undefined, { data: at('export.ndjson'), tenant: 'another', ...signed }, output);
    return { exit, ...(JSON.parse(told) as object) };
  };

  it('of every ledger, one after another, is good', async () => {
    expect(await verify([...steering, ...audit], 'steering.txt')).toMatchObject({
      exit: 0,
      result: 'good',
      ledgers: [
        { ledger: 'nara/steering', commits: 12 },
        { ledger: 'nara/audit', commits: 1, events: 1 },
      ],
      checkpoints: 1,
    });
  });

  it('of the steering ledger alone, as it was written before, is good', async () => {
    const golden = JSON.parse(readFileSync(join(__dirname, '../../test/contracts/golden/commits-v1.json'), 'utf8')) as Commit[];
    expect(await verify(linesOf(golden))).toMatchObject({ exit: 0, ledgers: [{ commits: 5 }], checkpoints: 0 });
  });

  it.each<[string, string, string | undefined, () => readonly string[]]>([
    [
      'a byte in an event',
      'commit-root',
      undefined,
      () => [...steering.with(3, (steering[3] ?? '').replace('controller', 'kontroller')), ...audit],
    ],
    ['a commit taken out', 'commit-no', undefined, () => [...steering.toSpliced(4, 1), ...audit]],
    ['the other ledger in the middle', 'ledger-doubled', undefined, () => [...steering.slice(0, 4), ...audit, ...steering.slice(4)]],
    ['a ledger twice', 'ledger-doubled', undefined, () => [...steering, ...audit, ...steering]],
    [
      'the end cut off, which a checkpoint tells',
      'shorter-than-what-was-signed',
      'steering.txt',
      () => [...steering.slice(0, -1), ...audit],
    ],
    ['a ledger left out, which its checkpoint tells', 'ledger-missing', 'audit.txt', () => steering],
  ])('finds %s: %s', async (_, code, checkpoint, lines) => {
    expect(await verify(lines(), checkpoint)).toMatchObject({ exit: 1, result: 'tampered', code });
  });

  it.each([
    ['no JSON', 'inte en export'],
    ['no commit', '{"no":1}'],
    [
      'a commit without its events',
      '{"ledger":"a/b","no":1,"hash":"","root":"","prev":"","recordedAt":"","size":0,"commands":[],"frontier":[]}',
    ],
  ])('refuses %s with a sentence', async (_, line) => {
    await expect(verify([...steering, line])).rejects.toThrow(/is no export as it should be: line 13 is no commit/);
  });

  it('refuses one whose last line is cut off', async () => {
    writeFileSync(at('cut.ndjson'), `${steering[0]}\n${steering[1]?.slice(0, 80)}`);
    const output = new Output(true, { write: () => undefined }, { write: () => undefined });
    await expect(runVerify(undefined, { data: at('cut.ndjson'), tenant: 'nara' }, output)).rejects.toThrow(/has no end/);
  });
});
