import type { DateText } from '../events';
import { organisationIn } from '../organisation-in';
import type { Series } from '../series';
import type { Structure } from '../structure';
import { makeupOf, totalsInStructure, type Makeup } from '../totals-in-structure';
import type { Knowing } from './knowledge';
import { shownOfThePast } from './suppressions';

/** What is known, read in the structure of a date. Of small numbers another structure tells too much: `shownInStructureOf` has none. */
export function inStructureOf({ no, structure, series }: Knowing, date: DateText): Knowing {
  const { organisation } = structure;
  const makeups = new Map<string, Makeup>();
  const makeup = (unit: string): Makeup => {
    const made = makeups.get(unit) ?? makeupOf(organisation, date, unit);
    makeups.set(unit, made);
    return made;
  };
  return {
    no,
    structure: { ...structure, organisation: organisationIn(organisation, date), asOf: { date, organisation } },
    series,
    totals: async (unit, measure) => {
      const made = makeup(unit);
      const all = new Map<string, Series>();
      // Most units are made of nothing but themselves.
      if (made.wanted.length > 1) for (const id of made.wanted) all.set(id, await series(id, measure.id));
      return all.size > 0 ? totalsInStructure(made, measure, all) : null;
    },
  };
}

export function shownInStructureOf(knowing: Knowing, date: DateText, now: Structure): Knowing {
  return shownOfThePast(inStructureOf(knowing, date), now);
}
