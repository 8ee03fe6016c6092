import i18n from 'i18next';
import { laboratoryEn } from './laboratory-en';
import { laboratorySv } from './laboratory-sv';

/** To be called by the script of the laboratory, before it draws. */
export function addLaboratoryTexts(): void {
  i18n.addResourceBundle('sv', 'laboratory', laboratorySv);
  i18n.addResourceBundle('en', 'laboratory', laboratoryEn);
}
