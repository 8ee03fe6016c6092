import { useTranslation } from 'react-i18next';
import { sayNumber } from '../../language/numbers';
import type { RuleAnswer } from '../../reading/alert-answers';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Named, sayName } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';
import styles from './rule-item.module.css';
import { SeverityMark } from './severity-mark';
import { useNames } from './use-names';

export type RuleAct = 'edit' | 'own' | 'try' | 'turnOn' | 'turnOff';

interface Props {
  readonly rule: RuleAnswer;
  /** `own`: of a rule that holds beyond one's units, only another can be made. */
  readonly may: 'set' | 'own' | 'read';
  readonly onAct: (act: RuleAct) => void;
}

const NAMES = { edit: 'editOf', own: 'ownOf', try: 'tryOf', turnOn: 'turnOnOf', turnOff: 'turnOffOf' } as const;
const WORDS = { edit: 'edit', own: 'own', try: 'tryIt', turnOn: 'turnOn', turnOff: 'turnOff' } as const;

export function RuleItem({ rule, may, onAct }: Props) {
  const { t } = useTranslation('alerts');
  const language = useLanguage();
  const sayConditions = useSayConditions();
  const { id, kind, name, severity, isOn, version } = rule;
  const acts: readonly RuleAct[] = may === 'read' ? [] : may === 'own' ? ['try', 'own'] : [isOn ? 'turnOff' : 'turnOn', 'try', 'edit'];
  return (
    <li className={styles['rule']} data-rule={id}>
      <div className={styles['what']}>
        <h2 className={styles['name']}>
          <Named name={name} />
          <span className={styles['state']} data-on={isOn || undefined}>
            <Icon name={isOn ? 'tick' : 'pause'} size={14} />
            {t(isOn ? 'rulesPage.on' : 'rulesPage.off')}
          </span>
        </h2>
        <p>{t(`rulesPage.says.${kind}`)}</p>
        <ul className={styles['conditions']}>
          <li>
            <SeverityMark severity={severity} />
          </li>
          {sayConditions(rule).map((said) => (
            <li key={said}>{said}</li>
          ))}
          {version > 0 && <li>{t('rulesPage.version', { version })}</li>}
        </ul>
        {may === 'own' && <p className={styles['fixed']}>{t('rulesPage.fixed')}</p>}
      </div>
      {acts.length > 0 && (
        <div className={styles['acts']}>
          {acts.map((act) => (
            <Button key={act} onClick={() => onAct(act)} aria-label={t(`rulesPage.${NAMES[act]}`, { name: sayName(name, language) })}>
              {t(`rulesPage.${WORDS[act]}`)}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}

/** Where the rule holds, and what it waits for. */
function useSayConditions(): (rule: RuleAnswer) => string[] {
  const { t } = useTranslation('alerts');
  const language = useLanguage();
  const names = useNames();
  return (rule) => {
    const { scope, pendingPeriods: count } = rule;
    const where = [
      scope.unit === null ? t('rulesPage.everywhere') : t('rulesPage.unitBelow', { name: names.unit(scope.unit) }),
      ...(scope.perspective === null ? [] : [rule.perspectiveName ? sayName(rule.perspectiveName, language) : scope.perspective]),
      ...(scope.measure === null ? [] : [names.measure(scope.measure)]),
    ];
    if (rule.kind === 'report-missing') {
      const { days, graceDays: grace, count: counted } = rule.due;
      return [...where, t(counted === 'working-days' ? 'rulesPage.dueWorking' : 'rulesPage.due', { days, grace })];
    }
    const waits = count === 0 ? t('rulesPage.pendingNone') : count === 1 ? t('rulesPage.pendingOne') : t('rulesPage.pending', { count });
    const band = rule.kind === 'target-missed' ? rule.band : null;
    if (!band) return [...where, waits];
    const width = sayNumber(band.width, { language });
    return [...where, waits, t('rulesPage.band', { width: band.unit === 'percent' ? t('rulesPage.percentOf', { width }) : width })];
  };
}
