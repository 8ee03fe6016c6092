import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AlertsTabs } from '../features/alerts/alerts-tabs';
import { DeliveriesView } from '../features/alerts/deliveries-view';
import { addAlertsTexts } from '../language/alerts-texts';
import { TabbedPage } from '../ui/tabbed-page';
import { useTitle } from '../ui/use-title';

addAlertsTexts();

export function DeliveriesPage() {
  const { t } = useTranslation('alerts');
  const navigate = useNavigate();
  const { fate } = useSearch({ from: '/signed-in/framed/alerts/deliveries' });
  useTitle(t('deliveriesPage.title'));
  return (
    <TabbedPage title={t('deliveriesPage.title')} lead={t('deliveriesPage.lead')} tabs={<AlertsTabs />} label={t('pages')}>
      <DeliveriesView
        fate={fate}
        onFate={(next) =>
          void navigate({ to: '/alerts/deliveries', search: next ? { fate: next } : {}, resetScroll: false, replace: true })
        }
      />
    </TabbedPage>
  );
}
