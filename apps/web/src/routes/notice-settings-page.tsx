import { useTranslation } from 'react-i18next';
import { AlertsTabs } from '../features/alerts/alerts-tabs';
import { NoticeSettingsView } from '../features/alerts/notice-settings-view';
import { addAlertsTexts } from '../language/alerts-texts';
import { TabbedPage } from '../ui/tabbed-page';
import { useTitle } from '../ui/use-title';

addAlertsTexts();

export function NoticeSettingsPage() {
  const { t } = useTranslation('alerts');
  useTitle(t('minePage.title'));
  return (
    <TabbedPage title={t('minePage.title')} lead={t('minePage.lead')} tabs={<AlertsTabs />} label={t('pages')}>
      <NoticeSettingsView />
    </TabbedPage>
  );
}
