import type { Light } from './say';
import styles from './verdict-mark.module.css';

/** The light as a shape that is told apart without colour: disc, triangle, diamond, broken ring. The word stands beside it. */
export function VerdictMark({ light, size = 20 }: { light: Light; size?: number }) {
  return (
    <svg
      className={`${styles['mark']} ${styles[light]}`}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      aria-hidden="true"
      focusable="false"
    >
      <Shape light={light} />
    </svg>
  );
}

function Shape({ light }: { light: Light }) {
  switch (light) {
    case 'met':
      return (
        <>
          <circle cx="10" cy="10" r="9" className={styles['fill']} />
          <path d="M5.8 10.4l2.9 2.9 5.5-6" className={styles['glyph']} />
        </>
      );
    case 'onTrack':
      return (
        <>
          <circle cx="10" cy="10" r="7.9" className={styles['ring']} />
          <path d="M6.3 10.3l2.6 2.6 4.8-5.3" className={styles['line']} />
        </>
      );
    case 'near':
      return (
        <>
          <path d="M10 1.6L19 18H1z" className={styles['fill']} />
          <path d="M10 7.4v4.4M10 14.9v.2" className={styles['glyph']} />
        </>
      );
    case 'missed':
      return (
        <>
          <path d="M10 .8L19.2 10 10 19.2.8 10z" className={styles['fill']} />
          <path d="M7.2 7.2l5.6 5.6M12.8 7.2l-5.6 5.6" className={styles['glyph']} />
        </>
      );
    case 'none':
      return <circle cx="10" cy="10" r="7.6" className={styles['broken']} />;
  }
}
