import { useId } from 'react';
import styles from './choice.module.css';

interface Props<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string; readonly lang?: string }[];
  readonly onChoose: (value: T) => void;
  readonly hideLabel?: boolean;
}

/** A few alternatives in a row, of which one holds. */
export function Choice<T extends string>({ label, value, options, onChoose, hideLabel = false }: Props<T>) {
  const name = useId();
  return (
    <fieldset className={styles['choice']}>
      <legend className={hideLabel ? 'said-only' : styles['label']}>{label}</legend>
      <div className={styles['options']}>
        {options.map((option) => (
          <label key={option.value} className={styles['option']} lang={option.lang}>
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChoose(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
