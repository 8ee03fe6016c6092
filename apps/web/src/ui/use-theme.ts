import { useState } from 'react';

export type Theme = 'system' | 'light' | 'dark';

const KEPT_AS = 'styrbord-theme';

/** The system's theme unless somebody chose one; the choice is put in place before the first paint by `appearance.js`. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(chosen);
  const choose = (next: Theme) => {
    setTheme(next);
    if (next === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = next;
    try {
      localStorage.setItem(KEPT_AS, next);
    } catch {
      // The choice then lasts as long as the page does.
    }
  };
  return [theme, choose];
}

function chosen(): Theme {
  const theme = document.documentElement.dataset['theme'];
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}
