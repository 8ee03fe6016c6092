import { useId, useState, type ReactNode } from 'react';
import styles from './tip.module.css';

/** More about a figure, on hover and on focus; Escape puts it away. On a narrow screen, where nothing hovers, it stands below the text. */
export function Tip({ children, text }: { children: ReactNode; text: string }) {
  const id = useId();
  const [away, setAway] = useState(false);
  return (
    <span
      role="presentation"
      className={styles['holder']}
      onMouseEnter={() => setAway(false)}
      onFocus={() => setAway(false)}
      onKeyDown={(event) => event.key === 'Escape' && setAway(true)}
    >
      <button type="button" className={styles['trigger']} aria-describedby={id}>
        {children}
      </button>
      <span role="tooltip" id={id} className={styles['tip']} data-away={away || undefined}>
        {text}
      </span>
    </span>
  );
}
