import { isRefusal, type Refusal } from '@styrbord/eventsourcing/decider';
import { seriesStream } from '@styrbord/steering/events';
import {
  holdsKept,
  marked,
  markOf,
  namesSomebody,
  normalisedName,
  piecesOf,
  subjectsIn,
  withKeptSaid,
  type Piece,
} from '@styrbord/steering/marks';
import { parsePeriod } from '@styrbord/steering/period';
import type { Item, SteeringCommand, StateOf } from '@styrbord/steering/steering';
import { openedName } from '@styrbord/service/subject-key';
import type { Subject, Subjects } from '@styrbord/service/subjects';

/** Texts in which people may be named. Elsewhere a mark is refused rather than kept in clear. */
const PLACES: { readonly [T in SteeringCommand['type']]?: readonly string[] } = {
  RecordMeasurement: ['source', 'note', 'reason'],
  CorrectMeasurement: ['reason'],
  WithdrawMeasurement: ['reason'],
  DisputeMeasurement: ['reason'],
  MarkAbsent: ['by', 'text'],
  RenewLimits: ['reason'],
  WithdrawLimits: ['reason'],
  SignJudgement: ['reason'],
  WithdrawJudgement: ['reason'],
  WriteComment: ['text'],
};

/** Items as they are decided on: names sealed, or why they are refused; in the order given. */
export interface Sealed {
  readonly items: readonly (Item | Refusal)[];
  /** Everybody whom what was asked names. */
  readonly named: readonly Subject[];
  /** Of them, those who were not named before. */
  readonly fresh: readonly Subject[];
}

interface Asked {
  readonly items: readonly Item[];
  /** Whom the order is about, when it was asked by name. */
  readonly about?: Subject;
}

/** Where a command is taken, before it is decided: names in its texts become marks that can lose their meaning. */
export class PersonMarks {
  constructor(private readonly subjects: Subjects) {}

  /** Names nobody, and replaces no text that did. */
  isPlain({ items, about }: Asked, stateOf: StateOf): boolean {
    return !about && items.every((item) => markedPlace(item) === null && !holdsKept(commentBefore(item, stateOf)));
  }

  async seal({ items, about }: Asked, stateOf: StateOf): Promise<Sealed> {
    const people = new Map<string, { subject: Subject; isNew: boolean }>();
    if (about) people.set(normalisedName(about.name), { subject: about, isNew: false });
    const sealed: (Item | Refusal)[] = [];
    for (const item of items) sealed.push(await this.sealedItem(item, commentBefore(item, stateOf), people));
    const all = [...people.values()];
    return {
      items: sealed,
      named: all.map(({ subject }) => subject),
      fresh: all.filter(({ isNew }) => isNew).map(({ subject }) => subject),
    };
  }

  private async sealedItem(item: Item, before: string, people: People): Promise<Item | Refusal> {
    const stray = strayPlace(item);
    if (stray !== null)
      return {
        refused: 'mark-misplaced',
        pointer: item.pointer + stray,
        given: markOf('…'),
        allowed: ['comment', 'note', 'reason', 'source', 'absence'],
      };
    const command: Record<string, unknown> = { ...item.command };
    for (const member of PLACES[item.command.type] ?? []) {
      const given = command[member];
      if (typeof given !== 'string') continue;
      const text = item.command.type === 'WriteComment' ? await this.markedAsBefore(given, before) : given;
      if (!namesSomebody(text)) continue;
      const kept = await this.sealedText(text, people);
      if (typeof kept !== 'string') return { ...kept, pointer: `${item.pointer}/${member}` };
      command[member] = kept;
    }
    return { ...item, command: command as unknown as SteeringCommand };
  }

  private async sealedText(text: string, people: People): Promise<string | Refusal> {
    const pieces = piecesOf(text);
    if (isRefusal(pieces)) return pieces;
    const kept: string[] = [];
    for (const piece of pieces as readonly Piece[]) {
      if ('text' in piece) kept.push(piece.text);
      else if ('name' in piece) kept.push(await this.subjects.mark(await this.person(piece.name, people), piece.name));
      else if (await this.subjects.isErasedMark(piece)) kept.push(piece.kept);
      else return { refused: 'mark-forged', given: piece.subject, allowed: markOf('Anna Andersson') };
    }
    return kept.join('');
  }

  private async person(name: string, people: People): Promise<Subject> {
    const key = normalisedName(name);
    const found = people.get(key) ?? (await this.subjects.of(name));
    people.set(key, found);
    return found.subject;
  }

  /** Who edits a comment was shown its names without marks. */
  private async markedAsBefore(text: string, before: string): Promise<string> {
    const known = await this.subjects.known(subjectsIn(before));
    const names: string[] = [];
    withKeptSaid(before, (subject, sealed) => {
      const found = known.get(subject);
      const name = found && !('erased' in found) ? openedName(found, sealed) : null;
      if (name !== null) names.push(name);
      return null;
    });
    return names.length > 0 ? marked(text, names) : text;
  }
}

type People = Map<string, { subject: Subject; isNew: boolean }>;

/** The comment that a new one replaces. */
function commentBefore({ command }: Item, stateOf: StateOf): string {
  if (command.type !== 'WriteComment') return '';
  const { of, state } = stateOf(seriesStream(command.unit, command.measure));
  const period = parsePeriod(command.period)?.name;
  return of === 'series' ? (state.series.comments.findLast((comment) => comment.period === period)?.text ?? '') : '';
}

/** Where an item names somebody, as a pointer into it; null where it does nowhere. */
function markedPlace({ command, decision }: Item): string | null {
  return decision !== null && namesSomebody(decision) ? '/decision' : placeIn(command, '');
}

function strayPlace({ command, decision }: Item): string | null {
  const own = PLACES[command.type] ?? [];
  const rest = Object.fromEntries(Object.entries(command).filter(([member]) => !own.includes(member)));
  // What is sent is the measure or the plan itself.
  const sent =
    'plan' in rest && typeof rest['plan'] === 'object' ? rest['plan'] : command.type === 'DefineMeasure' ? rest['measure'] : rest;
  return markedPlace({ command: sent as SteeringCommand, decision, pointer: '' });
}

function placeIn(value: unknown, pointer: string): string | null {
  if (typeof value === 'string') return namesSomebody(value) ? pointer : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const member of Object.keys(value)) {
    const found = placeIn((value as Record<string, unknown>)[member], `${pointer}/${member}`);
    if (found !== null) return found;
  }
  return null;
}
