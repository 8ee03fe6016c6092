import { useQuery } from '@tanstack/react-query';
import type { NamedPerson } from '../../reading/alert-answers';
import { peopleQuery } from '../../reading/alert-queries';
import { sayName } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';

/** What people are called, by their pseudonyms; those that `known` names too. */
export function usePersonName(known: readonly NamedPerson[] = []): (person: string) => string {
  const language = useLanguage();
  const { data: people = [] } = useQuery(peopleQuery);
  return (person) => {
    const found = [...known, ...people].find((one) => one.person === person);
    return found ? sayName(found.name, language) : person;
  };
}
