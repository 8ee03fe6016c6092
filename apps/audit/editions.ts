import type { Origin } from '@styrbord/steering/scorecard';
import type { Knowledge } from '@styrbord/steering/views/knowledge';

interface Change extends Origin {
  readonly type: string;
  readonly data: unknown;
}

/** What a change found and what it left: most events say it themselves, of the others the structure remembers the edition before. */
export function editionsOf({ structure }: Knowledge, { no, index, type, data }: Change): { before: unknown; after: unknown } {
  const isEarlier = (known: Origin): boolean => known.no < no || (known.no === no && known.index < index);
  const said = data as Readonly<Record<string, unknown>>;
  switch (type) {
    case 'measure-redefined': {
      const { measure } = data as { measure: { id: string } };
      return { before: structure.measures.get(measure.id)?.versions.findLast(isEarlier)?.measure ?? null, after: measure };
    }
    case 'plan-updated': {
      const { plan } = data as { plan: { id: string } };
      return { before: structure.plans.get(plan.id)?.versions.findLast(isEarlier)?.plan ?? null, after: plan };
    }
    case 'target-set': {
      const { measure, unit, cell } = data as { measure: string; unit: string; cell: string | null };
      const same = structure.targets.get(measure)?.findLast((fact) => fact.unit === unit && fact.cell === cell && isEarlier(fact));
      return { before: same ? { text: same.text, from: same.from, to: same.to } : null, after: said };
    }
    default: {
      const { before = null, ...after } = said;
      return { before, after };
    }
  }
}
