import { type CellName } from './cell';
import type { Name } from './scorecard';
import { readForm, sayTarget, type Target } from './target-kinds';
import { isTargetRefusal, normalised, refuse, type About, type TargetRefusal } from './target-text';

/** A target text as it was read. `level`: the kind of unit it says it belongs to ("På regionnivå …"). */
export type TargetReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'read'; readonly level: string | null; readonly parts: readonly TargetPart[] }
  | { readonly kind: 'refused'; readonly refusal: TargetRefusal };

/** `cell` null: for every cell of a share, mean or index, and T alone of a count or amount. */
export interface TargetPart {
  readonly cell: CellName | null;
  readonly target: Target;
}

const TEXT_MAX = 400;
const LEVELS: Record<string, string> = {
  region: 'region',
  län: 'region',
  division: 'division',
  verksamhet: 'operational-area',
  kommun: 'municipality',
  enhet: 'unit',
};
const LEVEL = /^på (region|län|division|verksamhet|kommun|enhet)s?nivå:? /;
const SEX: Record<string, CellName> = { k: 'K', m: 'M', t: 'T', kvinnor: 'K', män: 'M', totalt: 'T', flickor: 'K', pojkar: 'M' };
const LABEL =
  /(?:^|(?<=[ ,;]))(?:(\d{1,3}\+?|\d{1,3}-\d{1,3}) ?år|(kvinnor|män|totalt|flickor|pojkar|[kmt](?=[ :])))(?= ?:? ?(?:[-+±≥≤<>\d]|minst|lägst|max|högst|mellan|öka|minska|kvinnor|män|flickor|pojkar|[kmt][ :]))(?: ?:)? ?/g;

/** Reads a target in the Swedish forms of the grammar; what does not fit says what was read and what would fit. */
export function readTarget(printed: string, about: About, cells?: readonly CellName[]): TargetReading {
  if (printed.length > TEXT_MAX)
    return refused(
      refuse(
        'target-too-long',
        `${printed.slice(0, 40)}…`,
        `texten har fler än ${TEXT_MAX} tecken`,
        `the text has more than ${TEXT_MAX} characters`,
      ),
    );
  const text = normalised(printed);
  if (/^(?:[-–—]*|saknas|inget mål|nej)$/.test(text)) return { kind: 'none' };
  const level = LEVEL.exec(text);
  const rest = level ? text.slice(level[0].length) : text;
  const parts: TargetPart[] = [];
  for (const { cell, words } of splitCells(rest)) {
    if (cell !== null && cells && !cells.includes(cell)) {
      return refused(
        refuse(
          'cell-unknown',
          cell,
          `måttet har ingen cell ${cell}; det har ${cells.join(', ')}`,
          `the measure has no cell ${cell}; it has ${cells.join(', ')}`,
        ),
      );
    }
    const reading = readForm(words, about);
    if (reading === null) return refused(unread(words));
    if (isTargetRefusal(reading)) return refused(reading);
    if (parts.some((part) => part.cell === cell)) {
      return refused(
        refuse(
          'cell-given-twice',
          cell ?? printed,
          `cellen ${cell ?? ''} har två mål i samma text`,
          `the cell ${cell ?? ''} has two targets in one text`,
        ),
      );
    }
    parts.push({ cell, target: reading });
  }
  return { kind: 'read', level: level ? (LEVELS[level[1] ?? ''] ?? null) : null, parts };
}

const refused = (refusal: TargetRefusal): TargetReading => ({ kind: 'refused', refusal });

const unread = (words: string): TargetRefusal =>
  refuse(
    'target-not-read',
    words,
    `”${words}” kunde inte läsas som ett mål; skriv till exempel ”minst 95 %”, ”12–14”, ”43 000 på helår”, ”minska med 50 % jämfört med 2020”, ”öka”, ”3 av 3” eller ”efter behov”`,
    `“${words}” could not be read as a target; write for example “minst 95 %”, “12–14”, “43 000 på helår”, “minska med 50 % jämfört med 2020”, “öka”, “3 av 3” or “efter behov”`,
  );

/** "K:16% M:17,2%" by its labels; an age holds until the next: "40 år K: 16% M: 13% 50 år K: …". */
export function splitCells(text: string): { cell: CellName | null; words: string }[] {
  const found: { cell: CellName | null; words: string }[] = [];
  let age: string | null = null;
  let cell: CellName | null = null;
  let from = 0;
  const close = (to: number): void => {
    const words = text
      .slice(from, to)
      .replace(/[ ,;]+$/, '')
      .trim();
    if (words !== '') found.push({ cell, words });
  };
  for (const label of text.matchAll(LABEL)) {
    close(label.index);
    if (label[1] !== undefined) age = label[1];
    const sex = label[2] === undefined ? null : (SEX[label[2]] ?? null);
    cell = sex === null ? age : age === null || sex === 'T' ? (age ?? sex) : `${sex}/${age}`;
    from = label.index + label[0].length;
  }
  close(text.length);
  return found;
}

const LEVEL_WORDS: Record<string, string> = {
  region: 'regionnivå',
  division: 'divisionsnivå',
  'operational-area': 'verksamhetsnivå',
  municipality: 'kommunnivå',
  unit: 'enhetsnivå',
};

/** The whole reading in words; the Swedish reads back to the same. */
export function sayReading(reading: Extract<TargetReading, { kind: 'read' }>, about: About): Name {
  const said = reading.parts.map(({ cell, target }) => {
    const { sv, en = sv } = sayTarget(target, about);
    return cell === null ? { sv, en } : { sv: `${cellWords(cell)}: ${sv}`, en: `${cell}: ${en}` };
  });
  const level = reading.level === null ? null : (LEVEL_WORDS[reading.level] ?? reading.level);
  return {
    sv: (level ? `på ${level} ` : '') + said.map(({ sv }) => sv).join(', '),
    en: (level ? `at ${reading.level} level ` : '') + said.map(({ en }) => en).join(', '),
  };
}

function cellWords(cell: CellName): string {
  const [sex, age] = cell.includes('/') ? cell.split('/') : [null, cell];
  if (sex) return `${age} år ${sex}`;
  return /^\d/.test(cell) ? `${cell} år` : cell;
}
