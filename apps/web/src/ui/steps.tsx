import { Icon } from './icon';
import styles from './steps.module.css';

/** What was checked, one line each; a mark and its place in the text say how it went, not the colour. */
export function Steps({ steps }: { steps: readonly { readonly holds: boolean; readonly text: string }[] }) {
  return (
    <ol className={styles['steps']}>
      {steps.map(({ holds, text }) => (
        <li key={text} className={holds ? styles['good'] : styles['bad']}>
          <Icon name={holds ? 'tick' : 'close'} size={16} />
          <span>
            {!holds && <strong>✗ </strong>}
            {text}
          </span>
        </li>
      ))}
    </ol>
  );
}
