import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useMay } from '../../reading/use-may';
import { isTyping } from '../../ui/is-typing';
import { useGoToPeriod, usePeriods } from './period-picker';

interface Place {
  readonly unit: string;
  readonly period: string;
  readonly onPalette: () => void;
  readonly onKeys: () => void;
  readonly isPlaced: boolean;
  /** The wall screen has its own keys. */
  readonly off: boolean;
}

/** How long `g` waits for the letter that says where. */
const CHORD_MS = 1_200;

/** The keys that work on every page; the sheet under `?` lists them. */
export function useFrameKeys({ unit, period, onPalette, onKeys, isPlaced, off }: Place): void {
  const navigate = useNavigate();
  const goToPeriod = useGoToPeriod();
  const periods = usePeriods(unit, period);
  const mayAudit = useMay('read-audit');
  const chord = useRef(0);
  useEffect(() => {
    if (off) return;
    const at = periods.indexOf(period);
    const board = (search: { view?: 'wall' }) => void navigate({ to: '/boards/$unit/$period', params: { unit, period }, search });
    const step = (to: string | undefined) => isPlaced && to && goToPeriod(to);
    const plain: Record<string, () => void> = {
      '?': onKeys,
      g: () => void (chord.current = Date.now()),
      w: () => board({ view: 'wall' }),
      '[': () => step(periods[at + 1]),
      ']': () => step(periods[at - 1]),
    };
    const afterG: Record<string, () => void> = {
      b: () => board({}),
      r: () => void navigate({ to: '/record/$unit/$period', params: { unit, period } }),
      i: () => void navigate({ to: '/alerts', search: {} }),
      h: () => void (mayAudit && navigate({ to: '/audit/history', search: {} })),
    };
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        onPalette();
        return;
      }
      if (event.ctrlKey && !event.altKey) return;
      if (event.metaKey || isTyping(event.target)) return;
      const chorded = Date.now() - chord.current < CHORD_MS;
      chord.current = 0;
      (chorded ? afterG : plain)[event.key]?.();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [navigate, goToPeriod, periods, unit, period, onPalette, onKeys, isPlaced, mayAudit, off]);
}
