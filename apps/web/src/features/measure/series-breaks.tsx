import type { Series } from '../../reading/answers';
import { Named } from '../../ui/named';
import styles from './series-breaks.module.css';

/** Why the series is parted, beside the picture and the table alike. */
export function SeriesBreaks({ list }: { list: readonly Series[] }) {
  const breaks = new Map(list.flatMap(({ breaks: own }) => own.map((each) => [`${each.from} ${each.said.sv}`, each] as const)));
  if (breaks.size === 0) return null;
  return (
    <ul className={styles['breaks']}>
      {[...breaks].map(([key, { from, said }]) => (
        <li key={key}>
          {from}: <Named name={said} />
        </li>
      ))}
    </ul>
  );
}
