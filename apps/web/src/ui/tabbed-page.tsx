import type { ReactNode } from 'react';
import { PageHead } from './page-head';
import styles from './tabbed-page.module.css';

/** For the links among the tabs. */
export const TAB = { className: styles['tab'] ?? '', activeProps: { className: styles['here'] ?? '' } };

interface Props {
  readonly title: ReactNode;
  readonly lead?: string | undefined;
  /** The links to the page's sisters, and what they are together. */
  readonly tabs: ReactNode;
  readonly label: string;
  readonly children: ReactNode;
}

/** A page among others of one subject: the way to them, its title, and what it holds. */
export function TabbedPage({ title, lead, tabs, label, children }: Props) {
  return (
    <div className={styles['page']}>
      <nav aria-label={label} className={styles['tabs']}>
        {tabs}
      </nav>
      <PageHead title={title} lead={lead} />
      {children}
    </div>
  );
}
