import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErasuresView } from '../features/erasures/erasures-view';
import { addAuditTexts } from '../language/audit-texts';
import { sessionQuery } from '../reading/queries';
import { mayErase } from '../reading/use-may';
import { AuditPage } from '../ui/audit-page';
import { Notice } from '../ui/notice';
import { useTitle } from '../ui/use-title';
import { usePlace } from './use-place';

addAuditTexts();

export function ErasuresPage() {
  const { t } = useTranslation('audit');
  const place = usePlace();
  const { data: account } = useQuery(sessionQuery);
  useTitle(t('erasurePage.title'));
  if (!account) return null;
  return (
    <AuditPage title={t('erasurePage.title')} lead={t('erasurePage.lead')} place={place}>
      {mayErase(account) ? (
        <ErasuresView account={account.id} />
      ) : (
        <Notice title={t('erasurePage.noRight')}>
          <p>{t('erasurePage.noRightHint')}</p>
        </Notice>
      )}
    </AuditPage>
  );
}
