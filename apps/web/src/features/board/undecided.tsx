import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { reorganisationsQuery } from '../../reading/queries';
import { Named, sayName } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';
import styles from './undecided.module.css';

/** Targets and rights that merges and splits left without a decision; nothing where there are none. */
export function Undecided({ unit, period }: { unit: string; period: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data } = useQuery(reorganisationsQuery(unit));
  const changes = data ?? [];
  const targets = changes.flatMap(({ undecided, on }) => undecided.targets.map((each) => ({ ...each, on })));
  const rights = changes.flatMap(({ undecided, into }) => undecided.rights.map((each) => ({ ...each, into })));
  if (targets.length + rights.length === 0) return null;
  return (
    <section className={styles['undecided']} aria-labelledby="undecided">
      <h2 id="undecided" className={styles['title']}>
        {t('structure.undecided')}
      </h2>
      <ul className={styles['list']}>
        {targets.map((each) => (
          <li key={`${each.unit.id} ${each.measure.id} ${each.on}`}>
            <Link
              to="/boards/$unit/$period/measures/$measure"
              params={{ unit: each.unit.id, period, measure: each.measure.id }}
              search={{}}
            >
              {t('structure.target', { unit: sayName(each.unit.name, language), measure: sayName(each.measure.name, language) })}
            </Link>{' '}
            {t('structure.before', { targets: each.targets.map(({ text }) => `”${text}”`).join(', ') })}
          </li>
        ))}
        {rights.map((each) => (
          <li key={`${each.unit} ${each.name.sv}`}>
            <Named name={each.name} /> {t('structure.right', { units: each.into.map(({ name }) => sayName(name, language)).join(', ') })}
          </li>
        ))}
      </ul>
    </section>
  );
}
