import type { DocumentMeasurement, DocumentTarget, DocumentUnit, StyrbordDocument } from '../document';
import type { MeasureGiven } from '../measure';
import { Chance } from './chance';
import { MEASURES, PERSPECTIVES, type Simulated } from './measures';

export interface RegionOptions {
  readonly seed?: number;
  readonly healthCentres?: number;
  readonly years?: readonly number[];
}

const ROOT = 'region-simulerad';
const YEARS = [2018, 2019, 2020, 2021, 2022];
const DIVISIONS = [
  { id: 'division-nara-vard', name: 'Division Nära vård' },
  { id: 'division-lansvard', name: 'Division Länsvård' },
  { id: 'division-psykiatri', name: 'Division Psykiatri' },
  { id: 'division-tandvard', name: 'Division Tandvård' },
];
const PLACES = [
  'Björk',
  'Ek',
  'Gran',
  'Lind',
  'Rönn',
  'Sälg',
  'Tall',
  'Al',
  'Ask',
  'Hassel',
  'Hägg',
  'Idegran',
  'Lärk',
  'Oxel',
  'Pil',
  'Vide',
  'Alm',
];
const TAILS = ['by', 'torp'];
const SETTINGS = ['city', 'rural', 'sparse'] as const;
const SIMULATED = {
  kind: 'simulated',
  sv: 'Alla uppgifter är simulerade: regionen, enheterna och talen är påhittade.',
  en: 'All figures are simulated: the region, its units and its values are invented.',
} as const;
const WHOLE_YEAR = 2021;
/** Two centres that become one. */
const MERGED = { units: ['hc-1', 'hc-2'], into: 'hc-1-2', on: '2021-01-01', year: 2021 };

/** An invented region: a political assembly's plan, divisions, health centres, five years of values, a merge. The same seed gives the same document. */
export function simulatedRegion({ seed = 20_220_430, healthCentres = 34, years = YEARS }: RegionOptions = {}): StyrbordDocument {
  const chance = new Chance(seed);
  const centres = centresOf(chance, healthCentres);
  const measurements = years.flatMap((year) => MEASURES.flatMap((measure) => valuesOf(chance, measure, year, centres)));
  return {
    format: 'styrbord/1',
    units: [
      { id: ROOT, name: { sv: 'Region Simulerad (påhittad)', en: 'Region Simulerad (invented)' }, kind: 'region' },
      ...DIVISIONS.map(({ id, name }) => ({ id, name: { sv: name }, kind: 'division', parent: ROOT })),
      ...centres.map(({ unit }) => unit),
    ],
    changes: [
      { kind: 'merge', units: MERGED.units, into: MERGED.into, on: MERGED.on, decision: 'Beslut 2020:114 (simulerat)', bridge: 'sum' },
    ],
    measures: MEASURES.map(({ definition }) => definition),
    plans: years.map((year) => planOf(year)),
    targets: years.flatMap((year) => targetsOf(year, centres)),
    measurements,
    absences: [
      {
        measure: 'tandhalsa-barn',
        unit: 'division-psykiatri',
        from: '2018-01',
        reason: 'not-relevant-here',
        text: 'Psykiatrin bedriver ingen tandvård',
      },
    ],
    disputes: [{ measure: 'samma-dag', unit: ROOT, period: '2022-04', reason: 'Två källor ger olika värden (simulerat).' }],
    comments: [
      {
        measure: 'hyrkostnad',
        unit: ROOT,
        period: '2022-T1',
        text: 'Simulerad kommentar: inhyrningen ökade när vakanserna inte kunde tillsättas.',
      },
    ],
  };
}

interface Centre {
  readonly unit: DocumentUnit;
  readonly size: number;
  /** How this centre differs from the others, once for all measures. */
  readonly quality: number;
}

function centresOf(chance: Chance, count: number): Centre[] {
  const centre = (id: string, name: string, at: number): Centre => ({
    unit: {
      id,
      name: { sv: name },
      kind: 'health-centre',
      parent: 'division-nara-vard',
      provider: at % 4 === 3 ? 'private' : 'own',
      setting: SETTINGS[at % 3],
    },
    size: chance.whole(2_500, 14_000),
    quality: chance.normal(0, 1),
  });
  const all = Array.from({ length: count }, (_, at) =>
    centre(`hc-${at + 1}`, `${PLACES[at % PLACES.length]}${TAILS[Math.floor(at / PLACES.length) % TAILS.length]} hälsocentral`, at),
  );
  return [...all, { ...centre(MERGED.into, 'Björk-Ekby hälsocentral', 0), size: (all[0]?.size ?? 0) + (all[1]?.size ?? 0) }];
}

function isOpen({ unit }: Centre, year: number): boolean {
  if (unit.id === MERGED.into) return year >= MERGED.year;
  return !MERGED.units.includes(unit.id) || year < MERGED.year;
}

/** Centres' own values and, summed from them, the division's and the region's. */
function valuesOf(chance: Chance, measure: Simulated, year: number, centres: readonly Centre[]): DocumentMeasurement[] {
  // A year that has only begun has as many parts as any other.
  const parts = measure.periods(WHOLE_YEAR).length;
  return measure.periods(year).flatMap((period, at, all) => {
    const season = Math.sin((2 * Math.PI * at) / parts);
    const open = measure.perCentre ? centres.filter((centre) => isOpen(centre, year)) : [];
    const own = open.map((centre) => ({
      unit: centre.unit.id,
      ...measure.draw(chance, { size: centre.size, quality: centre.quality, season, year, parts }),
    }));
    const whole = own.length > 0 ? totalOf(own) : measure.draw(chance, { size: 260_000, quality: 0, season, year, parts });
    const isLate = (unit: string): boolean => year === 2022 && unit.startsWith('hc-') && chance.next() < 0.03;
    const status = year === 2022 && at === all.length - 1 ? ('preliminary' as const) : ('final' as const);
    const rows = [...own.filter(({ unit }) => !isLate(unit)), { unit: 'division-nara-vard', ...whole }, { unit: ROOT, ...whole }];
    return rows.map((figure) => ({ measure: measure.definition.id, period, status, source: 'Simulerat', ...figure }));
  });
}

type Figure = Pick<DocumentMeasurement, 'value' | 'numerator' | 'denominator'>;

/** Sums where counts and quotients add up; a ratio is never a mean of ratios. */
function totalOf(figures: readonly Figure[]): Figure {
  const sum = (of: (figure: Figure) => number): number => figures.reduce((total, figure) => total + of(figure), 0);
  if (typeof figures[0]?.numerator === 'number')
    return { numerator: sum(({ numerator }) => numerator ?? 0), denominator: sum(({ denominator }) => denominator ?? 0) };
  return { value: String(sum(({ value }) => Number(value ?? 0))) };
}

function planOf(year: number) {
  return {
    id: `plan-${year}`,
    unit: ROOT,
    period: String(year),
    decision: `Regionfullmäktige ${year - 1}-11-24 § ${100 + (year % 100)} (simulerat)`,
    name: { sv: `Strategisk plan ${year} (simulerad)`, en: `Strategic plan ${year} (simulated)` },
    provenance: SIMULATED,
    perspectives: PERSPECTIVES.map(({ id, name, goal, factor }) => ({
      id,
      name,
      goals: [
        {
          id: `${id}-mal`,
          name: goal,
          decidedBy: 'Regionfullmäktige',
          factors: [
            {
              id: `${id}-faktor`,
              name: factor,
              decidedBy: 'Regionstyrelsen',
              measures: MEASURES.filter(({ perspective }) => perspective === id).map(({ definition }) => ({ measure: definition.id })),
            },
          ],
        },
      ],
    })),
  };
}

function targetsOf(year: number, centres: readonly Centre[]): DocumentTarget[] {
  return MEASURES.flatMap(({ definition, target, tolerance, ownTargets }) => {
    if (target === null) return [];
    const set = (unit: string): DocumentTarget => ({
      measure: definition.id,
      unit,
      text: target,
      period: String(year),
      tolerance,
      decision: `Plan ${year} (simulerat)`,
      asPrinted: true,
    });
    const own = ownTargets ? centres.filter((centre) => isOpen(centre, year)).map(({ unit }) => set(unit.id)) : [];
    return [set(ROOT), ...(ownTargets ? [set('division-nara-vard')] : []), ...own];
  });
}

export const simulatedMeasures = (): readonly MeasureGiven[] => MEASURES.map(({ definition }) => definition);
