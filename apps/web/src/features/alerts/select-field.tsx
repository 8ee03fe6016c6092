import type { Name } from '@styrbord/steering/scorecard';
import { sayName } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';
import styles from './form.module.css';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly id: string; readonly name: Name }[];
  readonly value: string;
  /** What choosing none means; null where one must be chosen. */
  readonly all: string | null;
  /** Where it says something before the form is sent. */
  readonly onChoose?: (value: string) => void;
}

/** One of what has a name, by its name. */
export function SelectField({ name, label, options, value, all, onChoose }: Props) {
  const language = useLanguage();
  const named = options
    .map((option) => ({ id: option.id, name: sayName(option.name, language) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language));
  const isKnown = value === '' || named.some(({ id }) => id === value);
  return (
    <label className={styles['field']}>
      {label}
      <select
        name={name}
        required={all === null}
        key={onChoose ? name : `${value} ${isKnown}`}
        {...(onChoose ? { value, onChange: (event) => onChoose(event.target.value) } : { defaultValue: value })}
      >
        {all !== null && <option value="">{all}</option>}
        {!isKnown && <option value={value}>{value}</option>}
        {named.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  );
}
