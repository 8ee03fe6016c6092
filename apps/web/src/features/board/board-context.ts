import type { Row } from '@styrbord/steering/scorecard';
import { createContext, useContext } from 'react';
import type { ListedCase } from '../../reading/alert-answers';
import type { BoardSearch } from './selection';

interface BoardReading {
  readonly unit: string;
  readonly period: string;
  readonly changed: ReadonlySet<string>;
  readonly search: BoardSearch;
  /** By measure. */
  readonly openCases: ReadonlyMap<string, readonly ListedCase[]>;
  readonly onWhy: (row: Row, cell: string) => void;
}

export const BoardContext = createContext<BoardReading>({
  unit: '',
  period: '',
  changed: new Set(),
  search: {},
  openCases: new Map(),
  onWhy: () => undefined,
});

export function useBoard(): BoardReading {
  return useContext(BoardContext);
}
