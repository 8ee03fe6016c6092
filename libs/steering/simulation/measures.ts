import type { DocumentMeasurement } from '../document';
import type { MeasureGiven } from '../measure';
import type { Name } from '../scorecard';
import type { Chance } from './chance';

type Figure = Pick<DocumentMeasurement, 'value' | 'numerator' | 'denominator'>;

/** What a figure is drawn from: listed people, the unit's own level, where in the year, how many parts the year has. */
export interface Drawing {
  readonly size: number;
  readonly quality: number;
  readonly season: number;
  readonly year: number;
  readonly parts: number;
}

/** A measure of the invented region, and how its values come about. */
export interface Simulated {
  readonly perspective: string;
  readonly definition: MeasureGiven;
  readonly target: string | null;
  readonly tolerance: string | null;
  readonly ownTargets: boolean;
  readonly perCentre: boolean;
  readonly periods: (year: number) => string[];
  readonly draw: (chance: Chance, drawing: Drawing) => Figure;
}

const named = (sv: string): Name => ({ sv });

export const PERSPECTIVES = [
  {
    id: 'samhalle',
    name: { sv: 'Samhälle', en: 'Society' },
    goal: named('En region att leva i'),
    factor: named('Vård nära dem som bor här'),
  },
  { id: 'medborgare', name: { sv: 'Medborgare', en: 'Citizens' }, goal: named('Trygga invånare'), factor: named('God tillgänglighet') },
  {
    id: 'verksamhet',
    name: { sv: 'Verksamhet', en: 'Operations' },
    goal: named('Samordnad och säker vård'),
    factor: named('Säkra arbetssätt'),
  },
  {
    id: 'medarbetare',
    name: { sv: 'Medarbetare', en: 'Co-workers' },
    goal: named('Hållbar kompetensförsörjning'),
    factor: named('Hållbar arbetsmiljö'),
  },
  { id: 'ekonomi', name: { sv: 'Ekonomi', en: 'Economy' }, goal: named('Ekonomi i balans'), factor: named('Kostnadskontroll') },
];

/** The year values end in. */
const LAST_YEAR = 2022;
const LAST_MONTH = 4;
const months = (year: number): string[] =>
  Array.from({ length: year === LAST_YEAR ? LAST_MONTH : 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);
const tertials = (year: number): string[] => (year === LAST_YEAR ? [`${year}-T1`] : [`${year}-T1`, `${year}-T2`, `${year}-T3`]);
const years = (year: number): string[] => (year === LAST_YEAR ? [] : [String(year)]);
/** A real shift: from 2021 on. */
const SHIFT_YEAR = 2021;

interface Given {
  readonly id: string;
  readonly name: string;
  readonly in: string;
  readonly target?: string | null;
  readonly tolerance?: string;
  readonly own?: boolean;
  readonly whole?: boolean;
  readonly periods?: (year: number) => string[];
  readonly more?: Partial<MeasureGiven>;
}

function simulated(kind: MeasureGiven['kind'], given: Given, draw: Simulated['draw']): Simulated {
  const periods = given.periods ?? tertials;
  const rhythm = periods === months ? 'month' : periods === years ? 'year' : 'tertial';
  const reports = periods === years ? (['ÅR'] as const) : (['DÅ04', 'DÅ08', 'ÅR'] as const);
  return {
    perspective: given.in,
    definition: { id: given.id, name: { sv: given.name }, kind, rhythm, reports, source: 'Simulerat', ...given.more },
    target: given.target ?? null,
    tolerance: given.tolerance ?? null,
    ownTargets: given.own ?? false,
    perCentre: !given.whole,
    periods,
    draw,
  };
}

/** A share whose level has a season, the unit's own quality, and a shift of so much from 2021 on. */
function share(given: Given & { readonly level: number; readonly shift?: number; readonly of?: number }): Simulated {
  const { level, shift = 0, of = 0.05 } = given;
  return simulated(
    'share',
    { ...given, more: { unitOfMeasure: '%', decimals: 1, ...given.more } },
    (chance, { size, quality, season, year, parts }) => {
      const denominator = Math.max(5, chance.count((size * of * 3) / parts));
      const level_ = level + 0.02 * season + 0.04 * quality + (year >= SHIFT_YEAR ? shift : 0);
      return { numerator: chance.successes(denominator, Math.min(0.98, Math.max(0.02, level_))), denominator };
    },
  );
}

function count(given: Given & { readonly perThousand: number; readonly shift?: number }): Simulated {
  return simulated(
    'count',
    { ...given, more: { unitOfMeasure: 'st', cumulates: true, ...given.more } },
    (chance, { size, season, year, parts }) => ({
      value: String(
        chance.count(
          ((size / 1_000) * given.perThousand * (1 + 0.15 * season) * (year >= SHIFT_YEAR ? 1 + (given.shift ?? 0) : 1)) / parts,
        ),
      ),
    }),
  );
}

function figure(
  kind: 'index' | 'mean' | 'amount',
  given: Given & { readonly level: number; readonly spread: number; readonly decimals?: number },
): Simulated {
  const { level, spread, decimals = 1 } = given;
  return simulated(kind, { ...given, whole: true, more: { decimals, overTime: 'last', ...given.more } }, (chance, { season, year }) => ({
    value: chance.normal(level + season * spread * 0.3 + (year - 2020) * spread * 0.2, spread).toFixed(decimals),
  }));
}

export const MEASURES: readonly Simulated[] = [
  count({ id: 'mobila-besok', name: 'Antal mobila besök', in: 'samhalle', perThousand: 22, target: 'Öka' }),
  share({
    id: 'digitala-besok',
    name: 'Andel digitala besök',
    in: 'samhalle',
    level: 0.18,
    shift: 0.12,
    target: '30 %',
    tolerance: '3',
    more: { better: 'higher' },
  }),
  figure('index', {
    id: 'fortroende',
    name: 'Förtroende för hälso- och sjukvården',
    in: 'samhalle',
    level: 64,
    spread: 1.5,
    target: 'Öka',
    periods: years,
    more: { better: 'higher' },
  }),
  share({
    id: 'samma-dag',
    name: 'Andel som får kontakt samma dag',
    in: 'medborgare',
    level: 0.88,
    shift: -0.03,
    of: 0.3,
    target: '90 %',
    tolerance: '2',
    periods: months,
    more: { better: 'higher' },
  }),
  share({
    id: 'bedomning-3d',
    name: 'Andel medicinsk bedömning inom 3 dagar',
    in: 'medborgare',
    level: 0.91,
    of: 0.2,
    target: '95 %',
    tolerance: '5',
    periods: months,
    more: { better: 'higher' },
  }),
  share({
    id: 'halsosamtal-40',
    name: 'Andel 40-åringar i hälsosamtal',
    in: 'medborgare',
    level: 0.12,
    of: 0.012,
    target: '35 %',
    more: { better: 'higher', cumulates: true },
  }),
  count({ id: 'fraga-vald', name: 'Antal som fått fråga om våld', in: 'medborgare', perThousand: 30, shift: 0.2, target: 'Öka' }),
  share({
    id: 'tandhalsa-barn',
    name: 'Andel kariesfria barn',
    in: 'medborgare',
    level: 0.72,
    of: 0.02,
    target: '75 %',
    periods: years,
    more: { better: 'higher' },
  }),
  share({
    id: 'kannedom',
    name: 'Andel som känner till e-tjänsterna',
    in: 'medborgare',
    level: 0.6,
    of: 0.01,
    target: '43 000',
    periods: years,
    more: { better: 'higher' },
  }),
  share({
    id: 'fast-lakare',
    name: 'Andel med fast läkarkontakt',
    in: 'verksamhet',
    level: 0.55,
    shift: 0.05,
    of: 0.4,
    target: '55 %',
    more: { better: 'higher' },
  }),
  share({
    id: 'aterinskrivna',
    name: 'Oplanerade återinskrivningar inom 30 dagar',
    in: 'verksamhet',
    level: 0.16,
    of: 0.01,
    target: '15 %',
    tolerance: '1,5'.replace(',', '.'),
    more: { better: 'lower' },
  }),
  share({
    id: 'vantat-utskriven',
    name: 'Andel utskrivningsklara mer än ett dygn',
    in: 'verksamhet',
    level: 0.2,
    of: 0.008,
    target: '12–18 %',
    more: { better: 'lower' },
  }),
  count({
    id: 'fallskador',
    name: 'Vårdrelaterade fallskador',
    in: 'verksamhet',
    perThousand: 1.2,
    target: 'minska med 20 % jämfört med 2020',
  }),
  count({
    id: 'triage',
    name: 'Antal slutförda digitala triage',
    in: 'verksamhet',
    perThousand: 160,
    shift: 0.4,
    target: '40 000 på helår',
    more: { better: 'higher' },
  }),
  simulated(
    'milestone',
    { id: 'vardforlopp', name: 'Införda vårdförlopp', in: 'verksamhet', target: '9 av 12', whole: true, more: { overTime: 'last' } },
    (_, { year }) => ({ numerator: Math.min(12, year - 2014), denominator: 12 }),
  ),
  share({
    id: 'sjukfranvaro',
    name: 'Sjukfrånvaro',
    in: 'medarbetare',
    level: 0.075,
    shift: 0.01,
    of: 0.02,
    target: 'Minska',
    periods: months,
  }),
  figure('index', {
    id: 'hme',
    name: 'Hållbart medarbetarengagemang, totalindex',
    in: 'medarbetare',
    level: 78,
    spread: 0.8,
    target: 'förbättrat värde från senaste mätning',
    periods: years,
    decimals: 0,
    more: { better: 'higher' },
  }),
  simulated(
    'text',
    { id: 'kompetensplan', name: 'Kompetensförsörjningsplaner', in: 'medarbetare', target: 'efter behov', whole: true },
    (_, { year }) => ({ value: `Uppdaterade ${year}` }),
  ),
  figure('mean', {
    id: 'overtid',
    name: 'Övertid per anställd',
    in: 'medarbetare',
    level: 3.1,
    spread: 0.3,
    target: 'högst 3 timmar',
    more: { unitOfMeasure: 'timmar', better: 'lower' },
  }),
  share({
    id: 'hyrkostnad',
    name: 'Andel kostnad för inhyrda',
    in: 'ekonomi',
    level: 0.11,
    shift: 0.03,
    of: 0.05,
    target: 'Minska jämfört med 2021',
  }),
  figure('amount', {
    id: 'budgetavvikelse',
    name: 'Avvikelse mot budget',
    in: 'ekonomi',
    level: -4,
    spread: 8,
    target: '±0 mnkr',
    more: { unitOfMeasure: 'mnkr', better: 'higher' },
  }),
  figure('amount', {
    id: 'kostnad-lakemedel',
    name: 'Läkemedelskostnad',
    in: 'ekonomi',
    level: 210,
    spread: 6,
    more: { unitOfMeasure: 'mnkr' },
  }),
];
