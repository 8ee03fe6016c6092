import { useEffect } from 'react';

export function focusRow(id: string): void {
  const link = document.querySelector<HTMLElement>(`[data-measure="${CSS.escape(id)}"] [data-row-link]`);
  link?.focus({ preventScroll: true });
  link?.scrollIntoView({ block: 'center' });
}

/** An address may name a row, `#row-<measure>`: it is gone to once the board is there. */
export function useRowOfAddress(): void {
  useEffect(() => {
    const [, row] = /^#row-(.+)$/.exec(decodeURIComponent(window.location.hash)) ?? [];
    // After the router has put the page where it was last read.
    if (row !== undefined) requestAnimationFrame(() => focusRow(row));
  }, []);
}
