import { InProcessBus } from '@styrbord/eventsourcing/memory/in-process-bus';
import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import { Subscription } from '@styrbord/eventsourcing/subscription';
import { reorganisationsOf } from '@styrbord/steering/breaks';
import { decimal } from '@styrbord/steering/decimal';
import type { SteeringEvent } from '@styrbord/steering/events';
import { completeMeasure } from '@styrbord/steering/measure';
import { parentOf, type Organisation } from '@styrbord/steering/organisation';
import { parsePeriod, type Period } from '@styrbord/steering/period';
import { EMPTY_SERIES } from '@styrbord/steering/series';
import type { Item, SteeringCommand } from '@styrbord/steering/steering';
import { makeupOf, totalsInStructure } from '@styrbord/steering/totals-in-structure';
import { inStructureOf } from '@styrbord/steering/views/as-of';
import { Knowledge, type Knowing } from '@styrbord/steering/views/knowledge';
import { seriesView } from '@styrbord/steering/views/series-view';
import { structureView } from '@styrbord/steering/views/structure-view';
import { writerOn } from '../contracts/writer';
import { unitDescribed } from '../unit-described';
import { isClose, measureOf, naiveOf, naiveUnits, movedAbout, reorganised, seriesOf } from './generated-units';
import { Deciding } from './history';
import { Circle, NaiveStructure } from './naive-structure';
import { isLong, pick, SEED, seeded } from './seeded';

const ORGANISATIONS = isLong ? 50_000 : 5_000;
const DAYS = ['2020-06-30', '2020-07-01', '2021-01-01', '2021-04-30', '2021-06-01', '2022-01-01'];
const ASKED = ['2020-01', '2020-T1', '2021-01', '2021-Q1', '2021-T1', '2021-H1', '2021'];

describe(`moves, merges and splits, over ${ORGANISATIONS} generated organisations (seed ${SEED})`, () => {
  it('never lead in a circle, whatever the day', () => {
    for (let at = 0; at < ORGANISATIONS; at++) {
      const events: SteeringEvent[] = [];
      const { units } = movedAbout(seeded(SEED + 3 * at), events);
      const structure = new NaiveStructure(events);
      const isRound = (id: string, day: string): boolean =>
        plainly(() => structure.above(id, day)) === 'circle' || plainly(() => structure.standsIn(id, day)) === 'circle';
      const round = DAYS.flatMap((day) => Object.keys(units).filter((id) => isRound(id, day)));
      expect([SEED + 3 * at, round]).toEqual([SEED + 3 * at, []]);
    }
  });
});

describe(`totals in the structure of a day, over ${ORGANISATIONS} generated organisations (seed ${SEED})`, () => {
  it('are what a plain reading of what happened says', () => {
    const met: Record<string, number> = {};
    for (let at = 0; at < ORGANISATIONS; at++) {
      const random = seeded(SEED + 3 * at);
      const events: SteeringEvent[] = [];
      const organisation = reorganised(random, events);
      const measure = measureOf(random, organisation);
      const all = new Map(Object.keys(organisation.units).map((id) => [id, seriesOf(random, measure)]));
      for (const unit of ['r', 'u0', 'u1', 'u3']) {
        if (!organisation.units[unit]) continue;
        const [day, cell] = [pick(random, DAYS), pick(random, measure.cells)];
        const period = parsePeriod(pick(random, ASKED)) as Period;
        const asked = { root: unit, cell, period: period.name, day };
        const naive = new NaiveStructure(events).total(naiveUnits(organisation, all), naiveOf(measure), asked);
        const totals = totalsInStructure(makeupOf(organisation, day, unit), measure, all);
        const entry = totals?.entryAt(unit, cell, period) ?? null;
        const parts = totals?.partsAt(unit, cell, period) ?? [];
        const named = (state: string): string[] =>
          parts
            .filter((part) => part.state === state)
            .map((part) => part.unit.id)
            .toSorted();
        const isRatio = measure.kind === 'share' || measure.kind === 'mean';
        const value = entry && (isRatio ? decimal(entry.numerator ?? 0).div(entry.denominator ?? 1) : decimal(entry.value ?? 0));
        const isSame = value === null || naive.value === null ? value === naive.value : isClose(value, naive.value);
        const told = {
          counted: named('counted'),
          missing: named('missing'),
          withoutDenominator: named('without-denominator'),
          closed: named('closed'),
        };
        const { value: _, ...lists } = naive;
        expect({ seed: SEED + 3 * at, unit, day, cell, period: period.name, isSame, ...told }).toEqual({
          seed: SEED + 3 * at,
          unit,
          day,
          cell,
          period: period.name,
          isSame: true,
          ...lists,
        });
        const moved = lists.counted.some((id) => parentOf(organisation.units[id]!) !== unit && organisation.units[id]?.closedOn);
        const seen = naive.value === null ? 'nothing' : moved ? 'counted in another' : 'whole';
        met[seen] = (met[seen] ?? 0) + 1;
      }
    }
    for (const often of ['nothing', 'whole', 'counted in another'])
      expect([often, (met[often] ?? 0) > ORGANISATIONS / 100]).toEqual([often, true]);
    process.stderr.write(`structures: seed ${SEED}, ${ORGANISATIONS} organisations, ${JSON.stringify(met)}\n`);
  }, 3_600_000);
});

function plainly<T>(read: () => T): T | 'circle' {
  try {
    return read();
  } catch (failure) {
    if (failure instanceof Circle) return 'circle';
    throw failure;
  }
}

const WEEKS = 52;
const DIVISIONS = 4;
const AREAS = 12;
const CENTRES = 200;
const A_COMMIT = 500;
const YEARS = isLong ? 12 : 1;
const MONTHS = Array.from({ length: 12 }, (_, at) => `2021-${String(at + 1).padStart(2, '0')}`);
const MEASURES = [
  completeMeasure({ id: 'antal', name: { sv: 'Antal' }, kind: 'count' }),
  completeMeasure({ id: 'andel', name: { sv: 'Andel' }, kind: 'share' }),
];

describe(`a year of weekly reorganisations of ${CENTRES} units, ${YEARS} times (seed ${SEED})`, () => {
  it('gives the same total by every structure, or a stated break; live and rebuilt alike', async () => {
    let [compared, differing, changes] = [0, 0, 0];
    for (let year = 0; year < YEARS; year++) {
      const random = seeded(SEED + 11 * year);
      const live = await opened();
      const deciding = new Deciding();
      const put = async (commands: readonly SteeringCommand[]): Promise<boolean> => {
        const batch = deciding.batch(commands.map((command): Item => ({ pointer: '', command, decision: 'RS 2021/7' })));
        if (!batch) return false;
        await live.ledger.append(batch);
        for (const subscription of live.subscriptions) await subscription.poll();
        return true;
      };
      await put([...establishing(), ...MEASURES.map((measure): SteeringCommand => ({ type: 'DefineMeasure', measure }))]);
      const days = ['2020-12-31'];
      let made = 0;
      for (let week = 0; week < WEEKS; week++) {
        const day = new Date(Date.UTC(2021, 0, 4 + 7 * week)).toISOString().slice(0, 10);
        for (let tries = 0; tries < 20; tries++)
          if (await put(reorganising(random, live.knowledge.structure.organisation, day, made))) {
            days.push(day);
            made++;
            break;
          }
      }
      changes += made;
      const measurements = recorded(random, live.knowledge.structure.organisation);
      for (let from = 0; from < measurements.length; from += A_COMMIT) await put(measurements.slice(from, from + A_COMMIT));
      const rebuilt = await opened(live.store);
      const { organisation } = live.knowledge.structure;
      const plain = new Map<string, string>();
      const before = new Map<string, string>();
      for (const day of [...days, '2022-06-01']) {
        const [now, anew] = [
          inStructureOf(live.knowledge.at(live.knowledge.no), day),
          inStructureOf(rebuilt.knowledge.at(rebuilt.knowledge.no), day),
        ];
        for (const measure of MEASURES) {
          const root = await monthly(now, 'r', measure.id);
          expect([year, day, await monthly(anew, 'r', measure.id)]).toEqual([year, day, root]);
          // Nothing is counted twice and nothing lost, whatever the day: the first reading holds for all.
          const first = plain.get(measure.id) ?? root;
          plain.set(measure.id, first);
          expect([year, day, measure.id, root]).toEqual([year, day, measure.id, first]);
          expect(root).toEqual(await summed(live.knowledge, organisation, measure.id));
          for (let area = 0; area < AREAS; area++) {
            const unit = `o${area}`;
            const told = await monthly(now, unit, measure.id);
            const key = `${unit}/${measure.id}`;
            const earlier = before.get(key);
            before.set(key, told);
            compared++;
            if (earlier === undefined || earlier === told) continue;
            differing++;
            const stated = reorganisationsOf({ structure: now.structure, unit }).map(({ from }) => from);
            expect([year, unit, day, stated.length > 0]).toEqual([year, unit, day, true]);
          }
        }
      }
    }
    expect(differing).toBeGreaterThan(compared / 100);
    process.stderr.write(
      `reorganisations: seed ${SEED}, ${YEARS} years, ${changes} changes, ${compared} totals of areas, ${differing} differing with a stated break\n`,
    );
  }, 3_600_000);
});

function establishing(): SteeringCommand[] {
  return [
    unitDescribed('r', null),
    ...Array.from({ length: DIVISIONS }, (_, at) => unitDescribed(`d${at}`, 'r')),
    ...Array.from({ length: AREAS }, (_, at) => unitDescribed(`o${at}`, `d${at % DIVISIONS}`)),
    ...Array.from({ length: CENTRES }, (_, at) => unitDescribed(`c${at}`, `o${at % AREAS}`)),
  ];
}

/** One reorganisation of that day, with the units that it makes. */
function reorganising(random: () => number, { units }: Organisation, on: string, at: number): SteeringCommand[] {
  const centres = Object.values(units).filter(({ id, closedOn }) => /^[cn]/.test(id) && closedOn === null);
  const [a, b] = [pick(random, centres), pick(random, centres)];
  const area = `o${Math.floor(random() * AREAS)}`;
  const bridge = pick(random, ['sum', 'sum', 'weighted', 'none'] as const);
  return pick(random, [
    [{ type: 'MoveUnit', unit: a.id, parent: area, on } as const],
    [{ type: 'MoveUnit', unit: area, parent: `d${Math.floor(random() * DIVISIONS)}`, on } as const],
    [unitDescribed(`n${at}`, parentOf(a), { from: on }), { type: 'MergeUnits', units: [a.id, b.id], into: `n${at}`, on, bridge } as const],
    [{ type: 'MergeUnits', units: [a.id, b.id], into: a.id, on, bridge } as const],
    [
      unitDescribed(`n${at}`, parentOf(a), { from: on }),
      unitDescribed(`m${at}`, area, { from: on }),
      { type: 'SplitUnit', unit: a.id, into: [`n${at}`, `m${at}`], on, bridge } as const,
    ],
  ]);
}

/** Each centre's months while it was open. */
function recorded(random: () => number, { units }: Organisation): SteeringCommand[] {
  return Object.values(units)
    .filter(({ id }) => /^[cnm]/.test(id))
    .flatMap(({ id, from, closedOn }) =>
      MONTHS.filter((month) => (from === null || from.slice(0, 7) <= month) && (closedOn === null || month < closedOn.slice(0, 7))).flatMap(
        (period) =>
          MEASURES.map((measure): SteeringCommand => {
            const denominator = 10 + Math.floor(random() * 90);
            const figure =
              measure.kind === 'share'
                ? { value: null, numerator: Math.floor(random() * denominator), denominator }
                : { value: String(denominator), numerator: null, denominator: null };
            const words = { status: null, source: null, note: null, spread: null, asPrinted: false, reason: null };
            return { type: 'RecordMeasurement', measure: measure.id, unit: id, cell: 'T', period, ...figure, ...words };
          }),
      ),
    );
}

async function opened(store = new MemoryCommitStore()) {
  const ledger = writerOn(store);
  const documents = new MemoryDocuments();
  const bus = new InProcessBus();
  const subscriptions = [structureView, seriesView].map((view) => new Subscription({ view, ledger, documents, bus, topic: 'facts' })) as [
    Subscription,
    Subscription,
  ];
  const knowledge = new Knowledge(...subscriptions);
  await subscriptions[0].start();
  await knowledge.load();
  await subscriptions[1].start();
  return { store, ledger, knowledge, subscriptions };
}

async function monthly(knowing: Knowing, unit: string, measure: string): Promise<string> {
  const totals = await knowing.totals(
    unit,
    MEASURES.find(({ id }) => id === measure)!,
  );
  return JSON.stringify(
    MONTHS.map((month) => {
      const entry = totals?.entryAt(unit, 'T', parsePeriod(month) as Period) ?? null;
      return entry && [entry.value, entry.numerator, entry.denominator];
    }),
  );
}

/** All that was recorded, added up. */
async function summed(knowledge: Knowledge, { units }: Organisation, measure: string): Promise<string> {
  const sums = MONTHS.map(() => ({ value: 0, numerator: 0, denominator: 0 }));
  for (const unit of Object.keys(units)) {
    const { cells } = (await knowledge.series(unit, measure)) ?? EMPTY_SERIES;
    for (const [at, month] of MONTHS.entries()) {
      const entry = cells['T']?.[month]?.at(-1);
      const sum = sums[at];
      if (!entry || !sum) continue;
      sum.value += Number(entry.value ?? 0);
      sum.numerator += entry.numerator ?? 0;
      sum.denominator += entry.denominator ?? 0;
    }
  }
  return JSON.stringify(
    sums.map(({ value, numerator, denominator }) => (measure === 'antal' ? [String(value), null, null] : [null, numerator, denominator])),
  );
}
