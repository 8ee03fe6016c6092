import styles from './marker.module.css';

export const SERIES_CLASSES = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'].map((name) => styles[name] ?? '');

/** A shape of its own for each series, so that they are told apart without colour. */
export function Marker({ at, x, y }: { at: number; x: number; y: number }) {
  const place = `translate(${x} ${y})`;
  switch (at % 6) {
    case 0:
      return <circle transform={place} r="4.6" className={styles['marker']} />;
    case 1:
      return <path transform={place} d="M-4.3 -4.3H4.3V4.3H-4.3Z" className={styles['marker']} />;
    case 2:
      return <path transform={place} d="M0 -5.4L5.2 4H-5.2Z" className={styles['marker']} />;
    case 3:
      return <path transform={place} d="M0 -5.6L5.6 0L0 5.6L-5.6 0Z" className={styles['marker']} />;
    case 4:
      return <path transform={place} d="M0 5.4L5.2 -4H-5.2Z" className={styles['marker']} />;
    default:
      return <circle transform={place} r="4" className={styles['hollow']} />;
  }
}
