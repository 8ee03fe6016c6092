import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sayMoment } from '../../language/numbers';
import type { ErasureRequest } from '../../reading/erasure-answers';
import { ErasureFacts, Whom } from './erasure-facts';
import styles from './erasures.module.css';

interface Props {
  readonly erasures: readonly ErasureRequest[];
  readonly nameOf: (subject: string) => string | null;
}

/** What became of each request, the latest first. */
export function DoneErasures({ erasures, nameOf }: Props) {
  const { t } = useTranslation('audit');
  if (erasures.length === 0) return <p className={styles['lead']}>{t('erasurePage.noDone')}</p>;
  return (
    <>
      <ul className={styles['list']}>
        {erasures.toReversed().map((erasure) => (
          <li key={erasure.id} className={styles['item']} data-erasure={erasure.id}>
            <div className={styles['about']}>
              {erasure.withdrawnBy === null ? <Erased erasure={erasure} /> : <Withdrawn erasure={erasure} name={nameOf(erasure.subject)} />}
            </div>
          </li>
        ))}
      </ul>
      <p className={styles['links']}>
        {erasures.some(({ approvedBy }) => approvedBy !== null) && (
          <Link to="/audit/history" search={{ type: 'erasure-approved' }}>
            {t('erasurePage.inHistory')}
          </Link>
        )}
        {erasures.some(({ withdrawnBy }) => withdrawnBy !== null) && (
          <Link to="/audit/history" search={{ type: 'erasure-withdrawn' }}>
            {t('erasurePage.withdrawnInHistory')}
          </Link>
        )}
      </p>
    </>
  );
}

function Erased({ erasure }: { erasure: ErasureRequest }) {
  const { t } = useTranslation('audit');
  return (
    <>
      <Whom subject={erasure.subject} name={t('erasurePage.erasedBy', { decision: erasure.decision })} />
      <ErasureFacts
        erasure={erasure}
        rest={[
          [t('erasurePage.requestedBy'), erasure.requestedBy],
          [t('erasurePage.approvedBy'), erasure.approvedBy ?? ''],
          [t('erasurePage.approvedAt'), sayMoment(erasure.approvedAt ?? '')],
        ]}
      />
    </>
  );
}

function Withdrawn({ erasure, name }: { erasure: ErasureRequest; name: string | null }) {
  const { t } = useTranslation('audit');
  return (
    <>
      <Whom subject={erasure.subject} name={name} />
      <p>{t('erasurePage.withdrawn')}</p>
      <ErasureFacts
        erasure={erasure}
        rest={[
          [t('erasurePage.requestedBy'), erasure.requestedBy],
          [t('erasurePage.withdrawnBy'), erasure.withdrawnBy ?? ''],
          [t('erasurePage.withdrawnAt'), sayMoment(erasure.withdrawnAt ?? '')],
        ]}
      />
    </>
  );
}
