import type { Addressee } from '@styrbord/alerting/responsibility';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { chainQuery } from '../../reading/alert-queries';
import { ProblemNotice } from '../../ui/problem-notice';
import styles from './people.module.css';
import { usePersonName } from './use-person-name';

/** Who would be told today, and who after them. */
export function ChainSaid({ unit, measure }: { unit: string; measure: string }) {
  const { t } = useTranslation('alerts');
  const { t: common } = useTranslation();
  const { data: found, error, refetch } = useQuery(chainQuery(unit, measure));
  const nameOf = usePersonName(found?.people);
  if (error) return <ProblemNotice failure={error} onRetry={() => void refetch()} />;
  if (!found) return <p role="status">{common('app.loading')}</p>;
  const said = ({ person, why }: Addressee): string =>
    t(`casePage.addressee.${why}`, { name: person === null ? t('casePage.mailbox') : nameOf(person) });
  const [, ...above] = found.chain;
  return (
    <>
      <p>{t('responsiblePage.first', { who: found.told.map(said).join('; ') })}</p>
      {above.length > 0 && (
        <>
          <p>{t('responsiblePage.after')}</p>
          <ol className={styles['steps']}>
            {above.map((step) => (
              <li key={step.map(({ person }) => person).join()}>{step.map(said).join('; ')}</li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}
