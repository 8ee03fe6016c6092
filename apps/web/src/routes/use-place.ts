import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { homeQuery } from '../reading/queries';

interface Place {
  readonly unit: string;
  readonly period: string;
}

const NOWHERE: Place = { unit: '', period: '' };

/** The board last looked at: pages without a unit in their address lead back there. */
let last: Place | null = null;
const remember = (place: Place | null): void => {
  last = place;
};

/** The unit and the period of the address, else those last looked at, else where the account begins. */
export function usePlace(): Place & { readonly isInAddress: boolean } {
  const { unit, period } = useParams({ strict: false });
  const here = unit !== undefined && period !== undefined ? { unit, period } : last;
  useEffect(() => remember(here));
  const { data: home } = useQuery({ ...homeQuery, enabled: here === null });
  return { ...(here ?? home ?? NOWHERE), isInAddress: unit !== undefined };
}
