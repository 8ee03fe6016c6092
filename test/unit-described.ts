import type { OrganisationCommand } from '@styrbord/steering/organising';

type Describing = Extract<OrganisationCommand, { type: 'DescribeUnit' }>;

/** A unit of its own provider, named as its id. */
export function unitDescribed(unit: string, parent: string | null, said: Partial<Describing> = {}): Describing {
  return {
    type: 'DescribeUnit',
    unit,
    name: { sv: unit },
    kind: 'unit',
    parent,
    provider: 'own',
    setting: null,
    from: null,
    today: '2022-06-01',
    ...said,
  };
}
