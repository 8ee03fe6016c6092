import type { Recorded } from '@styrbord/eventsourcing/ledger';
import { canonicalize, type Json } from '@styrbord/proof/canonical';
import type { Comparison, Manifest, Shown, ShownValues } from '@styrbord/proof/evidence-pack';
import { evidencePage } from './evidence-page';
import { rowOfVersion1 } from './rendering-1';
import { recordedFigures, rowOfVersion2, withRows } from './rendering-2';
import type { Row, Scorecard } from './scorecard';
import type { figuresOf } from './views/figures';

/** Of how an evidence pack shows its events; any change of its scorecard or page is a new version (docs/decisions/0014). */
export const RENDERING = 3;

/** What a pack's events make, before it is put into texts. */
export interface Rendered {
  readonly manifest: Manifest;
  readonly recorded: readonly Recorded[];
  /** Null for a whole ledger. */
  readonly read: (figuresIn?: typeof figuresOf) => Promise<Scorecard | null>;
}

/** Every version that can still be made byte for byte. */
export const RENDERINGS = {
  1: (rendered: Rendered) => ofRecorded(rendered, rowOfVersion1),
  2: (rendered: Rendered) => ofRecorded(rendered, rowOfVersion2),
  3: async (rendered: Rendered) => {
    const scorecard = await rendered.read();
    return inTexts(scorecard, scorecard, rendered);
  },
} as const satisfies Readonly<Record<number, (rendered: Rendered) => Promise<Shown>>>;

/** Packs that state no version are of one of these. */
const UNSTATED = [1, 2] as const;

/** Whole where the pack's version can be made here; else of the values that every version has. */
export async function comparisonOf(rendered: Rendered, given: Shown): Promise<Comparison> {
  const { rendering } = rendered.manifest;
  const versions = rendering === undefined ? UNSTATED : isKnown(rendering) ? [rendering] : null;
  if (versions === null) return comparisonOfValues(await rendered.read(), given.scorecard);
  const made = await Promise.all(versions.map(async (version) => ({ version, ...(await RENDERINGS[version](rendered)) })));
  const alike = made.filter(({ scorecard }) => scorecard === given.scorecard);
  if (alike.length === 0) return { same: 'not', code: 'scorecard-differs', place: 'scorecard.json' };
  const same = alike.findLast(({ page }) => page === given.page);
  return same ? { same: 'all', rendering: same.version } : { same: 'not', code: 'page-differs', place: 'README.html' };
}

const isKnown = (version: number): version is keyof typeof RENDERINGS => Object.hasOwn(RENDERINGS, version);

async function ofRecorded(rendered: Rendered, rowOf: (row: Row) => object): Promise<Shown> {
  const scorecard = await rendered.read(recordedFigures);
  return inTexts(scorecard && withRows(scorecard, rowOf), scorecard, rendered);
}

const inTexts = (told: object | null, scorecard: Scorecard | null, { manifest, recorded }: Rendered): Shown => ({
  scorecard: `${canonicalize(told)}\n`,
  page: evidencePage(manifest, scorecard, recorded),
});

/** What is taken of a value: the whole, members of it, or the same of each. */
type Shape = true | { readonly each: Shape } | { readonly members: Readonly<Record<string, Shape>> };

const of = (members: Readonly<Record<string, Shape>>): Shape => ({ members });
const all = (...names: readonly string[]): Shape => of(Object.fromEntries(names.map((name) => [name, true])));

function rowsWith(own: Readonly<Record<string, Shape>>): Shape {
  const row = { id: true, ...own } as const;
  const measures: Shape = { each: of({ ...row, companions: { each: of(row) } }) };
  return of({ perspectives: { each: of({ id: true, goals: { each: of({ id: true, factors: { each: of({ id: true, measures }) } }) } }) } });
}
const cellsWith = (cell: Readonly<Record<string, Shape>>): Shape => rowsWith({ cells: { each: of(cell) } });

const VERDICT = all('result', 'reason', 'also', 'disputed', 'prognosis');

/** Values with one meaning in every version: later ones add to a scorecard, they never take away (the API's first rule). */
const VALUES: Readonly<Record<Exclude<ShownValues, 'other' | 'page'>, Shape>> = {
  board: of({ unit: all('id'), period: true, plan: all('id', 'version', 'unit'), known: true, provenance: true }),
  target: cellsWith({ target: all('text', 'kind', 'value') }),
  outcome: cellsWith({ outcome: all('value', 'numerator', 'denominator', 'status', 'recordedAt', 'period', 'derived', 'origins') }),
  verdict: rowsWith({ verdict: VERDICT, cells: { each: of({ verdict: VERDICT }) } }),
  counts: of({ counts: true, coverage: true }),
};
const NAMES = Object.keys(VALUES) as (keyof typeof VALUES)[];
/** Those that move with the rules that judge: compared where each verdict names the rule that judges here. */
const JUDGED: readonly ShownValues[] = ['verdict', 'counts'];
const RULES = rowsWith({ verdict: all('rule'), cells: { each: of({ verdict: all('rule') }) } });

/** Of a version that cannot be made here. What it says beside these values, and its page, nothing is said of. */
function comparisonOfValues(scorecard: Scorecard | null, given: string): Comparison {
  const [ours, theirs] = [parsed(canonicalize(scorecard)), parsed(given)];
  const isAlike = (shape: Shape): boolean => JSON.stringify(taken(ours, shape)) === JSON.stringify(taken(theirs, shape));
  const isJudgedAlike = isAlike(RULES);
  const comparable = NAMES.filter((name) => isJudgedAlike || !JUDGED.includes(name));
  const differing = comparable.find((name) => !isAlike(VALUES[name]));
  if (differing) return { same: 'not', code: 'scorecard-differs', place: `scorecard.json, ${differing}` };
  if (scorecard === null) return { same: 'some', compared: { equal: [], unknown: ['page'] } };
  return { same: 'some', compared: { equal: comparable, unknown: [...(isJudgedAlike ? [] : JUDGED), 'other', 'page'] } };
}

/** What is no such value, or lacks a member, has null there. */
function taken(value: Json | undefined, shape: Shape): Json {
  if (shape === true) return value ?? null;
  if (typeof value !== 'object' || value === null) return null;
  if ('each' in shape) {
    if (Array.isArray(value)) return value.map((part) => taken(part, shape.each));
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, taken(part, shape.each)]));
  }
  const members = value as Readonly<Record<string, Json>>;
  return Object.fromEntries(Object.entries(shape.members).map(([name, part]) => [name, taken(members[name], part)]));
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
