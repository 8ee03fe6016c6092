import type { DateText } from '@styrbord/steering/events';
import type { Answering } from './notice-settings';

/** Units that were merged or split, and one that came of it. */
export interface Reorganised {
  readonly units: readonly string[];
  readonly into: string;
  readonly on: DateText;
  /** Began that day: whatever is said of it is said of what it became. */
  readonly isNew: boolean;
}

/** Who answered before, of what nobody has said who answers for it now. */
export interface UndecidedResponsibility {
  readonly unit: string;
  /** Null for every measure. */
  readonly measure: string | null;
  readonly on: DateText;
  readonly before: readonly { readonly unit: string; readonly persons: readonly string[] }[];
}

/** Nobody goes on answering by themselves for what a unit has become. Any word on it decides, that nobody answers there too. */
export function undecidedResponsibilities(
  { people: { responsibilities }, stated }: Answering,
  changes: readonly Reorganised[],
): readonly UndecidedResponsibility[] {
  const at = (unit: string) => (Object.hasOwn(responsibilities, unit) ? (responsibilities[unit] ?? []) : []);
  return changes.flatMap(({ units, into, on, isNew }) => {
    const said = Object.hasOwn(stated, into) ? (stated[into] ?? []) : [];
    const isDecided = (measure: string | null): boolean => said.some((one) => one.measure === measure && (isNew || one.on >= on));
    const gone = units.filter((unit) => unit !== into);
    const measures = new Set(gone.flatMap((unit) => at(unit).map(({ measure }) => measure)));
    return [...measures]
      .filter((measure) => !isDecided(measure))
      .map((measure) => ({
        unit: into,
        measure,
        on,
        before: units
          .map((unit) => ({ unit, persons: at(unit).flatMap((one) => (one.measure === measure ? [one.person] : [])) }))
          .filter(({ persons }) => persons.length > 0),
      }));
  });
}
