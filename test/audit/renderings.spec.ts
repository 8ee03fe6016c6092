import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalize } from '@styrbord/proof/canonical';
import type { Manifest, PackVerdict } from '@styrbord/proof/evidence-pack';
import { rowsOf } from '@styrbord/steering/board';
import { RENDERING, RENDERINGS } from '@styrbord/steering/renderings';
import type { Cell, Row, Scorecard } from '@styrbord/steering/scorecard';
import { strToU8, zipSync } from 'fflate';
import { signerOf, textsIn, verified } from './audited-ledger';
import { hasPython, resultsInPython } from './python';

/** Packs as each version made them: `<version>-<what>.zip`, signed by `signerOf(1)`. None is ever made anew. */
const GOLDEN = join(__dirname, 'golden');
const names = readdirSync(GOLDEN);
const golden = (name: string): Uint8Array => new Uint8Array(readFileSync(join(GOLDEN, name)));
const versionOf = (name: string): number => Number(name.split('-')[0]);
/** No program knows it yet. */
const LATER = 99;

type Change<T> = (value: Mutable<T>) => void;
type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object | null ? Mutable<T[K]> : T[K] };

interface Changes {
  readonly manifest?: Change<Manifest>;
  readonly scorecard?: Change<Scorecard>;
  readonly page?: (text: string) => string;
}

/** The pack with what it shows, or says of itself, changed: everything signed is as it was. */
function changed(name: string, { manifest, scorecard, page = (text) => text }: Changes): Uint8Array {
  const texts = textsIn(golden(name));
  const json = <T>(file: string, change: Change<T> | undefined): string => {
    const value = JSON.parse(texts.get(file) as string) as Mutable<T>;
    change?.(value);
    return canonicalize(value);
  };
  texts.set('manifest.json', json('manifest.json', manifest));
  texts.set('scorecard.json', `${json('scorecard.json', scorecard)}\n`);
  texts.set('README.html', page(texts.get('README.html') as string));
  return zipSync(Object.fromEntries([...texts].map(([file, text]) => [file, strToU8(text)])));
}

const stating =
  (version: number): Change<Manifest> =>
  (manifest) =>
    void (manifest.rendering = version);
const firstRow = (scorecard: Mutable<Scorecard>): Mutable<Row> => rowsOf(scorecard.perspectives)[0] as Mutable<Row>;
const measuresIn = ({ perspectives }: Mutable<Scorecard>): unknown[] => perspectives[0]?.goals[0]?.factors[0]?.measures as unknown[];
const firstCell = (scorecard: Mutable<Scorecard>): Mutable<Cell> => Object.values(firstRow(scorecard).cells)[0] as Mutable<Cell>;

describe('packs as each version made them', () => {
  it('there are some of every version that can be made', () => {
    expect(new Set(names.map(versionOf))).toEqual(new Set(Object.keys(RENDERINGS).map(Number)));
  });

  // Red where what a pack shows was changed: raise RENDERING, keep the version before, add packs of the new one here.
  it.each(names)('%s is good, byte for byte', async (name) => {
    expect(await verified(golden(name))).toMatchObject({ result: 'good', rendering: versionOf(name) });
  });

  it.each(names.filter((name) => versionOf(name) === 2))('%s is good also where it states no version', async (name) => {
    expect(await verified(changed(name, { manifest: (manifest) => void delete manifest.rendering }))).toMatchObject({
      result: 'good',
      rendering: 2,
    });
  });
});

const NARA = `${RENDERING}-nara.zip`;

describe('a pack of a later version', () => {
  const later = (changes: Changes = {}): Uint8Array => changed(NARA, { ...changes, manifest: stating(LATER) });
  const outcome = async (pack: Uint8Array): Promise<PackVerdict> => {
    if (hasPython) expect(resultsInPython([pack], signerOf(1))).not.toEqual(['malformed']);
    return verified(pack);
  };

  it('that adds to rows and words its page anew: the values every version has are equal, of the rest nothing is said', async () => {
    const pack = later({
      scorecard: (scorecard) => {
        Object.assign(firstRow(scorecard), { thirdLamp: { lit: true } });
        firstRow(scorecard).attention = [];
      },
      page: (text) => text.replace('Underlag', 'Bevis'),
    });
    expect(await outcome(pack)).toMatchObject({
      result: 'partly',
      events: 133,
      compared: { equal: ['board', 'target', 'outcome', 'verdict', 'counts'], unknown: ['other', 'page'] },
    });
  });

  it('that judges by other rules: its verdicts are not compared', async () => {
    const pack = later({
      scorecard: (scorecard) => {
        const verdict = firstRow(scorecard).verdict;
        verdict.rule = 'styrbord-2';
        verdict.result = 'near';
      },
    });
    expect(await outcome(pack)).toMatchObject({
      result: 'partly',
      compared: { equal: ['board', 'target', 'outcome'], unknown: ['verdict', 'counts', 'other', 'page'] },
    });
  });

  it.each<[string, string, Change<Scorecard>]>([
    ['an outcome', 'outcome', (scorecard) => void Object.assign(firstCell(scorecard), { outcome: null })],
    ['the text of a target', 'target', (scorecard) => void Object.assign(firstCell(scorecard), { target: { text: '1', kind: 'level' } })],
    ['a verdict by our rule', 'verdict', (scorecard) => void (firstRow(scorecard).verdict.result = 'near')],
    ['a verdict that was disputed', 'verdict', (scorecard) => void (firstRow(scorecard).verdict.disputed = true)],
    ['how many are met', 'counts', (scorecard) => void (scorecard.counts.met = 45)],
    ['the commit it is known at', 'board', (scorecard) => void (scorecard.known.no = 7)],
    ['a row left out', 'target', (scorecard) => void measuresIn(scorecard).pop()],
    ['everything left out', 'board', (scorecard) => Object.keys(scorecard).forEach((member) => Reflect.deleteProperty(scorecard, member))],
  ])('is tampered with where it differs in %s', async (_, group, scorecard) => {
    expect(await outcome(later({ scorecard }))).toMatchObject({
      result: 'tampered',
      code: 'scorecard-differs',
      place: `scorecard.json, ${group}`,
    });
  });

  it('is tampered with where its scorecard is no JSON', async () => {
    const texts = textsIn(later());
    texts.set('scorecard.json', '{');
    const pack = zipSync(Object.fromEntries([...texts].map(([file, text]) => [file, strToU8(text)])));
    expect(await verified(pack)).toMatchObject({ result: 'tampered', code: 'scorecard-differs' });
  });
});

describe('a version that was forged', () => {
  it.each([
    ['a later one never makes a pack good', LATER, 'partly'],
    ['an older one must be what that version shows', 1, 'tampered'],
  ])('%s', async (_, version, result) => {
    expect(await verified(changed(NARA, { manifest: stating(version) }))).toMatchObject({ result });
  });

  it.each([
    ['0', 0],
    ['a fraction', 1.5],
    ['a text', '2'],
    ['null', null],
  ])('%s is malformed', async (_, rendering) => {
    const pack = changed(NARA, { manifest: (manifest) => void Object.assign(manifest, { rendering }) });
    expect(await verified(pack)).toMatchObject({ result: 'malformed', code: 'manifest-malformed' });
    if (hasPython) expect(resultsInPython([pack], signerOf(1))).toEqual(['malformed']);
  });

  it('nor does leaving it out hide a second lamp', async () => {
    const pack = changed(`${RENDERING}-region.zip`, {
      manifest: (manifest) => void delete manifest.rendering,
      scorecard: (scorecard) => {
        const contradicting = (rowsOf(scorecard.perspectives as Scorecard['perspectives']) as Mutable<Row>[]).find(
          ({ contradiction }) => contradiction !== null,
        );
        Object.assign(contradicting as Mutable<Row>, { contradiction: null });
      },
    });
    expect(await verified(pack)).toMatchObject({ result: 'tampered', code: 'scorecard-differs' });
  });
});
