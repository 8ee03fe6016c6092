import { useTranslation } from 'react-i18next';
import type { ErasureRequest } from '../../reading/erasure-answers';
import { Written } from '../../ui/named';
import styles from './erasures.module.css';

/** A person by name while there is one, and always by the pseudonym that the events say. */
export function Whom({ subject, name }: { subject: string; name: string | null }) {
  return (
    <p className={styles['whom']}>
      {name !== null && <span className={styles['name']}>{name}</span>} <code className={styles['subject']}>{subject}</code>
    </p>
  );
}

interface Props {
  readonly erasure: Pick<ErasureRequest, 'ground' | 'decision'>;
  readonly rest: readonly (readonly [name: string, value: string])[];
}

export function ErasureFacts({ erasure: { ground, decision }, rest }: Props) {
  const { t } = useTranslation('audit');
  return (
    <dl className={styles['facts']}>
      <div>
        <dt>{t('erasurePage.ground')}</dt>
        <dd>{t(`erasurePage.grounds.${ground}`)}</dd>
      </div>
      <div>
        <dt>{t('entry.decision')}</dt>
        <dd>
          <Written>{decision}</Written>
        </dd>
      </div>
      {rest.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
