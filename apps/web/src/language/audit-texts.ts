import i18n from 'i18next';
import { auditEn } from './audit-en';
import { auditSv } from './audit-sv';

/** To be called by the scripts of the audit's pages, before they draw. */
export function addAuditTexts(): void {
  i18n.addResourceBundle('sv', 'audit', auditSv);
  i18n.addResourceBundle('en', 'audit', auditEn);
}
