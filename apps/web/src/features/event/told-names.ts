import { subjectsIn, withKeptSaid } from '@styrbord/steering/marks';

/** No JSON text holds this character: it is escaped there. */
const MARK = '\u0000';
/** What may stand in a JSON string without ending it. */
const WITHIN_STRING = String.raw`(?:[^"\\]|\\.)*`;

const blanked = (json: string): string => (subjectsIn(json).length > 0 ? withKeptSaid(json, () => MARK) : json);

/** How many persons' names a stored text holds, sealed. */
export function marksIn(json: string): number {
  return blanked(json).split(MARK).length - 1;
}

/**
 * Whether what is shown is what is stored, both canonical JSON. A sealed name is shown as whatever the server reads it as, or as
 * erased: the bytes say that somebody is named there, not who.
 */
export function saysSame(stored: string, shown: string): boolean {
  const pieces = blanked(stored).split(MARK);
  return pieces.length === 1 ? stored === shown : new RegExp(`^${pieces.map(literal).join(WITHIN_STRING)}$`, 'su').test(shown);
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
