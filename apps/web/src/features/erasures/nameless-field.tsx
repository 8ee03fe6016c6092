import { useId } from 'react';
import styles from './erasures.module.css';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint: string;
  /** Said instead of the hint while the text names the person. */
  readonly fault: string;
  readonly namesThem: boolean;
}

/** A text that remains after the erasure, so that the name may not stand in it. */
export function NamelessField({ label, value, onChange, hint, fault, namesThem }: Props) {
  const id = useId();
  return (
    <label className={styles['field']}>
      {label}
      <input
        value={value}
        onChange={(event) => onChange(event.target.value)}
        required
        autoComplete="off"
        aria-invalid={namesThem}
        aria-describedby={id}
      />
      <span id={id} className={namesThem ? styles['fault'] : styles['hint']} role="status">
        {namesThem ? fault : hint}
      </span>
    </label>
  );
}
