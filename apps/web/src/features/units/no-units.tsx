import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { unitsQuery } from '../../reading/queries';
import { sayName } from '../../ui/named';
import { Notice } from '../../ui/notice';
import { useLanguage } from '../../ui/use-language';

/** There is nobody below a unit to stand beside another. */
export function NoUnits({ unit }: { readonly unit: string }) {
  const { t } = useTranslation('units');
  const language = useLanguage();
  const { data: units } = useQuery(unitsQuery);
  const above = units?.find(({ id }) => id === unit);
  return (
    <Notice title={t('none')}>
      <p>{t('noneHint', { unit: above ? sayName(above.name, language) : unit })}</p>
    </Notice>
  );
}
