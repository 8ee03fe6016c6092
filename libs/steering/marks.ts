import type { Json } from '@styrbord/proof/canonical';

/**
 * Where a text names a person: `@[Anna Andersson]` as people write it, `@[subject:<pseudonym>:<sealed name>]` as it is kept.
 * What is kept can be hashed, copied and proved for ever; the name is read with the person's own key, and no longer without.
 */
export type Piece =
  { readonly text: string } | { readonly name: string } | { readonly kept: string; readonly subject: string; readonly sealed: string };

export interface MarkFault {
  readonly refused: 'mark-malformed' | 'mark-too-long' | 'mark-forged';
  readonly given: Json;
  readonly allowed: Json;
}

export const NAME_CHARS_MAX = 100;
const OPEN = '@[';
const EXAMPLE = '@[Anna Andersson]';
/** What was given of a mark without an end, as it is told back. */
const TOLD_CHARS_MAX = 40;
const OURS = /^subject:/i;
const KEPT = /@\[subject:(s-[0-9a-f]{24}):([A-Za-z0-9_-]+)\]/g;
const UNFIT = /[[\p{Cc}\p{Cs}]/u;

export const namesSomebody = (text: string): boolean => text.includes(OPEN);
export const holdsKept = (text: string): boolean => text.includes(`${OPEN}subject:`);
export const markOf = (name: string): string => `${OPEN}${name}]`;
export const keptMarkOf = (subject: string, sealed: string): string => `${OPEN}subject:${subject}:${sealed}]`;

/** A text in its pieces; every `@[` opens a mark, and the first `]` after it ends it. */
export function piecesOf(text: string): readonly Piece[] | MarkFault {
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = text.indexOf(OPEN); at >= 0; at = text.indexOf(OPEN, from)) {
    const end = text.indexOf(']', at);
    if (end < 0) return { refused: 'mark-malformed', given: text.slice(at, at + TOLD_CHARS_MAX).toWellFormed(), allowed: EXAMPLE };
    const piece = pieceOf(text.slice(at, end + 1));
    if ('refused' in piece) return piece;
    if (at > from) pieces.push({ text: text.slice(from, at) });
    pieces.push(piece);
    from = end + 1;
  }
  return from < text.length ? [...pieces, { text: text.slice(from) }] : pieces;
}

function pieceOf(mark: string): Piece | MarkFault {
  const name = mark.slice(OPEN.length, -1);
  if (OURS.test(name.trim())) {
    const [kept] = mark.matchAll(KEPT);
    return kept
      ? { kept: mark, subject: kept[1] ?? '', sealed: kept[2] ?? '' }
      : { refused: 'mark-forged', given: mark.slice(0, TOLD_CHARS_MAX).toWellFormed(), allowed: EXAMPLE };
  }
  if (name.length > NAME_CHARS_MAX) return { refused: 'mark-too-long', given: name.length, allowed: NAME_CHARS_MAX };
  if (name.trim() === '' || UNFIT.test(name)) return { refused: 'mark-malformed', given: mark.toWellFormed(), allowed: EXAMPLE };
  return { name };
}

/** Pseudonyms in a text that holds kept marks, each once; the text may be JSON. */
export function subjectsIn(text: string): string[] {
  return holdsKept(text) ? [...new Set([...text.matchAll(KEPT)].map(([, subject]) => subject ?? ''))] : [];
}

/** How many kept marks of a subject a text holds. */
export function marksOf(subject: string, text: string): number {
  return text.split(`${OPEN}subject:${subject}:`).length - 1;
}

/** The text with each kept mark said as `say` says it; null leaves it as it is. */
export function withKeptSaid(text: string, say: (subject: string, sealed: string) => string | null): string {
  return text.replaceAll(KEPT, (mark: string, subject: string, sealed: string) => say(subject, sealed) ?? mark);
}

/** The same name, however it is spaced and capitalised. */
export function normalisedName(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('sv');
}

/**
 * Marks names that stand unmarked. Whoever edits a text was shown its names without their marks, and sends them back so:
 * what was marked before stays marked.
 */
export function marked(text: string, names: readonly string[]): string {
  const longestFirst = [...new Set(names)].toSorted((a, b) => b.length - a.length);
  return longestFirst.reduce((before, name) => {
    const parts = before.split(/(@\[[^\]]*\])/);
    return parts.map((part) => (part.startsWith(OPEN) ? part : part.replaceAll(name, () => markOf(name)))).join('');
  }, text);
}

/** What may be kept of an answer: names stand in what was given, and answers are kept for ever. */
export function withoutNames(answer: Json): Json {
  return namesSomebody(JSON.stringify(answer)) ? blanked(answer) : answer;
}

function blanked(value: Json): Json {
  if (typeof value === 'string') return value.replaceAll(/@\[[^\]]*\]?/g, markOf('…'));
  if (Array.isArray(value)) return value.map(blanked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([member, part]) => [member, blanked(part)]));
}
