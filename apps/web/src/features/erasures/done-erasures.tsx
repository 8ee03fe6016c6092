import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sayMoment } from '../../language/numbers';
import type { ErasureRequest } from '../../reading/erasure-answers';
import { ErasureFacts, Whom } from './erasure-facts';
import styles from './erasures.module.css';

/** What was erased and when, the latest first. */
export function DoneErasures({ erasures }: { erasures: readonly ErasureRequest[] }) {
  const { t } = useTranslation('audit');
  if (erasures.length === 0) return <p className={styles['lead']}>{t('erasurePage.noDone')}</p>;
  return (
    <>
      <ul className={styles['list']}>
        {erasures.toReversed().map((erasure) => (
          <li key={erasure.id} className={styles['item']} data-erasure={erasure.id}>
            <div className={styles['about']}>
              <Whom subject={erasure.subject} name={t('erasurePage.erasedBy', { decision: erasure.decision })} />
              <ErasureFacts
                erasure={erasure}
                rest={[
                  [t('erasurePage.requestedBy'), erasure.requestedBy],
                  [t('erasurePage.approvedBy'), erasure.approvedBy ?? ''],
                  [t('erasurePage.approvedAt'), sayMoment(erasure.approvedAt ?? '')],
                ]}
              />
            </div>
          </li>
        ))}
      </ul>
      <p>
        <Link to="/audit/history" search={{ type: 'erasure-approved' }}>
          {t('erasurePage.inHistory')}
        </Link>
      </p>
    </>
  );
}
