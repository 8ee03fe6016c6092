import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { periodsQuery, sessionQuery, unitsQuery } from '../reading/queries';

interface Place {
  readonly unit: string;
  readonly period: string;
}

/** The board last looked at: pages without a unit in their address lead back there. */
let last: Place | null = null;
const remember = (place: Place | null): void => {
  last = place;
};

/** The unit and the period of the address, else those last looked at, else the account's first. */
export function usePlace(): Place & { readonly isInAddress: boolean } {
  const { unit, period } = useParams({ strict: false });
  const here = unit !== undefined && period !== undefined ? { unit, period } : last;
  useEffect(() => remember(here));
  const isKnown = here !== null;
  const { data: account } = useQuery({ ...sessionQuery, enabled: !isKnown });
  const own = account && account.units !== 'all' ? account.units[0] : undefined;
  const { data: units } = useQuery({ ...unitsQuery, enabled: !isKnown && Boolean(account) && own === undefined });
  const first = own ?? units?.[0]?.id;
  const { data: periods } = useQuery({ ...periodsQuery(first ?? ''), enabled: !isKnown && first !== undefined });
  const place = here ?? { unit: first ?? '', period: periods?.[0] ?? '' };
  return { ...place, isInAddress: unit !== undefined };
}
