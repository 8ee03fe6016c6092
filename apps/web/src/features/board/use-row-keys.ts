import { useEffect } from 'react';
import { isTyping } from '../../ui/is-typing';

/** `j` and `k` walk the rows, `v` asks why about the row in focus; Enter opens it because the focus is on its link. */
export function useRowKeys(onWhy: (measure: string) => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === 'j' || event.key === 'k') step(event.key === 'j' ? 1 : -1);
      if (event.key !== 'v') return;
      const measure = document.activeElement?.closest<HTMLElement>('[data-measure]')?.dataset['measure'];
      if (measure) onWhy(measure);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [onWhy]);
}

function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row-link]')];
  const row = document.activeElement?.closest('[data-measure]');
  const at = links.findIndex((link) => row?.contains(link));
  const next = links[at === -1 ? (by === 1 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1)];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'center' });
}
