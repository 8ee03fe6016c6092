import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';

const Announce = createContext<(words: string) => void>(() => undefined);

/** One polite live region for the whole page: several would talk over each other. */
export function AnnounceProvider({ children }: { children: ReactNode }) {
  const [words, setWords] = useState('');
  const announce = useCallback((next: string) => setWords(next), []);
  return (
    <Announce value={announce}>
      {children}
      <div className="said-only" role="status">
        {words}
      </div>
    </Announce>
  );
}

export function useAnnounce(): (words: string) => void {
  return useContext(Announce);
}
