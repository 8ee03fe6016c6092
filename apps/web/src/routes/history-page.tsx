import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { HistoryView } from '../features/history/history-view';
import { addAuditTexts } from '../language/audit-texts';
import { AuditPage } from '../ui/audit-page';
import { useTitle } from '../ui/use-title';
import { AuditGuard } from './audit-guard';
import { usePlace } from './use-place';

addAuditTexts();

export function HistoryPage() {
  const { t } = useTranslation('audit');
  const navigate = useNavigate();
  const search = useSearch({ from: '/signed-in/framed/audit/history' });
  const place = usePlace();
  useTitle(t('historyPage.title'));
  return (
    <AuditGuard title={t('historyPage.title')}>
      <AuditPage title={t('historyPage.title')} lead={t('historyPage.lead')} place={place}>
        <HistoryView
          search={search}
          onSearch={(next) => void navigate({ to: '/audit/history', search: next, resetScroll: false, replace: true })}
        />
      </AuditPage>
    </AuditGuard>
  );
}
