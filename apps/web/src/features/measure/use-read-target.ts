import { useQuery } from '@tanstack/react-query';
import type { Name, Row } from '@styrbord/steering/scorecard';
import { useEffect, useState } from 'react';
import { Problem, write } from '../../api';
import { sayName } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';

export interface TargetReading {
  readonly taken: boolean;
  readonly words: string;
}

interface Answer {
  readonly said?: Name | null;
  readonly refusal?: { readonly sv: string; readonly en: string } | null;
}

const SETTLED_MS = 250;

/** How the server's grammar reads a target text; null until there is something to read. */
export function useReadTarget(text: string, row: Row): TargetReading | null {
  const language = useLanguage();
  const settled = useSettled(text.trim());
  const { data, error } = useQuery({
    queryKey: ['target-read', row.kind, row.unitOfMeasure, row.better, settled],
    enabled: settled !== '',
    retry: false,
    queryFn: () =>
      write<Answer>('POST', '/laboratory/target', { text: settled, kind: row.kind, unitOfMeasure: row.unitOfMeasure, better: row.better }),
  });
  if (settled === '') return null;
  if (error) return { taken: false, words: error instanceof Problem ? error.message : '' };
  if (data?.refusal) return { taken: false, words: data.refusal[language] };
  return data?.said ? { taken: true, words: sayName(data.said, language) } : null;
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(text), SETTLED_MS);
    return () => window.clearTimeout(timer);
  }, [text]);
  return settled;
}
