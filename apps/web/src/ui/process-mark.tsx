import type { RowProcess } from '@styrbord/steering/scorecard';
import styles from './process-mark.module.css';

type Lamp = Pick<RowProcess, 'variation' | 'toward'>;

/**
 * The second lamp, told apart from the first and without colour: a ring for improvement, a diamond for deterioration, a square for a
 * change without direction, each with an arrow the way the values went; a wave, a flat line, or dots. The word stands beside it.
 */
export function ProcessMark({ lamp, size = 20 }: { lamp: Lamp; size?: number }) {
  return (
    <svg className={styles[lamp.variation ?? 'untold']} width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <Shape {...lamp} />
    </svg>
  );
}

function Shape({ variation, toward }: Lamp) {
  const arrow = (
    <path d={toward === 'low' ? 'M10 6v8M6.8 11l3.2 3.2 3.2-3.2' : 'M10 14V6M6.8 9L10 5.8 13.2 9'} className={styles['line']} />
  );
  switch (variation) {
    case 'improvement':
      return (
        <>
          <circle cx="10" cy="10" r="8.6" className={styles['frame']} />
          {arrow}
        </>
      );
    case 'concern':
      return (
        <>
          <path d="M10 .9L19.1 10 10 19.1.9 10z" className={styles['frame']} />
          {arrow}
        </>
      );
    case 'neutral':
      return (
        <>
          <path d="M2 2h16v16H2z" className={styles['frame']} />
          {arrow}
        </>
      );
    case 'common-cause':
      return <path d="M1.5 10c2.1-6.4 4.3-6.4 5.7 0s3.5 6.4 5.6 0 3.6-6.4 5.7 0" className={styles['line']} />;
    case 'no-variation':
      return <path d="M2 10h16" className={styles['line']} />;
    case null:
      return <path d="M4 10h.1M10 10h.1M16 10h.1" className={styles['line']} />;
  }
}
