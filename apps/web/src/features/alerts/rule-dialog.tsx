import { RULE_KINDS, SEVERITIES, type RuleKind } from '@styrbord/alerting/rule';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleAnswer } from '../../reading/alert-answers';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { sayName } from '../../ui/named';
import { Replied } from '../../ui/replied';
import { useLanguage } from '../../ui/use-language';
import { useSubmit } from '../../ui/use-submit';
import styles from './form.module.css';
import { bodyIn, type RuleBody } from './rule-body';
import { RuleKindFields } from './rule-kind-fields';
import { ScopeFields } from './scope-fields';
import { TrialResult } from './trial-result';

interface Props {
  /** The rule that is changed; one that another is made of, with an id of its own; null for one from nothing. */
  readonly before: RuleAnswer | null;
  readonly isNew: boolean;
  /** Whose perspectives there are to choose from. */
  readonly place: { readonly unit: string; readonly period: string };
  readonly onClose: () => void;
  readonly onDone: (words: string) => void;
}

export function RuleDialog({ before, isNew, place, onClose, onDone }: Props) {
  const { t } = useTranslation('alerts');
  const language = useLanguage();
  const { send, reply, forget } = useSubmit();
  const [id] = useState(() => (before && !isNew ? before.id : newId()));
  const [kind, setKind] = useState<RuleKind>(before?.kind ?? 'target-missed');
  const [tried, setTried] = useState<RuleBody | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const body = bodyIn(new FormData(event.currentTarget), { id, before });
    if (submitter?.getAttribute('name') === 'try') return setTried(body);
    if (await send('PUT', '/alert-rules', body)) onDone(t('rulesPage.changed'));
  };
  const changed = () => {
    forget();
    setTried(null);
  };
  return (
    <Dialog
      title={before && !isNew ? t('ruleForm.editTitle', { name: sayName(before.name, language) }) : t('ruleForm.newTitle')}
      onClose={onClose}
    >
      <form className={styles['form']} onSubmit={(event) => void submit(event)} onChange={changed}>
        <label className={styles['field']}>
          {t('ruleForm.name')}
          <input name="name" required maxLength={200} autoComplete="off" defaultValue={before?.name.sv ?? ''} />
        </label>
        {isNew ? (
          <label className={styles['field']}>
            {t('ruleForm.kind')}
            <select name="kind" value={kind} onChange={(event) => setKind(event.target.value as RuleKind)}>
              {RULE_KINDS.map((each) => (
                <option key={each} value={each}>
                  {t(`rulesPage.kinds.${each}`)}
                </option>
              ))}
            </select>
            <span className={styles['hint']}>{t(`rulesPage.says.${kind}`)}</span>
          </label>
        ) : (
          <p>
            <input type="hidden" name="kind" value={kind} />
            {t(`rulesPage.says.${kind}`)} <span className={styles['hint']}>{t('ruleForm.kindFixed')}</span>
          </p>
        )}
        <ScopeFields scope={before?.scope ?? null} isOwn={isNew && before !== null} place={place} />
        <label className={styles['field']}>
          {t('ruleForm.severity')}
          <select name="severity" defaultValue={before?.severity ?? 'warning'}>
            {SEVERITIES.map((severity) => (
              <option key={severity} value={severity}>
                {t(`severity.${severity}`)}
              </option>
            ))}
          </select>
          <span className={styles['hint']}>{t('ruleForm.severityHint')}</span>
        </label>
        <RuleKindFields kind={kind} before={before} />
        <label className={styles['check']}>
          <input type="checkbox" name="isOn" defaultChecked={before?.isOn ?? true} />
          {t('ruleForm.isOn')}
        </label>
        {tried && <TrialResult rule={tried} />}
        <Replied reply={reply} />
        <div className={styles['buttons']}>
          <Button type="submit" look="main" disabled={reply.state === 'sending'}>
            {t('ruleForm.save')}
          </Button>
          <Button type="submit" name="try">
            {t('ruleForm.tryFirst')}
          </Button>
          <Button onClick={onClose}>{t('ruleForm.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

const ID_BYTES = 4;

/** A rule is known by its name; its id is nobody's to think of. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return `regel-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
