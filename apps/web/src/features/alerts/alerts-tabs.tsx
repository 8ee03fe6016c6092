import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { TAB } from '../../ui/tabbed-page';

/** The way between the pages of alerts. */
export function AlertsTabs() {
  const { t } = useTranslation('alerts');
  return (
    <>
      <Link to="/alerts" search={{}} activeOptions={{ exact: true, includeSearch: false }} {...TAB}>
        {t('inbox')}
      </Link>
      <Link to="/alerts/rules" {...TAB}>
        {t('rules')}
      </Link>
      <Link to="/alerts/deliveries" search={{}} activeOptions={{ includeSearch: false }} {...TAB}>
        {t('deliveries')}
      </Link>
      <Link to="/alerts/responsible" search={{}} activeOptions={{ includeSearch: false }} {...TAB}>
        {t('responsible')}
      </Link>
      <Link to="/alerts/mine" {...TAB}>
        {t('mine')}
      </Link>
    </>
  );
}
