import type { Cell, Row } from '@styrbord/steering/scorecard';
import type { Light } from '../../ui/say';
import styles from './bullet.module.css';

const WIDTH = 160;
const HEIGHT = 10;
/** Air beyond the largest of the figures, so that its end is seen. */
const ROOM = 1.12;

/** The outcome as a bar against a tick where it should be by now. It repeats the figures beside it, so it is a picture only. */
export function Bullet({ row, cell, light }: { row: Row; cell: Cell; light: Light }) {
  const value = Number(cell.outcome?.value);
  const aim = Number(cell.path?.value ?? cell.target?.value ?? NaN);
  if (!Number.isFinite(value) || !Number.isFinite(aim)) return null;
  const top = Math.max(value, aim, 0) * ROOM || 1;
  const ceiling = row.unitOfMeasure === '%' && Math.max(value, aim) <= 100 ? Math.min(top, 100) : top;
  const floor = Math.min(value, aim, 0) * ROOM;
  const at = (figure: number) => ((figure - floor) / (ceiling - floor)) * (WIDTH - 4) + 2;
  const zero = at(0);
  return (
    <svg
      className={`${styles['bullet']} ${styles[light]}`}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
      focusable="false"
    >
      <rect className={styles['ground']} x="0" y="3" width={WIDTH} height="4" rx="2" />
      <rect
        className={styles['value']}
        x={Math.min(zero, at(value))}
        y="3"
        width={Math.max(Math.abs(at(value) - zero), 2)}
        height="4"
        rx="2"
      />
      <rect className={styles['aim']} x={at(aim) - 1.25} y="0" width="2.5" height={HEIGHT} rx="1" />
    </svg>
  );
}
