import { concatMap, from, map, of, type Observable } from 'rxjs';
import type { PersonNames } from '@styrbord/service/person-names';
import type { Language } from '@styrbord/service/problem';
import { holdsKept } from '@styrbord/steering/marks';
import type { LiveMessage } from './live-boards';

export type TextMessage = Pick<LiveMessage, 'id' | 'type'> & { readonly text: string };

/** Messages as one reader is sent them, in their order, with the names of persons in them. */
export function toldMessages(messages: Observable<LiveMessage>, names: PersonNames, language: Language): Observable<TextMessage> {
  return messages.pipe(
    concatMap(({ id, type, data }) => {
      const text = JSON.stringify(data);
      return holdsKept(text) ? from(names.toldIn(text, language)).pipe(map((said) => ({ id, type, text: said }))) : of({ id, type, text });
    }),
  );
}
