import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import type { PackVerdict } from '@styrbord/proof/evidence-pack';
import { zipSync } from 'fflate';
import { generatedHistory, MEASURES, UNITS } from '../faults/history';
import { isLong, pick, SEED, seeded } from '../faults/seeded';
import { hasPython, resultsInPython } from './python';
import { auditedLedger, signerOf, sourceOf, textsIn, verified } from './audited-ledger';

const PACKS = isLong ? 10_000 : 120;
const FLIPS = isLong ? 5_000 : 250;
const PERIODS = ['2022-01', '2022-T1', '2022'];
const utf8 = new TextEncoder();

describe(`evidence packs of generated histories (seed ${SEED})`, () => {
  it(`${PACKS} clean ones: none is called anything but good, and each has what it was asked for`, async () => {
    const found = { packs: 0, events: 0, boards: 0 };
    const packs: Uint8Array[] = [];
    for (let history = 0; found.packs < PACKS; history++) {
      const random = seeded(SEED + history);
      const audited = await historyAudited(random);
      const to = Math.ceil(random() * audited.ledger.no);
      const known = Object.keys(audited.knowledge.at(to).structure.organisation.units);
      for (const unit of [null, ...UNITS.filter((id) => known.includes(id))]) {
        const measures = random() < 0.3 ? [pick(random, MEASURES)] : null;
        const selection = {
          unit,
          period: unit === null ? null : pick(random, PERIODS),
          measures: unit === null ? null : measures,
          from: Math.floor(random() * to),
          to,
        };
        const pack = await audited.pack(selection);
        packs.push(pack);
        const verdict = await verified(pack);
        expect([`seed ${SEED + history}`, verdict.result, verdict]).toEqual([
          `seed ${SEED + history}`,
          'good',
          expect.objectContaining({ signedBy: ['styrbord.example.se'] }),
        ]);
        found.packs++;
        if (verdict.result === 'good') found.events += verdict.events;
        if (unit !== null) found.boards++;
      }
    }
    process.stderr.write(
      `evidence: seed ${SEED}, ${found.packs} packs, ${found.events} events, ${found.boards} with a scorecard: no false alarm\n`,
    );
    expect(found.boards).toBeGreaterThan(found.packs / 3);
    if (hasPython)
      for (let at = 0; at < packs.length; at += 500)
        expect(new Set(resultsInPython(packs.slice(at, at + 500), signerOf(1)))).toEqual(new Set(['good']));
  }, 3_600_000);

  it(`${FLIPS} packs with one byte changed: never good, never a crash`, async () => {
    const random = seeded(SEED);
    const pack = await packed(random);
    const results: Record<string, number> = {};
    const spoilt: Uint8Array[] = [];
    const ours: PackVerdict[] = [];
    for (let flip = 0; flip < FLIPS; flip++) {
      const changed = pack.slice();
      const at = Math.floor(random() * pack.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      const verdict = await verified(changed);
      const { result } = verdict;
      spoilt.push(changed);
      ours.push(verdict);
      results[result] = (results[result] ?? 0) + 1;
      // What no program reads when it unpacks: times and versions of the zip itself, and the check sums it repeats before each file.
      if (result === 'good') expect(textsIn(changed)).toEqual(textsIn(pack));
    }
    expect((results['tampered'] ?? 0) + (results['malformed'] ?? 0)).toBeGreaterThan(FLIPS * 0.9);
    if (!hasPython) return;
    const theirs = resultsInPython(spoilt, signerOf(1));
    for (const [at, verdict] of ours.entries()) if (theirs[at] === 'good') expect([at, isGoodWithoutOurRules(verdict)]).toEqual([at, true]);
  }, 600_000);
});

describe('an evidence pack that somebody has changed', () => {
  let pack: Uint8Array;
  let texts: Map<string, string>;
  beforeAll(async () => {
    pack = await packed(seeded(SEED));
    texts = textsIn(pack);
  });

  /** The same entries with some texts replaced, zipped anew. */
  const rezipped = (changes: Readonly<Record<string, string>>, names: readonly string[] = [...texts.keys()]): Uint8Array =>
    zipSync(Object.fromEntries(names.map((name) => [name, utf8.encode(changes[name] ?? texts.get(name) ?? '')])));
  const changed = (name: string, change: (text: string) => string): Uint8Array => rezipped({ [name]: change(texts.get(name) ?? '') });
  const lines = (text: string): string[] => text.trimEnd().split('\n');
  const joined = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');

  it('is good when nothing was, zipped by another program too', async () => {
    expect((await verified(rezipped({}))).result).toBe('good');
  });

  it.each<[string, PackVerdict['result'], string, () => Uint8Array]>([
    ['a byte in an event', 'tampered', 'root-differs', () => changed('events.jsonl', (text) => text.replace('controller', 'kontroller'))],
    ['an event left out', 'tampered', 'proof-does-not-fit', () => changed('events.jsonl', (text) => joined(lines(text).toSpliced(2, 1)))],
    [
      'an event put in',
      'tampered',
      'proof-does-not-fit',
      () => changed('events.jsonl', (text) => joined(lines(text).toSpliced(2, 0, lines(text)[2] ?? ''))),
    ],
    [
      'two events changed over',
      'tampered',
      'proof-does-not-fit',
      () => changed('events.jsonl', (text) => joined(lines(text).toSpliced(1, 2, lines(text)[2] ?? '', lines(text)[1] ?? ''))),
    ],
    [
      'the last events cut off',
      'tampered',
      'proof-does-not-fit',
      () => changed('events.jsonl', (text) => joined(lines(text).slice(0, -2))),
    ],
    [
      'a commit backdated',
      'tampered',
      'root-differs',
      () => changed('commits.jsonl', (text) => text.replace('"recordedAt":"2026-11-23', '"recordedAt":"2026-11-22')),
    ],
    [
      'a hash of the proof',
      'tampered',
      'root-differs',
      () => changed('events.proof.jsonl', (text) => text.replace(/"([0-9a-f])/, (_, digit: string) => `"${digit === '0' ? '1' : '0'}`)),
    ],
    [
      'the root that was signed',
      'tampered',
      'signature-differs',
      () =>
        changed('checkpoint.txt', (text) =>
          text.replace(/^(\S+\n\d+\n)(.)/, (_, head: string, letter: string) => `${head}${letter === 'A' ? 'B' : 'A'}`),
        ),
    ],
    [
      'a figure of the scorecard',
      'tampered',
      'scorecard-differs',
      () => changed('scorecard.json', (text) => text.replace(/"missed":\d+/, '"missed":99')),
    ],
    ['the page', 'tampered', 'page-differs', () => changed('README.html', (text) => text.replace('Underlag', 'Underslag'))],
    [
      'the period asked for',
      'tampered',
      'scorecard-differs',
      () => changed('manifest.json', (text) => text.replace(/"period":"[^"]+"/, '"period":"2022-02"')),
    ],
    [
      'the ledger it is said to be of',
      'tampered',
      'origin-differs',
      () => changed('manifest.json', (text) => text.replace('nara/steering"', 'annan/steering"')),
    ],
    ['a manifest that says more', 'malformed', 'manifest-malformed', () => changed('manifest.json', (text) => text.replace('{', '{ '))],
    ['another order of its files', 'malformed', 'pack-malformed', () => rezipped({}, [...texts.keys()].toReversed())],
    ['a file more', 'malformed', 'pack-malformed', () => rezipped({ 'x.txt': 'x' }, [...texts.keys(), 'x.txt'])],
    ['a path that leads out', 'malformed', 'pack-malformed', () => rezipped({}, [...[...texts.keys()].slice(0, -1), '../README.html'])],
    ['a check sum that is of other bytes', 'malformed', 'pack-malformed', () => withByteAt(pack, directoryOf(pack) + 16)],
    ['cut off', 'malformed', 'pack-malformed', () => pack.slice(0, pack.length - 30)],
    ['two packs in one file', 'malformed', 'pack-malformed', () => new Uint8Array(Buffer.concat([pack, pack]))],
    ['something before it', 'malformed', 'pack-malformed', () => new Uint8Array(Buffer.concat([Buffer.from('#!'), pack]))],
    ['nothing', 'malformed', 'pack-malformed', () => new Uint8Array(0)],
    ['bytes that are no text', 'malformed', 'pack-malformed', () => new Uint8Array(4_096).fill(0xff)],
  ])('%s: %s, %s', async (_, result, code, make) => {
    const spoilt = make();
    const verdict = await verified(spoilt);
    expect(verdict).toMatchObject({ result, code, place: expect.stringMatching(/./) as string });
    if (hasPython) expect(resultsInPython([spoilt], signerOf(1))).toEqual([isGoodWithoutOurRules(verdict) ? 'good' : result]);
  });

  it('a checkpoint with a good signature over a smaller tree does not fit what the pack holds', async () => {
    const smaller = await packed(seeded(SEED), 3);
    expect(await verified(rezipped({ 'checkpoint.txt': textsIn(smaller).get('checkpoint.txt') ?? '' }))).toMatchObject({
      result: 'tampered',
      code: 'proof-does-not-fit',
    });
  });

  it('a key of another, or of another origin, is an unknown key', async () => {
    expect(await verified(pack, [signerOf(2)])).toMatchObject({ result: 'unknown-key' });
    expect(await verified(pack, [signerOf(1, 'another.example.se')])).toMatchObject({ result: 'unknown-key' });
  });

  it('ten gigabytes are not unpacked, whatever the zip says of them', async () => {
    let read = 0;
    const bomb = zipSync(
      Object.fromEntries(
        [...texts.keys()].map((name) => [name, name === 'README.html' ? new Uint8Array(80 * 1024 * 1024) : utf8.encode(texts.get(name))]),
      ),
    );
    const source = sourceOf(bomb);
    const counted = { size: source.size, read: (from: number, length: number) => ((read += length), source.read(from, length)) };
    expect(await verified(counted)).toMatchObject({ result: 'malformed', code: 'pack-too-large' });
    const lying = pack.slice();
    new DataView(lying.buffer).setUint32(directoryOf(lying) + 24, 0xffff_fff0, true);
    expect(await verified(lying)).toMatchObject({ result: 'malformed' });
    expect(read).toBeLessThan(bomb.length * 2);
  });
});

async function historyAudited(random: () => number, commands = 10 + Math.floor(random() * 30)) {
  const audited = await auditedLedger(new MemoryCommitStore(), new MemoryDocuments());
  await audited.take(generatedHistory(random, commands));
  return audited;
}

async function packed(random: () => number, commands = 40): Promise<Uint8Array> {
  const audited = await historyAudited(random, commands);
  const unit = UNITS.find((id) => audited.knowledge.structure.organisation.units[id]) ?? null;
  return audited.pack({
    unit,
    period: unit === null ? null : '2022-T1',
    measures: unit === null ? null : MEASURES.slice(0, 1),
    from: 0,
    to: audited.ledger.no,
  });
}

/** Where the directory of a zip begins. */
function directoryOf(zip: Uint8Array): number {
  return new DataView(zip.buffer, zip.byteOffset).getUint32(zip.length - 6, true);
}

function withByteAt(zip: Uint8Array, at: number): Uint8Array {
  return zip.with(at, (zip[at] ?? 0) ^ 1);
}

/** What only making the scorecard and the page again can tell: step 6 of docs/PROOFS.md. */
function isGoodWithoutOurRules(verdict: PackVerdict): boolean {
  return verdict.result === 'good' || (verdict.result === 'tampered' && /^(scorecard|page)-/.test(verdict.code));
}
