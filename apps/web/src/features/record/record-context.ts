import { createContext, useContext } from 'react';

interface Recording {
  readonly unit: string;
  readonly period: string;
  readonly changed: ReadonlySet<string>;
}

export const RecordContext = createContext<Recording>({ unit: '', period: '', changed: new Set() });

export function useRecording(): Recording {
  return useContext(RecordContext);
}
