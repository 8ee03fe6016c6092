import type { Row } from '@styrbord/steering/scorecard';
import { createContext, useContext } from 'react';
import type { BoardSearch } from './selection';

interface BoardReading {
  readonly unit: string;
  readonly period: string;
  readonly changed: ReadonlySet<string>;
  readonly search: BoardSearch;
  readonly onWhy: (row: Row, cell: string) => void;
}

export const BoardContext = createContext<BoardReading>({ unit: '', period: '', changed: new Set(), search: {}, onWhy: () => undefined });

export function useBoard(): BoardReading {
  return useContext(BoardContext);
}
