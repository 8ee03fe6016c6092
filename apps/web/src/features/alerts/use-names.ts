import { useQuery } from '@tanstack/react-query';
import type { MeasureDefinition } from '../../reading/answers';
import { measuresQuery, unitsQuery } from '../../reading/queries';
import { sayName } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';

interface Names {
  readonly unit: (id: string) => string;
  readonly measure: (id: string) => string;
  readonly definition: (id: string) => MeasureDefinition | undefined;
}

/** What units and measures are called; by their ids until that is known. */
export function useNames(): Names {
  const language = useLanguage();
  const { data: units } = useQuery(unitsQuery);
  const { data: measures } = useQuery(measuresQuery);
  const unitsById = new Map(units?.map((unit) => [unit.id, unit]));
  const measuresById = new Map(measures?.map((measure) => [measure.id, measure]));
  const say = (found: { readonly name: Parameters<typeof sayName>[0] } | undefined, id: string) =>
    found ? sayName(found.name, language) : id;
  return {
    unit: (id) => say(unitsById.get(id), id),
    measure: (id) => say(measuresById.get(id), id),
    definition: (id) => measuresById.get(id),
  };
}
