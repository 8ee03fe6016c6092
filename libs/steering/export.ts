import type { StyrbordDocument } from './document';
import { exportedUnits } from './exported-units';
import { contains, parsePeriod, type Period } from './period';
import { currentEntry, openDisputes, placesOf, renewalsOf, type LimitsFact, type Series, type TargetFact } from './series';
import { measureOf, type Structure } from './structure';

/** What export reads of each series. */
export type SeriesOf = (unit: string, measure: string) => Series;

/**
 * The unit and everything below it, and every measurement whose period lies in `period` (all, without one), in the form that
 * imports. Importing it changes nothing; in an empty product it makes the same, by the structure of any date too.
 */
export function exportDocument(structure: Structure, seriesOf: SeriesOf, unit: string, period: Period | null): StyrbordDocument {
  const { units, changes } = exportedUnits(structure.organisation, unit);
  const ids = new Set(units.map(({ id }) => id));
  const measures = [...structure.measures.keys()].toSorted().flatMap((id) => measureOf(structure, id) ?? []);
  const within = (name: string): boolean => {
    const of = parsePeriod(name);
    return period === null || (of !== null && contains(period, of));
  };
  const series = units.flatMap(({ id }) =>
    measures.map((measure) => ({ unit: id, measure: measure.id, series: seriesOf(id, measure.id) })),
  );
  return {
    format: 'styrbord/1',
    units,
    changes,
    measures,
    plans: [...structure.plans.values()]
      .flatMap(({ versions }) => versions.slice(-1))
      .filter(({ plan }) => ids.has(plan.unit))
      .map(({ plan }) => plan),
    targets: [...structure.targets.values()].flatMap((facts) => inForce(facts).filter((fact) => ids.has(fact.unit))).map(targetOf),
    measurements: series.flatMap(({ unit: at, measure, series: of }) =>
      placesOf(of).flatMap(({ cell, period: name }) => {
        const entry = within(name) ? currentEntry(of, cell, name) : null;
        if (!entry) return [];
        const { value, numerator, denominator, status, source, note, spread } = entry;
        return [{ measure, unit: at, cell, period: name, value, numerator, denominator, status, source, note, spread, asPrinted: true }];
      }),
    ),
    absences: series.flatMap(({ series: of }) =>
      of.absences.map(({ measure, unit: at, from, to, reason, by, text }) => ({ measure, unit: at, from, to, reason, by, text })),
    ),
    disputes: series.flatMap(({ unit: at, measure, series: of }) =>
      placesOf(of)
        .filter(({ period: name }) => within(name))
        .flatMap(({ cell, period: name }) =>
          openDisputes(of, cell, name).map(({ reason }) => ({ measure, unit: at, cell, period: name, reason })),
        ),
    ),
    limits: series.flatMap(({ unit: at, measure, series: of }) =>
      limitsIn(of, within).map(({ cell, from, reason }) => ({ measure, unit: at, cell, from, reason })),
    ),
    comments: series.flatMap(({ unit: at, measure, series: of }) =>
      latestComments(of)
        .filter(({ period: name }) => within(name))
        .map(({ period: name, text }) => ({ measure, unit: at, period: name, text })),
    ),
  };
}

/** The latest word on each unit, cell and validity. */
function inForce(facts: readonly TargetFact[]): TargetFact[] {
  const latest = new Map<string, TargetFact>();
  for (const fact of facts) latest.set([fact.unit, fact.cell, fact.from, fact.to].join('|'), fact);
  return [...latest.values()];
}

function targetOf({ measure, unit, cell, text, from, to, tolerance, applied, decision, baseline, reading }: TargetFact) {
  const validity = from === to ? { period: from } : { period: from, from, to };
  return {
    measure,
    unit,
    cell,
    text,
    ...validity,
    tolerance,
    applied,
    decision,
    asPrinted: reading.kind === 'refused',
    baseline: baseline && { text: baseline.text, period: baseline.typed ?? null },
  };
}

/** Approved limits that begin at a value that comes along, after another: elsewhere there is nothing they could begin after. */
function limitsIn(series: Series, within: (period: string) => boolean): LimitsFact[] {
  return Object.keys(series.cells).flatMap((cell) => {
    const ends = placesOf(series).flatMap((place) =>
      place.cell === cell && within(place.period) && currentEntry(series, cell, place.period) ? (parsePeriod(place.period)?.to ?? []) : [],
    );
    const isAfterAnother = ({ from }: LimitsFact): boolean => {
      const start = parsePeriod(from)?.from ?? 0;
      return within(from) && ends.some((end) => end < start) && ends.some((end) => end >= start);
    };
    return renewalsOf(series, cell).filter(isAfterAnother);
  });
}

function latestComments({ comments }: Series): Series['comments'][number][] {
  const latest = new Map(comments.map((comment) => [comment.period, comment] as const));
  return [...latest.values()].filter(({ text }) => text !== '');
}
