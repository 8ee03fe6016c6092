import { reorganisationsOf } from '@styrbord/steering/breaks';
import { itemsOf, type DocumentMeasurement, type StyrbordDocument } from '@styrbord/steering/document';
import { BRIDGES } from '@styrbord/steering/events';
import { exportDocument } from '@styrbord/steering/export';
import { unitsBelow } from '@styrbord/steering/organisation';
import type { OrganisationCommand } from '@styrbord/steering/organising';
import { parsePeriod, type Period } from '@styrbord/steering/period';
import { carryOut, carryOutItems, type CarriedOut } from '@styrbord/steering/simulation/carried-out';
import { EMPTY_SERIES } from '@styrbord/steering/series';
import type { Item, StreamState } from '@styrbord/steering/steering';
import { inStructureOf } from '@styrbord/steering/views/as-of';
import { readScorecard } from '@styrbord/steering/views/knowledge';
import { unitDescribed } from '../unit-described';
import { isLong, pick, SEED, seeded } from './seeded';

const ORGANISATIONS = isLong ? 2_000 : 100;
/** A place that held on no day made a unit be read as made of others. */
const ONCE_READ_OTHERWISE = 278_513;
const TODAY = '2022-06-01';
const CHANGED_ON = ['2020-07-01', '2021-01-01', '2021-02-01', '2021-05-01', '2021-05-01', '2022-09-01'];
const DAYS = ['2020-06-30', '2020-07-01', '2021-01-15', '2021-05-01', '2022-10-01'];
const KNOWN = { ledger: 'local/steering', no: 1, at: null };

describe(`exported documents of ${ORGANISATIONS} generated organisations (seed ${SEED})`, () => {
  it('make the same in an empty product, and nothing where they came from or once more', async () => {
    const met: Record<string, number> = {};
    for (let at = 0; at < ORGANISATIONS; at++) {
      const seed = at === 0 ? ONCE_READ_OTHERWISE : SEED + 5 * at;
      const random = seeded(seed);
      const first = carryOutItems(generated(random), TODAY);
      const document = exported(first, 'r');
      const imported = carryOut(document, TODAY);
      expect([seed, imported.refusals]).toEqual([seed, []]);
      expect([seed, JSON.stringify(exported(imported, 'r'))]).toEqual([seed, JSON.stringify(document)]);
      for (const product of [first, imported]) expect([seed, brought(document, product)]).toEqual([seed, []]);
      const units = ['r', ...unitsBelow(first.structure.organisation, 'r').flatMap(({ id }) => (random() < 0.2 ? id : []))];
      for (const day of [null, ...DAYS]) {
        const [boards, before] = [await boardsOf(imported, units, day), await boardsOf(first, units, day)];
        expect([seed, day, boards]).toEqual([seed, day, before]);
      }
      for (const { kind } of document.changes ?? []) met[kind] = (met[kind] ?? 0) + 1;
    }
    for (const kind of ['rename', 'move', 'reclassify', 'merge', 'split', 'close'])
      expect([kind, (met[kind] ?? 0) > ORGANISATIONS / 20]).toEqual([kind, true]);
    process.stderr.write(`exports: seed ${SEED}, ${ORGANISATIONS} organisations, ${JSON.stringify(met)}\n`);
  }, 3_600_000);

  it('of a part change nothing where they came from', () => {
    for (let at = 0; at < ORGANISATIONS; at++) {
      const seed = SEED + 7 * at;
      const whole = carryOutItems(generated(seeded(seed)), TODAY);
      for (const { id } of unitsBelow(whole.structure.organisation, 'r'))
        expect([seed, id, brought(exported(whole, id), whole)]).toEqual([seed, id, []]);
    }
  }, 3_600_000);
});

function exported({ structure, states }: CarriedOut, unit: string): StyrbordDocument {
  const seriesOf = (of: string, measure: string) => {
    const state: StreamState | undefined = states.get(`series/${of}/${measure}`);
    return state?.of === 'series' ? state.state.series : EMPTY_SERIES;
  };
  return exportDocument(structure, seriesOf, unit, null);
}

/** Events and refusals of the document once more. */
const brought = (document: StyrbordDocument, { states }: CarriedOut): unknown[] => {
  const { events, refusals } = carryOut(document, TODAY, states);
  return [...events, ...refusals];
};

async function boardsOf(carried: CarriedOut, units: readonly string[], day: string | null): Promise<unknown> {
  const reading = day === null ? carried : inStructureOf({ no: 1, ...carried }, day);
  const boards: unknown[] = [];
  for (const unit of units) {
    const breaks = reorganisationsOf({ structure: reading.structure, unit });
    boards.push(await readScorecard(reading, { unit, period: parsePeriod('2021-T1') as Period }, KNOWN), breaks);
  }
  return withoutOrigins(boards);
}

/** An import has commits of its own. */
const withoutOrigins = <T>(read: T): T =>
  JSON.parse(JSON.stringify(read, (member, value: unknown) => (member === 'origins' ? undefined : value))) as T;

const MEASURES = [
  { id: 'antal', name: { sv: 'Antal' }, kind: 'count' },
  { id: 'andel', name: { sv: 'Andel' }, kind: 'share' },
] as const;
const FACTOR = { id: 'f', name: { sv: 'F' }, measures: MEASURES.map(({ id: measure }) => ({ measure })) };
const GOAL = { id: 'g', name: { sv: 'G' }, factors: [FACTOR] };
const PLAN = { id: 'plan', unit: 'r', period: '2021', perspectives: [{ id: 'p', name: { sv: 'P' }, goals: [GOAL] }] };

/** Units below `r` that were named, moved, reclassified, merged, split and closed, and what they reported before and after it. */
function generated(random: () => number): Item[] {
  const ids = Array.from({ length: 3 + Math.floor(random() * 8) }, (_, at) => `u${at}`);
  const day = (): string => pick(random, CHANGED_ON);
  const described = (unit: string, parent: string | null): OrganisationCommand =>
    unitDescribed(unit, parent, {
      name: { sv: pick(random, ['Norra', 'Södra']) },
      kind: pick(random, ['unit', 'clinic']),
      provider: pick(random, ['own', 'own', 'private']),
      setting: pick(random, [null, 'rural']),
      from: random() < 0.2 ? day() : null,
      today: TODAY,
    });
  const change = (): OrganisationCommand => {
    const [a, b, c] = [pick(random, ids), pick(random, ids), pick(random, ids)];
    return pick(random, [
      described(a, pick(random, ['r', b])),
      { type: 'RenameUnit', unit: a, name: { sv: pick(random, ['Norra', 'Södra', 'Östra']) }, on: day() },
      { type: 'MoveUnit', unit: a, parent: pick(random, ['r', b]), on: day() },
      { type: 'MoveUnit', unit: a, parent: pick(random, ['r', b]), on: day() },
      { type: 'ReclassifyUnit', unit: a, class: { kind: 'clinic', provider: 'own', setting: null }, on: day() },
      { type: 'MergeUnits', units: [a, b], into: c, on: day(), bridge: pick(random, BRIDGES) },
      { type: 'SplitUnit', unit: a, into: [b, c], on: day(), bridge: pick(random, BRIDGES) },
      { type: 'CloseUnit', unit: a, on: day() },
    ] as const);
  };
  const items = (commands: readonly Item['command'][]): Item[] =>
    commands.map((command) => ({ pointer: '', command, decision: random() < 0.5 ? `RS ${Math.floor(random() * 9)}` : null }));
  const reported = ids.flatMap((unit) =>
    ['2021-01', '2021-02', '2021-03', '2021-04'].flatMap((period): DocumentMeasurement[] => {
      const denominator = 1 + Math.floor(random() * 90);
      if (random() < 0.2) return [];
      return [
        { measure: 'antal', unit, period, value: String(denominator) },
        { measure: 'andel', unit, period, numerator: Math.floor(random() * denominator), denominator },
      ];
    }),
  );
  const units = ['r', ...ids].map((unit, at) => described(unit, at === 0 ? null : pick(random, ['r', ...ids.slice(0, at - 1)])));
  return [
    ...items(units),
    ...itemsOf({ format: 'styrbord/1', measures: MEASURES, plans: [PLAN], measurements: reported }, TODAY),
    ...items(Array.from({ length: Math.floor(random() * 14) }, change)),
  ];
}
