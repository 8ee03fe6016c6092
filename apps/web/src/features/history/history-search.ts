import type { HistoryAsked } from '../../reading/audit-queries';

export const FILTERS = ['unit', 'measure', 'actor', 'type', 'from', 'to', 'text'] as const;
export type Filter = (typeof FILTERS)[number];

/** The address of the history: what it is narrowed by, or the sample that is drawn. */
export interface HistorySearch extends HistoryAsked {
  readonly view?: 'sample';
  readonly seed?: string;
  readonly count?: number;
}

export interface HistoryProps {
  readonly search: HistorySearch;
  readonly onSearch: (next: HistorySearch) => void;
}

const COUNT_MAX = 500;
export const COUNT_DEFAULT = 25;

export function readHistorySearch(raw: Record<string, unknown>): HistorySearch {
  const text = (name: string): string | undefined => {
    const given = raw[name];
    return typeof given === 'string' || typeof given === 'number' ? String(given).trim() || undefined : undefined;
  };
  const search: Record<string, string | number> = {};
  for (const name of [...FILTERS, 'seed'] as const) {
    const given = text(name);
    if (given !== undefined) search[name] = given;
  }
  if (raw['view'] === 'sample') search['view'] = 'sample';
  const count = Number(text('count'));
  if (Number.isInteger(count) && count >= 1 && count <= COUNT_MAX) search['count'] = count;
  return search;
}

/** What the server is asked: a day stands for all of it, in the reader's own time zone. */
export function askedOf(search: HistorySearch): HistoryAsked {
  const asked: Record<string, string> = {};
  for (const name of FILTERS) {
    const given = search[name];
    if (given !== undefined) asked[name] = given;
  }
  if (isDay(asked['from'])) asked['from'] = new Date(`${asked['from']}T00:00:00`).toISOString();
  if (isDay(asked['to'])) asked['to'] = new Date(`${asked['to']}T23:59:59.999`).toISOString();
  return asked;
}

function isDay(text: string | undefined): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text ?? '') && !Number.isNaN(Date.parse(text ?? ''));
}
