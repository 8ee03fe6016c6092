import { Injectable } from '@nestjs/common';
import { holdsKept, markOf, subjectsIn, withKeptSaid } from '@styrbord/steering/marks';
import type { Language } from './problem';
import { openedName } from './subject-key';
import { Subjects, type KnownSubject } from './subjects';

/** `shown`: as people read it. `document`: as it is imported again, where a name is a mark and what is erased stays as it is kept. */
export type NamesAs = 'shown' | 'document';

const MISSING = { sv: '[namn saknas]', en: '[name missing]' } as const;

/** The one place where persons' names come back into texts: at the edge, in what leaves. */
@Injectable()
export class PersonNames {
  constructor(private readonly subjects: Subjects) {}

  /** JSON text with its marks said. Cheap where there is none. */
  async toldIn(json: string, language: Language, as: NamesAs = 'shown'): Promise<string> {
    if (!holdsKept(json)) return json;
    const known = await this.subjects.known(subjectsIn(json));
    return withKeptSaid(json, (subject, sealed) => {
      const said = as === 'shown' ? shown(known.get(subject), sealed, language) : imported(known.get(subject), sealed);
      return said === null ? null : JSON.stringify(said).slice(1, -1);
    });
  }
}

function shown(known: KnownSubject | undefined, sealed: string, language: Language): string {
  if (!known) return MISSING[language];
  if ('erased' in known) return erasedWords(known.erased.decision)[language];
  return openedName(known, sealed) ?? MISSING[language];
}

function imported(known: KnownSubject | undefined, sealed: string): string | null {
  const name = !known || 'erased' in known ? null : openedName(known, sealed);
  return name === null ? null : markOf(name);
}

export function erasedWords(decision: string): Record<Language, string> {
  return { sv: `[raderad efter beslut ${decision}]`, en: `[erased by decision ${decision}]` };
}
