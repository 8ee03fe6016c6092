import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleAnswer } from '../../reading/alert-answers';
import { rulesQuery } from '../../reading/alert-queries';
import { sessionQuery, unitsQuery } from '../../reading/queries';
import { useMay } from '../../reading/use-may';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { ProblemNotice } from '../../ui/problem-notice';
import { Replied } from '../../ui/replied';
import { useSubmit } from '../../ui/use-submit';
import { bodyOf } from './rule-body';
import { RuleDialog } from './rule-dialog';
import { RuleItem, type RuleAct } from './rule-item';
import styles from './rules-view.module.css';
import { TrialDialog } from './trial-dialog';

interface Asked {
  readonly act: Exclude<RuleAct, 'turnOff'> | 'new';
  readonly rule: RuleAnswer | null;
}

/** The rules that hold for one's units: on and off, changed, and tried before they are switched on. */
export function RulesView({ place }: { place: { readonly unit: string; readonly period: string } }) {
  const { t } = useTranslation('alerts');
  const { t: common } = useTranslation();
  const { data: rules, error, refetch } = useQuery(rulesQuery);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const mayOf = useMayOf();
  const maySteer = useMay('steer');
  const { send, reply } = useSubmit();
  useRuleOfAddress(rules !== undefined);
  const act = async (what: RuleAct, rule: RuleAnswer) => {
    setSaid(null);
    if (what !== 'turnOff') return setAsked({ act: what, rule });
    if (await send('PUT', '/alert-rules', { ...bodyOf(rule), isOn: false })) setSaid(t('rulesPage.turnedOff'));
  };
  const close = () => setAsked(null);
  const done = (words: string) => {
    close();
    setSaid(words);
  };
  if (error) return <ProblemNotice failure={error} onRetry={() => void refetch()} />;
  if (!rules) return <p role="status">{common('app.loading')}</p>;
  const isTried = asked?.act === 'try' || asked?.act === 'turnOn';
  return (
    <>
      {maySteer ? (
        <Button look="main" className={styles['new']} onClick={() => setAsked({ act: 'new', rule: null })}>
          {t('rulesPage.new')}
        </Button>
      ) : (
        <p className={styles['noRight']}>{t('rulesPage.noRight')}</p>
      )}
      {said !== null && <Notice title={said} tone="good" role="status" />}
      {reply.state === 'failed' && <Replied reply={reply} />}
      <ul className={styles['rules']}>
        {rules.map((rule) => (
          <RuleItem key={rule.id} rule={rule} may={mayOf(rule)} onAct={(what) => void act(what, rule)} />
        ))}
      </ul>
      {asked && isTried && asked.rule && (
        <TrialDialog rule={asked.rule} isForTurningOn={asked.act === 'turnOn'} onClose={close} onDone={done} />
      )}
      {asked && !isTried && <RuleDialog before={asked.rule} isNew={asked.act !== 'edit'} place={place} onClose={close} onDone={done} />}
    </>
  );
}

function useMayOf(): (rule: RuleAnswer) => 'set' | 'own' | 'read' {
  const { data: account } = useQuery(sessionQuery);
  const { data: units } = useQuery(unitsQuery);
  const maySteer = useMay('steer');
  return ({ scope: { unit } }) => {
    if (!maySteer) return 'read';
    return account?.units === 'all' || (unit !== null && units?.some(({ id }) => id === unit)) ? 'set' : 'own';
  };
}

/** An address may name a rule, `#rule-<id>`. */
function useRuleOfAddress(isThere: boolean): void {
  useEffect(() => {
    const [, rule] = /^#rule-(.+)$/.exec(decodeURIComponent(window.location.hash)) ?? [];
    if (isThere && rule !== undefined) document.querySelector(`[data-rule="${CSS.escape(rule)}"]`)?.scrollIntoView();
  }, [isThere]);
}
