import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { unitsQuery } from '../../reading/queries';
import { Icon } from '../../ui/icon';
import { sayName } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';
import styles from './unit-button.module.css';

/** Which unit is read. A region has hundreds, so choosing another is a search, not a menu. */
export function UnitButton({ unit, onOpen }: { unit: string; onOpen: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data } = useQuery(unitsQuery);
  const found = data?.find(({ id }) => id === unit);
  return (
    <button type="button" className={styles['unit']} onClick={onOpen} title={t('frame.changeUnit')}>
      <span className="said-only">{t('frame.changeUnit')}: </span>
      <span className={styles['name']}>{found ? sayName(found.name, language) : unit}</span>
      <Icon name="down" size={14} />
    </button>
  );
}
