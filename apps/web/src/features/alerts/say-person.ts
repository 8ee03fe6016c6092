import { useTranslation } from 'react-i18next';
import type { CaseAnswer } from '../../reading/alert-answers';
import { PRODUCT } from '../../ui/actor';
import { sayName } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';

/** Who somebody of a case is, by name where one is known, else by the pseudonym that the events have. */
export function useSayPerson({ people }: Pick<CaseAnswer, 'people'>, account: string): (person: string) => string {
  const { t } = useTranslation('alerts');
  const language = useLanguage();
  return (person) => {
    if (person === account) return t('casePage.you');
    if (person === PRODUCT) return t('casePage.system');
    const known = people.find((one) => one.person === person);
    return known ? sayName(known.name, language) : person;
  };
}
