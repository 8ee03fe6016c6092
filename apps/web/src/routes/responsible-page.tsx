import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AlertsTabs } from '../features/alerts/alerts-tabs';
import { ResponsibleView } from '../features/alerts/responsible-view';
import { addAlertsTexts } from '../language/alerts-texts';
import { TabbedPage } from '../ui/tabbed-page';
import { useTitle } from '../ui/use-title';

addAlertsTexts();

export function ResponsiblePage() {
  const { t } = useTranslation('alerts');
  const navigate = useNavigate();
  const search = useSearch({ from: '/signed-in/framed/alerts/responsible' });
  useTitle(t('responsiblePage.title'));
  return (
    <TabbedPage title={t('responsiblePage.title')} lead={t('responsiblePage.lead')} tabs={<AlertsTabs />} label={t('pages')}>
      <ResponsibleView
        search={search}
        onSearch={(next) => void navigate({ to: '/alerts/responsible', search: next, resetScroll: false, replace: true })}
      />
    </TabbedPage>
  );
}
