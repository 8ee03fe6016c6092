import { useTranslation } from 'react-i18next';
import { AlertsTabs } from '../features/alerts/alerts-tabs';
import { RulesView } from '../features/alerts/rules-view';
import { addAlertsTexts } from '../language/alerts-texts';
import { TabbedPage } from '../ui/tabbed-page';
import { useTitle } from '../ui/use-title';
import { usePlace } from './use-place';

addAlertsTexts();

export function RulesPage() {
  const { t } = useTranslation('alerts');
  const { unit, period } = usePlace();
  useTitle(t('rulesPage.title'));
  return (
    <TabbedPage title={t('rulesPage.title')} lead={t('rulesPage.lead')} tabs={<AlertsTabs />} label={t('pages')}>
      <RulesView place={{ unit, period }} />
    </TabbedPage>
  );
}
