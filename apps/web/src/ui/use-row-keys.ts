import { useEffect } from 'react';
import { isTyping } from './is-typing';

/** What a key does to the row in focus, by what the row is about. */
type RowActs = Readonly<Record<string, (about: string) => void>>;

/**
 * `j` and `k` walk the rows, and Enter opens the one in focus because the focus is on its link. A row is an element with
 * `data-measure` or `data-case`, its link one with `data-row-link`.
 */
export function useRowKeys(acts: RowActs): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === 'j' || event.key === 'k') step(event.key === 'j' ? 1 : -1);
      const { case: ofCase, measure } = rowInFocus()?.dataset ?? {};
      const about = ofCase ?? measure;
      if (about !== undefined) acts[event.key]?.(about);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [acts]);
}

function rowInFocus(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('[data-measure], [data-case]') ?? null;
}

function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row-link]')];
  const row = rowInFocus();
  const at = links.findIndex((link) => row?.contains(link));
  const next = links[at === -1 ? (by === 1 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1)];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'center' });
}
