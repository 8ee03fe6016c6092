import { useCallback, useState } from 'react';

const KEPT_AS = 'styrbord-tour';

/** Whether this browser has yet to be shown round. Where nothing can be kept nobody is shown round every time. */
export function useTour(): [boolean, () => void] {
  const [isDue, setDue] = useState(isNew);
  const done = useCallback(() => {
    setDue(false);
    try {
      localStorage.setItem(KEPT_AS, 'seen');
    } catch {
      // It is then not offered at all.
    }
  }, []);
  return [isDue, done];
}

function isNew(): boolean {
  try {
    return localStorage.getItem(KEPT_AS) === null;
  } catch {
    return false;
  }
}
