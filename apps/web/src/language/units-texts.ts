import i18n from 'i18next';
import { unitsEn } from './units-en';
import { unitsSv } from './units-sv';

/** To be called by the scripts of the pages that set units beside each other, before they draw. */
export function addUnitsTexts(): void {
  i18n.addResourceBundle('sv', 'units', unitsSv);
  i18n.addResourceBundle('en', 'units', unitsEn);
}
