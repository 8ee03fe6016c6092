import { useEffect } from 'react';

/** The tab says which page, which unit, which period: several are open at once. */
export function useTitle(title: string | null): void {
  useEffect(() => {
    document.title = title ? `${title} – Styrbord` : 'Styrbord';
  }, [title]);
}
