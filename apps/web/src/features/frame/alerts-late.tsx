import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sayMoment } from '../../language/numbers';
import { alertsWatchQuery } from '../../reading/alert-queries';
import { Notice } from '../../ui/notice';

/** Said on every page: who waits for a mail that will not come must know. */
export function AlertsLate() {
  const { t } = useTranslation();
  const { data: watch } = useQuery(alertsWatchQuery);
  if (!watch?.isLate) return null;
  const since = watch.waitingSince ?? watch.at;
  return (
    <Notice title={t('frame.alertsLate')} tone="bad" role="status">
      <p>
        {since !== null && `${t('frame.alertsLateSince', { at: sayMoment(since) })} `}
        {t('frame.alertsLateHint')}
      </p>
    </Notice>
  );
}
