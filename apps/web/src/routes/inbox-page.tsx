import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AlertsTabs } from '../features/alerts/alerts-tabs';
import { InboxView } from '../features/alerts/inbox-view';
import { addAlertsTexts } from '../language/alerts-texts';
import { TabbedPage } from '../ui/tabbed-page';
import { useTitle } from '../ui/use-title';

addAlertsTexts();

export function InboxPage() {
  const { t } = useTranslation('alerts');
  const navigate = useNavigate();
  const search = useSearch({ from: '/signed-in/framed/alerts' });
  useTitle(t('inboxPage.title'));
  return (
    <TabbedPage title={t('inboxPage.title')} lead={t('inboxPage.lead')} tabs={<AlertsTabs />} label={t('pages')}>
      <InboxView
        key={search.tray ?? ''}
        search={search}
        onSearch={(next) => void navigate({ to: '/alerts', search: next, resetScroll: false, replace: true })}
      />
    </TabbedPage>
  );
}
