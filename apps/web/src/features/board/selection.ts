import type { Attention, Result, Row, Scorecard, ScorecardPerspective } from '@styrbord/steering/scorecard';

/** What a board's address says beside the unit and the period. */
export interface BoardSearch {
  /** Results to show, comma between. */
  readonly verdict?: string;
  readonly attention?: Attention | 'any';
  readonly perspective?: string;
  readonly text?: string;
  readonly view?: 'wall';
  /** The date whose organisation the board is read in. */
  readonly structureAt?: string;
  /** `measure~cell`: the light asked about. */
  readonly why?: string;
}

export const RESULTS: readonly Result[] = ['met', 'near', 'missed', 'none'];

/** Where the two lamps contradict first, then the most pressing. A plain miss is what the counts show, so it does not crowd the list of decisions. */
export const DECISIONS: readonly Attention[] = [
  'met-but-worsening',
  'missed-but-improving',
  'met-by-chance',
  'met-without-detectable-change',
  'irrevocably-missed',
  'cells-disagree',
  'disputed',
  'late',
  'target-refused',
  'missed-but-better',
];

export function readSearch(raw: Record<string, unknown>): BoardSearch {
  const text = (name: string): string | undefined =>
    typeof raw[name] === 'string' || typeof raw[name] === 'number' ? String(raw[name]) || undefined : undefined;
  const verdict = resultsOf(text('verdict')).join(',');
  const attention = [...DECISIONS, 'missed', 'any'].find((kind) => kind === text('attention')) as BoardSearch['attention'];
  const search: { -readonly [K in keyof BoardSearch]: BoardSearch[K] } = {};
  if (verdict) search.verdict = verdict;
  if (attention) search.attention = attention;
  if (text('perspective')) search.perspective = text('perspective');
  if (text('text')) search.text = text('text');
  if (raw['view'] === 'wall') search.view = 'wall';
  if (text('why')) search.why = text('why');
  if (dateIn(raw['structureAt'])) search.structureAt = dateIn(raw['structureAt']);
  return search;
}

/** A day of an address; absent for anything else. */
export function dateIn(raw: unknown): string | undefined {
  return typeof raw === 'string' && /^\d{4}-\d\d-\d\d$/.test(raw) && !Number.isNaN(Date.parse(raw)) ? raw : undefined;
}

export function resultsOf(verdict: string | undefined): Result[] {
  const asked = new Set(verdict?.split(','));
  return RESULTS.filter((result) => asked.has(result));
}

/** The results with one of them turned on or off, as the address says it. */
export function toggled(verdict: string | undefined, result: Result): string | undefined {
  const now = resultsOf(verdict);
  const next = now.includes(result) ? now.filter((kept) => kept !== result) : [...now, result];
  return next.join(',') || undefined;
}

export function isNarrowed({ verdict, attention, perspective, text }: BoardSearch): boolean {
  return Boolean(verdict ?? attention ?? perspective ?? text);
}

export function needsDecision(row: Row): boolean {
  return row.attention.some((kind) => DECISIONS.includes(kind));
}

function fits(row: Row, search: BoardSearch): boolean {
  const results = resultsOf(search.verdict);
  if (results.length > 0 && !results.includes(row.verdict.result)) return false;
  if (search.attention === 'any' && !needsDecision(row)) return false;
  if (search.attention && search.attention !== 'any' && !row.attention.includes(search.attention)) return false;
  const words = (search.text ?? '').toLocaleLowerCase('sv').split(/\s+/).filter(Boolean);
  const name = `${row.name.sv} ${row.name.en ?? ''}`.toLocaleLowerCase('sv');
  return words.every((word) => name.includes(word));
}

/** @param kept rows that changed while the reader looked at them: they stay, so that nothing moves under the eyes */
export function selected(scorecard: Scorecard, search: BoardSearch, kept: ReadonlySet<string>): ScorecardPerspective[] {
  return scorecard.perspectives
    .filter((perspective) => !search.perspective || perspective.id === search.perspective)
    .map((perspective) => {
      const goals = perspective.goals
        .map((goal) => {
          const factors = goal.factors
            .map((factor) => ({ ...factor, measures: factor.measures.filter((row) => fits(row, search) || kept.has(row.id)) }))
            .filter((factor) => factor.measures.length > 0);
          return { ...goal, factors };
        })
        .filter((goal) => goal.factors.length > 0);
      return { ...perspective, goals };
    })
    .filter((perspective) => perspective.goals.length > 0);
}

/** Rows that are on the board only because they just changed there. */
export function isOutside(row: Row, search: BoardSearch): boolean {
  return isNarrowed(search) && !fits(row, search);
}
