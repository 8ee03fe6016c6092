import type { ReactNode } from 'react';
import styles from './page-head.module.css';

interface Props {
  /** The link to where one comes from. */
  readonly back?: ReactNode;
  readonly title: ReactNode;
  readonly lead?: string | undefined;
  readonly children?: ReactNode;
}

/** What a page is, and what it says first. */
export function PageHead({ back, title, lead, children }: Props) {
  return (
    <header className={styles['head']}>
      {back}
      <h1 className={styles['title']}>{title}</h1>
      {lead && <p className={styles['lead']}>{lead}</p>}
      {children}
    </header>
  );
}
