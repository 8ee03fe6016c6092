import type { Scorecard } from '@styrbord/steering/scorecard';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { replayQuery } from '../../reading/audit-queries';

/** A hand that has stayed this long wants what it points at now, */
const STAYED_MS = 100;
/** and drops what was asked on the way, unless its answer is to be expected any moment. */
const PATIENCE_MS = 300;

/**
 * The board at the commit that a moving hand points at: one question at a time, then the newest. Were each dropped for the
 * next, a steady hand would see no answer at all; were none dropped, a slow one would hold up the last.
 */
export function useFollowedBoard(place: { readonly unit: string; readonly period: string }, wanted: number): UseQueryResult<Scorecard> {
  const [asked, setAsked] = useState(wanted);
  const since = useRef(0);
  const board = useQuery(replayQuery(place, asked));
  const isBusy = board.isFetching;
  useEffect(() => {
    since.current = performance.now();
  }, [asked]);
  useEffect(() => {
    if (asked === wanted) return;
    if (!isBusy) return setAsked(wanted);
    const timer = window.setTimeout(() => setAsked(wanted), Math.max(STAYED_MS, PATIENCE_MS - (performance.now() - since.current)));
    return () => window.clearTimeout(timer);
  }, [asked, wanted, isBusy]);
  return board;
}

/** The value once it has stayed the same for a while. */
export function useRested<T>(value: T, ms: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(value), ms);
    return () => window.clearTimeout(timer);
  }, [value, ms]);
  return rested;
}
