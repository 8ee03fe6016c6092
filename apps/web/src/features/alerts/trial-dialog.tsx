import { useTranslation } from 'react-i18next';
import type { RuleAnswer } from '../../reading/alert-answers';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { sayName } from '../../ui/named';
import { Replied } from '../../ui/replied';
import { useLanguage } from '../../ui/use-language';
import { useSubmit } from '../../ui/use-submit';
import styles from './form.module.css';
import { bodyOf } from './rule-body';
import { TrialResult } from './trial-result';

interface Props {
  readonly rule: RuleAnswer;
  /** Whether it may be switched on from here. */
  readonly isForTurningOn: boolean;
  readonly onClose: () => void;
  readonly onDone: (words: string) => void;
}

/** A rule on history, before it is switched on. */
export function TrialDialog({ rule, isForTurningOn, onClose, onDone }: Props) {
  const { t } = useTranslation('alerts');
  const language = useLanguage();
  const { send, reply } = useSubmit();
  const body = bodyOf(rule);
  const turnOn = async () => {
    if (await send('PUT', '/alert-rules', { ...body, isOn: true })) onDone(t('rulesPage.turnedOn'));
  };
  return (
    <Dialog title={t('trial.title', { name: sayName(rule.name, language) })} onClose={onClose}>
      <div className={styles['form']}>
        <TrialResult rule={body} />
        {reply.state === 'failed' && <Replied reply={reply} />}
        {isForTurningOn && (
          <div className={styles['buttons']}>
            <Button look="main" onClick={() => void turnOn()} disabled={reply.state === 'sending'}>
              {t('rulesPage.turnOn')}
            </Button>
            <Button onClick={onClose}>{t('ruleForm.cancel')}</Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}
