import type { CellName } from './cell';
import { judgeCell, type JudgedCell } from './cell-reading';
import { filled, type Figures } from './computed';
import { decimal, english, plain, swedish } from './decimal';
import { funnelLimits, funnelOf, funnelPlace, type Funnel, type FunnelLimits, type FunnelPlace, type UnitShare } from './funnel';
import { printed, scaleOf, type Measure } from './measure';
import { nameOf, type Unit } from './organisation';
import { monthOfDate, type Period, type PeriodName } from './period';
import { lineText } from './process-reading';
import { countsOfVerdicts } from './board';
import type { Counts, Name, Verdict } from './scorecard';
import { poisson, wilson, type Interval } from './statistics';
import type { Structure } from './structure';
import { figureOf } from './target-kinds';

/** Whom a unit is set beside: those of its kind, and of the same provider and setting where that is asked for. */
export interface Alike {
  readonly kind: string | null;
  readonly provider: string | null;
  readonly setting: string | null;
}

export interface UnitsAsked {
  readonly structure: Structure;
  readonly measure: Measure;
  readonly cell: CellName;
  readonly period: Period;
  /** Without a kind, that of which most units have a value. */
  readonly alike: Alike;
}

/** One unit beside the others: never without its uncertainty, or a word for why there is none. */
export interface UnitBeside {
  readonly unit: UnitTold;
  readonly value: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Where the value is of a shorter period than the one asked for. */
  readonly period: PeriodName | null;
  /** 95 %: Wilson's for a share, exact Poisson's for a count; null where uncertainty cannot be told. */
  readonly interval: Limits | null;
  readonly target: string | null;
  readonly verdict: Verdict;
  /** Among the units it is set beside, and the limits of its own size; null of what has no denominator. */
  readonly funnel: ({ readonly place: FunnelPlace } & LimitsTold) | null;
}

export interface UnitTold {
  readonly id: string;
  readonly name: Name;
  readonly kind: string;
  readonly provider: string;
  readonly setting: string | null;
}

interface Limits {
  readonly lower: string;
  readonly upper: string;
}

interface LimitsTold {
  readonly usual: Limits;
  readonly wide: Limits;
}

export interface FunnelTold {
  readonly units: number;
  readonly centre: string;
  readonly numerator: number;
  readonly denominator: number;
  /** From the smallest to the largest of the units. */
  readonly lines: readonly ({ readonly denominator: number } & LimitsTold)[];
  /** How many would lie outside of the 95 % limits by chance alone, and how many do. */
  readonly expectedOutside: string;
  readonly outside: number;
  readonly dispersion: { readonly ratio: string; readonly isOver: boolean } | null;
  readonly said: Name;
}

export interface UnitsReading {
  readonly measure: string;
  readonly cell: CellName;
  readonly period: PeriodName;
  readonly alike: Alike;
  /** What there is to choose among, with how many units have a value. */
  readonly kinds: readonly { readonly kind: string; readonly units: number; readonly withValue: number }[];
  /** By name: a rank would tell what chance did. */
  readonly units: readonly UnitBeside[];
  readonly counts: Counts;
  readonly reaching: { readonly reached: number; readonly of: number; readonly without: number; readonly said: Name };
  readonly range: { readonly min: string; readonly max: string } | null;
  readonly funnel: FunnelTold | null;
}

interface Judged {
  readonly unit: Unit;
  readonly judged: JudgedCell;
}

/** All units of a kind beside each other. `figures`: of every unit that may be looked at. */
export function unitsAmongUnits(asked: UnitsAsked, figures: ReadonlyMap<string, Figures>): UnitsReading {
  const { measure, cell, period, alike } = asked;
  const all = [...figures].flatMap(([id, of]) => {
    const unit = asked.structure.organisation.units[id];
    return unit && isOpenIn(unit, period) && isLike(unit, { ...alike, kind: null }) ? [judgedAt(asked, unit, of)] : [];
  });
  const kinds = kindsOf(all);
  const kind = alike.kind ?? kinds[0]?.kind ?? null;
  const beside = all.filter(({ unit }) => unit.kind === kind).toSorted((a, b) => byName(a.unit, b.unit));
  const funnel = measure.kind === 'share' ? funnelOf(beside.flatMap(({ judged }) => shareOf(judged) ?? [])) : null;
  const units = beside.map((one) => toBeside(one, measure, funnel));
  const values = beside.flatMap(({ judged: { value } }) => value?.exact ?? []);
  const [min, max] = values.toSorted((a, b) => a.cmp(b)).filter((_, at) => at === 0 || at === values.length - 1);
  return {
    measure: measure.id,
    cell,
    period: period.name,
    alike: { ...alike, kind },
    kinds,
    units,
    counts: countsOfVerdicts(units.map(({ verdict }) => verdict)),
    reaching: reachingOf(beside.map(({ judged }) => judged)),
    range: min === undefined ? null : { min: printed(measure, min), max: printed(measure, max ?? min) },
    funnel: funnel && toFunnel(funnel, units, measure),
  };
}

/** Units that are there in the period: established by its end, and not closed when it began. */
export function isOpenIn({ from, closedOn }: Unit, period: Period): boolean {
  return (from === null || monthOfDate(from) <= period.to) && (closedOn === null || period.from < monthOfDate(closedOn));
}

export function isLike(unit: Unit, { kind, provider, setting }: Alike): boolean {
  return (
    (kind === null || unit.kind === kind) &&
    (provider === null || unit.provider === provider) &&
    (setting === null || unit.setting === setting)
  );
}

export function toldUnit(unit: Unit): UnitTold {
  const { id, kind, provider, setting } = unit;
  return { id, name: nameOf(unit), kind, provider, setting };
}

export const byName = (a: Unit, b: Unit): number => nameOf(a).sv.localeCompare(nameOf(b).sv, 'sv') || (a.id < b.id ? -1 : 1);

function judgedAt({ structure, measure, cell, period }: UnitsAsked, unit: Unit, figures: Figures): Judged {
  const series = filled(figures, measure, period);
  return { unit, judged: judgeCell({ structure, ...figures, series, unit: unit.id, measure, period }, cell) };
}

/** The kind with most values first. */
function kindsOf(all: readonly Judged[]): UnitsReading['kinds'] {
  const kinds = [...new Set(all.map(({ unit }) => unit.kind))].map((kind) => {
    const units = all.filter(({ unit }) => unit.kind === kind);
    return { kind, units: units.length, withValue: units.filter(({ judged: { value } }) => value !== null).length };
  });
  return kinds.toSorted((a, b) => b.withValue - a.withValue || b.units - a.units || (a.kind < b.kind ? -1 : 1));
}

function shareOf({ value }: JudgedCell): UnitShare | null {
  if (!value || value.numerator === null || value.denominator === null || value.denominator <= 0) return null;
  return { numerator: value.numerator, denominator: value.denominator };
}

function toBeside({ unit, judged }: Judged, measure: Measure, funnel: Funnel | null): UnitBeside {
  const { value, target, verdict } = judged;
  const share = shareOf(judged);
  const limits = funnel && share && funnelLimits(funnel, share.denominator);
  return {
    unit: toldUnit(unit),
    value: value?.text ?? null,
    numerator: value?.numerator ?? null,
    denominator: value?.denominator ?? null,
    period: value?.period.name ?? null,
    interval: intervalOf(judged, measure),
    target: target?.state.kind === 'sound' ? figureOf(target.state.target) : null,
    verdict,
    funnel: share && limits && { place: funnelPlace(share, limits), ...toldLimits(limits, measure) },
  };
}

function intervalOf(judged: JudgedCell, measure: Measure): Limits | null {
  const exact = judged.value?.exact;
  if (measure.kind === 'count' && exact?.gte(0)) return told(poisson(Number(exact)), measure, 1);
  const share = measure.kind === 'share' ? shareOf(judged) : null;
  return share && told(wilson(share.numerator, share.denominator), measure, scaleOf(measure));
}

const told = ({ lower, upper }: Interval, measure: Measure, scale: number): Limits => ({
  lower: lineText(lower * scale, measure),
  upper: lineText(upper * scale, measure),
});

const toldLimits = ({ usual, wide }: FunnelLimits, measure: Measure): LimitsTold => ({
  usual: told(usual, measure, scaleOf(measure)),
  wide: told(wide, measure, scaleOf(measure)),
});

/** Points along which the limits are drawn. */
const LINE_POINTS = 60;

function toFunnel(funnel: Funnel, units: readonly UnitBeside[], measure: Measure): FunnelTold {
  const placed = units.flatMap(({ funnel: own, denominator }) => (own && denominator !== null ? [{ place: own.place, denominator }] : []));
  const outside = placed.filter(({ place }) => place !== 'within').length;
  const expectedOutside = plain(decimal(placed.length).times(0.05).round(1));
  const sizes = placed.map(({ denominator }) => denominator);
  const dispersion = funnel.dispersion && { ratio: funnel.dispersion.ratio.toFixed(1), isOver: funnel.dispersion.isOver };
  return {
    units: placed.length,
    centre: lineText(funnel.centre * scaleOf(measure), measure),
    numerator: funnel.numerator,
    denominator: funnel.denominator,
    lines: sizesBetween(Math.min(...sizes), Math.max(...sizes)).map((denominator) => ({
      denominator,
      ...toldLimits(funnelLimits(funnel, denominator), measure),
    })),
    expectedOutside,
    outside,
    dispersion,
    said: sayFunnel({ outside, expectedOutside, units: placed.length, dispersion }),
  };
}

/** Closer where the funnel is narrow: evenly in the root of the size. */
function sizesBetween(smallest: number, largest: number): number[] {
  const [from, to] = [Math.sqrt(smallest), Math.sqrt(largest)];
  const sizes = Array.from({ length: LINE_POINTS + 1 }, (_, at) => Math.round((from + ((to - from) * at) / LINE_POINTS) ** 2));
  return [...new Set(sizes)];
}

function reachingOf(judged: readonly JudgedCell[]): UnitsReading['reaching'] {
  const results = judged.map(({ verdict }) => verdict.result);
  const of = results.filter((result) => result !== 'none').length;
  const reached = results.filter((result) => result === 'met').length;
  const without = judged.filter(({ value }) => value === null).length;
  const lacking = (words: string): string => (without === 0 ? '' : `; ${without} ${words}`);
  return {
    reached,
    of,
    without,
    said:
      of === 0
        ? { sv: `Ingen enhet bedöms${lacking('utan värde')}`, en: `No unit is judged${lacking('without a value')}` }
        : {
            sv: `${reached} av ${of} når målet${lacking('utan värde')}`,
            en: `${reached} of ${of} reach the target${lacking('without a value')}`,
          },
  };
}

function sayFunnel({
  outside,
  expectedOutside,
  units,
  dispersion,
}: Pick<FunnelTold, 'outside' | 'expectedOutside' | 'units' | 'dispersion'>): Name {
  const sv = `${outside} av ${units} enheter ligger utanför 95 %-gränserna; av enbart slump väntas omkring ${swedish(expectedOutside)}.`;
  const en = `${outside} of ${units} units lie outside of the 95 % limits; chance alone would put about ${english(expectedOutside)} there.`;
  if (!dispersion?.isOver) return { sv, en };
  return {
    sv: `${sv} Variationen mellan enheterna är ${swedish(dispersion.ratio)} gånger vad slumpen ger (överspridning): att ligga utanför behöver inte säga något om just den enheten.`,
    en: `${en} The units vary ${english(dispersion.ratio)} times as much as by chance (over-dispersion): lying outside need not say anything of that very unit.`,
  };
}
