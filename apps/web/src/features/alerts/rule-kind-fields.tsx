import type { RuleKind } from '@styrbord/alerting/rule';
import { useTranslation } from 'react-i18next';
import type { RuleAnswer } from '../../reading/alert-answers';
import { sayNumber } from '../../language/numbers';
import { useLanguage } from '../../ui/use-language';
import styles from './form.module.css';

const PENDING_MAX = 12;
const DAYS_MAX = 366;
const DUE = { days: 20, count: 'calendar-days', graceDays: 3 } as const;

/** What only some kinds of rules have: periods to wait for, a band, when a report is late. */
export function RuleKindFields({ kind, before }: { kind: RuleKind; before: RuleAnswer | null }) {
  const { t } = useTranslation('alerts');
  const language = useLanguage();
  if (kind === 'report-missing') {
    const due = before?.kind === 'report-missing' ? before.due : DUE;
    return (
      <div className={styles['fields']}>
        <label className={styles['field']}>
          {t('ruleForm.days')}
          <input name="days" type="number" min={0} max={DAYS_MAX} required defaultValue={due.days} />
        </label>
        <label className={styles['field']}>
          {t('ruleForm.count')}
          <select name="count" defaultValue={due.count}>
            {(['calendar-days', 'working-days'] as const).map((count) => (
              <option key={count} value={count}>
                {t(`ruleForm.counts.${count}`)}
              </option>
            ))}
          </select>
        </label>
        <label className={styles['field']}>
          {t('ruleForm.grace')}
          <input name="graceDays" type="number" min={0} max={DAYS_MAX} required defaultValue={due.graceDays} />
        </label>
      </div>
    );
  }
  const band = before?.kind === 'target-missed' ? before.band : null;
  return (
    <>
      <label className={styles['field']}>
        {t('ruleForm.pending')}
        <input
          name="pendingPeriods"
          type="number"
          min={0}
          max={PENDING_MAX}
          required
          defaultValue={before?.pendingPeriods ?? 0}
          aria-describedby="pending-hint"
        />
        <span id="pending-hint" className={styles['hint']}>
          {t('ruleForm.pendingHint')}
        </span>
      </label>
      {kind === 'target-missed' && (
        <>
          <div className={styles['fields']}>
            <label className={styles['field']}>
              {t('ruleForm.band')}
              <input
                name="width"
                inputMode="decimal"
                autoComplete="off"
                defaultValue={band ? sayNumber(band.width, { language }) : ''}
                aria-describedby="band-hint"
              />
            </label>
            <label className={styles['field']}>
              {t('ruleForm.bandUnit')}
              <select name="bandUnit" defaultValue={band?.unit ?? 'measure'}>
                {(['measure', 'percent'] as const).map((unit) => (
                  <option key={unit} value={unit}>
                    {t(`ruleForm.bandUnits.${unit}`)}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <p id="band-hint" className={styles['hint']}>
            {t('ruleForm.bandHint')}
          </p>
        </>
      )}
    </>
  );
}
