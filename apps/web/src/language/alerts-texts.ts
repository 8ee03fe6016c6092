import i18n from 'i18next';
import { alertsEn } from './alerts-en';
import { alertsSv } from './alerts-sv';

/** To be called by the scripts of the pages of alerts, before they draw. */
export function addAlertsTexts(): void {
  i18n.addResourceBundle('sv', 'alerts', alertsSv);
  i18n.addResourceBundle('en', 'alerts', alertsEn);
}
