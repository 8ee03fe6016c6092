import type { Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { sayOutcome } from './say';
import styles from './sparkline.module.css';
import { sparkline } from './sparkline-path';
import { useLanguage } from './use-language';

const SIZE = { width: 96, height: 22, margin: 3 };

/** How the row has come to where it is: a line without axes, its last point marked. The measure's own page has the figures. */
export function Sparkline({ row }: { row: Row }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const drawn = sparkline(row.trail, SIZE);
  if (!drawn) return null;
  const [first] = row.trail;
  const last = row.trail.at(-1);
  const said = (value: string | null | undefined) =>
    value === null || value === undefined ? t('board.noOutcome') : sayOutcome(value, row, language);
  return (
    <svg
      className={styles['line']}
      width={SIZE.width}
      height={SIZE.height}
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      role="img"
      aria-label={t('board.trail', { count: row.trail.length, first: said(first), last: said(last) })}
    >
      <path d={drawn.path} />
      {drawn.bridges && <path d={drawn.bridges} className={styles['bridge']} />}
      {drawn.dots.map(({ x, y, isLast }) => (
        <circle key={x} cx={x} cy={y} r={isLast ? 2.6 : 1.2} />
      ))}
    </svg>
  );
}
