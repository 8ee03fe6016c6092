import type { alertsSv } from './alerts-sv';
import type { auditSv } from './audit-sv';
import type { laboratorySv } from './laboratory-sv';
import type { sv } from './sv';
import type { unitsSv } from './units-sv';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: {
      translation: typeof sv;
      audit: typeof auditSv;
      alerts: typeof alertsSv;
      units: typeof unitsSv;
      laboratory: typeof laboratorySv;
    };
  }
}
