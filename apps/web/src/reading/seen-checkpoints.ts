import { checkpointIn } from '@styrbord/proof/continuity';

/** The last checkpoint of a ledger that this browser has seen good: the signed note itself, since that is what can be shown to others. */
export interface SeenCheckpoint {
  readonly note: string;
  readonly seenAt: string;
}

const KEPT_AS = 'styrbord-checkpoints';
/** More ledgers than anybody follows; the one seen longest ago makes room. */
const LEDGERS_MAX = 20;
const NOTE_CHARS_MAX = 4_000;

const listeners = new Set<() => void>();

export function seenCheckpoints(): readonly SeenCheckpoint[] {
  return readSeen(keptSeen());
}

export function seenOf(origin: string, seen: readonly SeenCheckpoint[] = seenCheckpoints()): SeenCheckpoint | null {
  return seen.find(({ note }) => checkpointIn(note)?.origin === origin) ?? null;
}

/** Takes the place of what was remembered of that ledger. */
export function rememberCheckpoint(note: string, at: Date): void {
  const origin = checkpointIn(note)?.origin;
  if (origin === undefined || note.length > NOTE_CHARS_MAX) return;
  keep([{ note, seenAt: at.toISOString() }, ...others(origin)].slice(0, LEDGERS_MAX));
}

export function forgetCheckpoint(origin: string): void {
  keep(others(origin));
}

const others = (origin: string): SeenCheckpoint[] => seenCheckpoints().filter(({ note }) => checkpointIn(note)?.origin !== origin);

/** Hears of each change, here or in another tab. */
export function onSeenChange(onChange: () => void): () => void {
  listeners.add(onChange);
  window.addEventListener('storage', onChange);
  return () => {
    listeners.delete(onChange);
    window.removeEventListener('storage', onChange);
  };
}

/** The text that is kept, empty where none is. */
export function keptSeen(): string {
  try {
    return localStorage.getItem(KEPT_AS) ?? '';
  } catch {
    // Storage may be closed to the page: then nothing is remembered.
    return '';
  }
}

/** Whatever else lies there is nothing that was seen. */
export function readSeen(text: string): readonly SeenCheckpoint[] {
  try {
    const found = JSON.parse(text) as readonly Partial<SeenCheckpoint>[];
    return found.flatMap(({ note, seenAt }) => (typeof note === 'string' && typeof seenAt === 'string' ? [{ note, seenAt }] : []));
  } catch {
    return [];
  }
}

function keep(seen: readonly SeenCheckpoint[]): void {
  try {
    if (seen.length === 0) localStorage.removeItem(KEPT_AS);
    else localStorage.setItem(KEPT_AS, JSON.stringify(seen));
  } catch {
    return;
  }
  for (const tell of listeners) tell();
}
