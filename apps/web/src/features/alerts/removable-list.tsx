import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import styles from './people.module.css';

interface Props<Item> {
  readonly items: readonly Item[];
  /** In words that tell one from the other. */
  readonly say: (item: Item) => string;
  readonly onChange: (left: readonly Item[]) => void;
}

/** What somebody has chosen, each with a way to take it away. */
export function RemovableList<Item>({ items, say, onChange }: Props<Item>) {
  const { t } = useTranslation('alerts');
  return (
    <ul className={styles['list']}>
      {items.map((item) => (
        <li key={JSON.stringify(item)} className={styles['line']}>
          {say(item)}
          <Button
            look="quiet"
            onClick={() => onChange(items.filter((other) => other !== item))}
            aria-label={t('minePage.removeOf', { name: say(item) })}
          >
            {t('minePage.remove')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
