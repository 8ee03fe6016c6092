import type { Change } from '@styrbord/steering/scorecard';
import styles from './interval-picture.module.css';

const WIDTH = 120;
const HEIGHT = 14;
/** The smallest change the axis spans, so that a hair's breadth does not fill it. */
const LEAST_SPAN = 5;

/** The 95 % interval against zero: where the line crosses the middle, nothing is shown to have changed. The words beside it say the same. */
export function IntervalPicture({ interval, result }: { interval: NonNullable<Change['interval']>; result: Change['result'] }) {
  const [change, lower, upper] = [interval.change, interval.lower, interval.upper].map(Number) as [number, number, number];
  const span = Math.max(Math.abs(lower), Math.abs(upper), LEAST_SPAN) * 1.08;
  const at = (figure: number) => WIDTH / 2 + (figure / span) * (WIDTH / 2 - 3);
  return (
    <svg
      className={`${styles['interval']} ${styles[result]}`}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
      focusable="false"
    >
      <line className={styles['zero']} x1={WIDTH / 2} x2={WIDTH / 2} y1="0" y2={HEIGHT} />
      <line className={styles['span']} x1={at(lower)} x2={at(upper)} y1="7" y2="7" />
      <circle className={styles['change']} cx={at(change)} cy="7" r="3.4" />
    </svg>
  );
}
