import { Icon } from './icon';
import styles from './pills.module.css';

export interface Pill {
  readonly name: string;
  readonly onRemove: () => void;
}

/** What narrows a page, one pill each; a press takes it away. */
export function Pills({ pills, sayRemove }: { pills: readonly Pill[]; sayRemove: (name: string) => string }) {
  return (
    <ul className={styles['pills']}>
      {pills.map(({ name, onRemove }) => (
        <li key={name}>
          <button type="button" className={styles['pill']} aria-label={sayRemove(name)} onClick={onRemove}>
            {name}
            <Icon name="close" size={12} />
          </button>
        </li>
      ))}
    </ul>
  );
}
