import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { chainQuery } from '../reading/alert-queries';
import { unitsQuery } from '../reading/queries';
import { sayName } from './named';
import { useLanguage } from './use-language';

interface Props {
  readonly unit: string;
  /** Left out, it is who answers for the unit. */
  readonly measure?: string;
}

/** Who answers, inherited from where, and who stands in today; a page is read without waiting for it. */
export function AnswersFor({ unit, measure }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: found } = useQuery(chainQuery(unit, measure));
  const { data: units } = useQuery(unitsQuery);
  if (!found) return null;
  const { answers, people } = found;
  const nameOf = (person: string): string => {
    const known = people.find((one) => one.person === person);
    return known ? sayName(known.name, language) : person;
  };
  const unitOf = (id: string): string => {
    const known = units?.find((one) => one.id === id);
    return known ? sayName(known.name, language) : t('answersFor.above');
  };
  const persons = (answers?.persons ?? []).map(({ person, deputies }) =>
    deputies.length > 0 ? t('answersFor.deputy', { name: nameOf(person), deputies: deputies.map(nameOf).join(', ') }) : nameOf(person),
  );
  return (
    <Link to="/alerts/responsible" search={{ unit, ...(measure !== undefined && { measure }) }}>
      {answers === null ? t('answersFor.nobody') : t('answersFor.who', { who: persons.join('; ') })}
      {answers !== null && answers.unit !== unit && ` (${t('answersFor.inherited', { unit: unitOf(answers.unit) })})`}
    </Link>
  );
}
