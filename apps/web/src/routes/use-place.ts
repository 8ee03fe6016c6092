import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { periodsQuery, sessionQuery, unitsQuery } from '../reading/queries';

interface Place {
  readonly unit: string;
  readonly period: string;
}

/** The board last looked at: pages without a unit in their address lead back there. */
let last: Place | null = null;

/** The unit and the period of the address, else those last looked at, else the account's first. */
export function usePlace(): Place & { readonly isInAddress: boolean } {
  const { unit, period } = useParams({ strict: false });
  if (unit !== undefined && period !== undefined) last = { unit, period };
  const isKnown = last !== null;
  const { data: account } = useQuery({ ...sessionQuery, enabled: !isKnown });
  const own = account && account.units !== 'all' ? account.units[0] : undefined;
  const { data: units } = useQuery({ ...unitsQuery, enabled: !isKnown && account != null && own === undefined });
  const first = own ?? units?.[0]?.id;
  const { data: periods } = useQuery({ ...periodsQuery(first ?? ''), enabled: !isKnown && first !== undefined });
  const place = last ?? { unit: first ?? '', period: periods?.[0] ?? '' };
  return { ...place, isInAddress: unit !== undefined };
}
