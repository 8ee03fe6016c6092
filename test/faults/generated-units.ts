import { isRefusal } from '@styrbord/eventsourcing/decider';
import { decimal, type Decimal } from '@styrbord/steering/decimal';
import { BRIDGES, type SteeringEvent } from '@styrbord/steering/events';
import { completeMeasure, scaleOf, type Measure } from '@styrbord/steering/measure';
import { evolveOrganisation, NO_UNITS, parentOf, type Organisation } from '@styrbord/steering/organisation';
import { decideOrganisation, type OrganisationCommand } from '@styrbord/steering/organising';
import { currentEntry, EMPTY_SERIES, evolveSeries, type Series } from '@styrbord/steering/series';
import type { NaiveFigure, NaiveMeasure, NaiveUnit } from './naive-totals';
import { unitDescribed } from '../unit-described';
import { pick } from './seeded';

const UNITS_MAX = 12;
const RECORDED = [
  '2020-01',
  '2020-02',
  '2020-Q1',
  '2020-T1',
  '2020',
  '2021-01',
  '2021-02',
  '2021-03',
  '2021-04',
  '2021-Q1',
  '2021-Q2',
  '2021-T1',
  '2021-H1',
  '2021-01..2021-08',
  '2021-T3',
  '2021',
];

/** Days on which units are reorganised. */
const MOVED_ON = ['2020-07-01', '2021-01-01', '2021-02-01', '2021-05-01'];

/** Units of three levels below `r`, some moved, merged, split or closed, as the decider lets them. `events`: takes what happened. */
export function reorganised(random: () => number, events: SteeringEvent[] = []): Organisation {
  const count = 2 + Math.floor(random() * UNITS_MAX);
  const ids = Array.from({ length: count }, (_, at) => `u${at}`);
  const day = (): string => pick(random, MOVED_ON);
  const described = ['r', ...ids].map((unit, at): OrganisationCommand => {
    const parent = at === 0 ? null : at < 3 ? 'r' : pick(random, ['r', ...ids.slice(0, Math.min(at - 1, 4))]);
    return unitDescribed(unit, parent, { provider: random() < 0.3 ? 'private' : 'own', from: random() < 0.2 ? day() : null });
  });
  const changes = Array.from({ length: Math.floor(random() * 4) }, (): OrganisationCommand => {
    const [a, b, c] = [pick(random, ids), pick(random, ids), pick(random, ids)];
    return pick<OrganisationCommand>(random, [
      { type: 'MoveUnit', unit: a, parent: pick(random, ['r', b]), on: day() },
      { type: 'MergeUnits', units: [a, b], into: c, on: day(), bridge: pick(random, BRIDGES) },
      { type: 'SplitUnit', unit: a, into: [b, c], on: day(), bridge: pick(random, BRIDGES) },
      { type: 'CloseUnit', unit: a, on: day() },
    ]);
  });
  return decidedOf([...described, ...changes], events);
}

/** Four units below `r`, moved, merged and split over and over, as the decider lets them. */
export function movedAbout(random: () => number, events: SteeringEvent[]): Organisation {
  const ids = ['a', 'b', 'c', 'd'];
  const day = (): string => pick(random, MOVED_ON);
  const described = ['r', ...ids].map((unit): OrganisationCommand => unitDescribed(unit, unit === 'r' ? null : 'r'));
  const changes = Array.from({ length: 12 }, (): OrganisationCommand => {
    const [a, b, c] = [pick(random, ids), pick(random, ids), pick(random, ids)];
    if (random() < 0.1) return { type: 'SplitUnit', unit: a, into: [b, c], on: day(), bridge: pick(random, BRIDGES) };
    if (random() < 0.1) return { type: 'MergeUnits', units: [a, b], into: pick(random, ids), on: day(), bridge: 'sum' };
    return { type: 'MoveUnit', unit: a, parent: pick(random, ['r', b]), on: day() };
  });
  return decidedOf([...described, ...changes], events);
}

function decidedOf(commands: readonly OrganisationCommand[], events: SteeringEvent[]): Organisation {
  return commands.reduce<Organisation>((organisation, command) => {
    const decided = decideOrganisation(command, organisation);
    if (isRefusal(decided)) return organisation;
    events.push(...decided);
    return decided.reduce<Organisation>((all, event) => evolveOrganisation(all, event, 1), organisation);
  }, NO_UNITS);
}

export function measureOf(random: () => number, organisation: Organisation): Measure {
  const kind = pick(random, ['share', 'share', 'count', 'amount', 'mean'] as const);
  const overTime =
    kind === 'share' || kind === 'mean'
      ? pick(random, ['ratio-of-sums', 'last', 'mean', 'none'] as const)
      : pick(random, ['sum', 'sum', 'last', 'mean'] as const);
  return completeMeasure({
    id: 'm',
    name: { sv: 'm' },
    kind,
    overTime,
    cumulates: kind !== 'amount' && random() < 0.4,
    cells: pick(random, [['T'], ['T', 'K', 'M'], ['K', 'M']]),
    populationUnits: pick(random, [null, null, 'own', 'private', Object.keys(organisation.units).filter(() => random() < 0.5)]),
  });
}

export function seriesOf(random: () => number, measure: Measure, valuesMax = 12): Series {
  let series = EMPTY_SERIES;
  if (random() < 0.3) return series;
  for (let at = Math.floor(random() * valuesMax); at >= 0; at--) series = measured(random, series, measure, valuesMax - at - 1000);
  if (random() < 0.15) {
    const data = {
      measure: 'm',
      unit: 'u',
      from: '2021-01',
      to: pick(random, [null, '2021-04']),
      reason: pick(random, ['starts-later', 'source-late'] as const),
      by: null,
      text: null,
    };
    series = evolveSeries(series, { type: 'absence-recorded', data }, { no: 1, index: 0, at: '' }, null);
  }
  return series;
}

/** One more value, or one taken back. */
export function measured(random: () => number, series: Series, measure: Measure, no: number): Series {
  const place = { measure: 'm', unit: 'u', cell: pick(random, measure.cells), period: pick(random, RECORDED) };
  const known = { no: 1000 + no, index: Math.floor(random() * 100), at: `${no}` };
  if (random() < 0.15 && currentEntry(series, place.cell, place.period)) {
    const event: SteeringEvent = {
      type: 'measurement-withdrawn',
      data: { ...place, before: { value: null, numerator: null, denominator: null } },
    };
    return evolveSeries(series, event, known, 'fel');
  }
  const hasParts = (measure.kind === 'share' || measure.kind === 'mean') && random() < 0.93;
  const denominator = 1 + Math.floor(random() * 200);
  const figure = hasParts
    ? { value: null, numerator: Math.floor(random() * denominator), denominator }
    : { value: (random() * 100).toFixed(measure.kind === 'count' ? 0 : pick(random, [0, 1, 3])), numerator: null, denominator: null };
  const words = { status: 'final' as const, source: null, note: null, spread: null, before: null };
  return evolveSeries(series, { type: 'measurement-recorded', data: { ...place, ...figure, ...words } }, known, null);
}

/** Quotients have forty digits; all else is exact. */
const NEARLY = 1e-25;

export function isClose(value: Decimal, { top, bottom }: { readonly top: bigint; readonly bottom: bigint }): boolean {
  return value
    .times(String(bottom))
    .minus(String(top))
    .abs()
    .lte(decimal(NEARLY).times(String(bottom)));
}

export function figuresOf({ cells }: Series): NaiveFigure[] {
  return Object.entries(cells).flatMap(([cell, periods]) =>
    Object.entries(periods).flatMap(([period, entries]) => {
      const latest = entries[entries.length - 1];
      return latest && latest.kind !== 'withdrawn'
        ? [{ cell, period, value: latest.value, numerator: latest.numerator, denominator: latest.denominator }]
        : [];
    }),
  );
}

export function naiveUnits({ units }: Organisation, all: ReadonlyMap<string, Series>): NaiveUnit[] {
  return Object.values(units).map((unit) => {
    const series = all.get(unit.id) ?? EMPTY_SERIES;
    const absence = series.absences[0];
    return {
      id: unit.id,
      parent: parentOf(unit),
      provider: unit.provider,
      from: unit.from,
      closedOn: unit.closedOn,
      figures: figuresOf(series),
      excused: (month) => absence?.reason === 'starts-later' && month >= absence.from && (absence.to === null || month <= absence.to),
    };
  });
}

export function naiveOf(measure: Measure): NaiveMeasure {
  const { kind, overTime, cumulates, cells, populationUnits } = measure;
  const plain = overTime === 'ratio-of-sums' ? 'ratio' : overTime === 'weighted-mean' ? 'none' : overTime;
  return {
    rule: kind === 'share' || kind === 'mean' ? 'ratio' : 'sum',
    overTime: plain,
    cumulates,
    cells,
    population: populationUnits ?? null,
    scale: BigInt(scaleOf(measure)),
  };
}
