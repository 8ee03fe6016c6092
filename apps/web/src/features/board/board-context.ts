import type { Row } from '@styrbord/steering/scorecard';
import type { Strip } from '@styrbord/steering/strip';
import { createContext, useContext } from 'react';
import type { ListedCase } from '../../reading/alert-answers';
import type { BoardSearch } from './selection';

interface BoardReading {
  readonly unit: string;
  readonly period: string;
  /** The plan it is read with; null where there is none. */
  readonly plan: string | null;
  readonly changed: ReadonlySet<string>;
  readonly search: BoardSearch;
  /** By measure. */
  readonly openCases: ReadonlyMap<string, readonly ListedCase[]>;
  /** By measure; empty until they have come. */
  readonly strips: ReadonlyMap<string, Strip>;
  readonly onWhy: (row: Row, cell: string) => void;
}

export const BoardContext = createContext<BoardReading>({
  unit: '',
  period: '',
  plan: null,
  changed: new Set(),
  search: {},
  openCases: new Map(),
  strips: new Map(),
  onWhy: () => undefined,
});

export function useBoard(): BoardReading {
  return useContext(BoardContext);
}
