import type { Scorecard } from '@styrbord/steering/scorecard';
import styles from './provenance.module.css';
import { useLanguage } from './use-language';

/** Says of figures that they are simulated, or from a working version: on every page that shows them. */
export function Provenance({ provenance }: Pick<Scorecard, 'provenance'>) {
  const language = useLanguage();
  return provenance && <p className={styles['provenance']}>{provenance[language]}</p>;
}
