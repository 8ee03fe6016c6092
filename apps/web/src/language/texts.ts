import type { alertsSv } from './alerts-sv';
import type { auditSv } from './audit-sv';
import type { laboratorySv } from './laboratory-sv';
import type { sv } from './sv';
import type { unitsSv } from './units-sv';

type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };

/** The words a language must have. */
export type Texts = Shape<typeof sv>;
export type AlertsTexts = Shape<typeof alertsSv>;
export type AuditTexts = Shape<typeof auditSv>;
export type UnitsTexts = Shape<typeof unitsSv>;
export type LaboratoryTexts = Shape<typeof laboratorySv>;
