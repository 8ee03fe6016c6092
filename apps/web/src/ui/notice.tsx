import type { ReactNode } from 'react';
import { Icon } from './icon';
import styles from './notice.module.css';

interface Props {
  readonly title: string;
  readonly tone?: 'plain' | 'bad' | 'good';
  readonly children?: ReactNode;
  /** Set where the notice answers something the person just did. */
  readonly role?: 'alert' | 'status';
}

/** So that the tone is seen without its colour. */
const SIGNS = { good: 'tick', bad: 'stop' } as const;

/** Something to be told, with what to do about it. */
export function Notice({ title, tone = 'plain', children, role }: Props) {
  return (
    <div className={`${styles['notice']} ${styles[tone]}`} role={role}>
      <p className={styles['title']}>
        {tone !== 'plain' && <Icon name={SIGNS[tone]} size={20} />}
        {title}
      </p>
      {children}
    </div>
  );
}
