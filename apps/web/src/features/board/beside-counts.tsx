import type { ScorecardGoal, ScorecardPerspective } from '@styrbord/steering/scorecard';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sayNumber } from '../../language/numbers';
import { useMay } from '../../reading/use-may';
import { Button } from '../../ui/button';
import { Named, sayName, Written } from '../../ui/named';
import { Replied } from '../../ui/replied';
import { useLanguage } from '../../ui/use-language';
import { useSubmit } from '../../ui/use-submit';
import { VerdictMark } from '../../ui/verdict-mark';
import styles from './beside-counts.module.css';
import { useBoard } from './board-context';

interface Props {
  readonly level: 'perspective' | 'goal';
  readonly node: ScorecardPerspective | ScorecardGoal;
}

const RESULTS = ['met', 'near', 'missed'] as const;

/** Beside the counts, never in their place: what the plan's weights make of them, and what a person judged, with why. */
export function BesideCounts({ level, node }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { plan, search } = useBoard();
  const maySteer = useMay('steer') && plan !== null && search.structureAt === undefined;
  const { weight, weighed, judgement } = node;
  if (!weight && !weighed && !judgement && !maySteer) return null;
  return (
    <div className={`${styles['beside']} ${level === 'goal' ? styles['goal'] : ''}`}>
      {weight && <p>{t('judgement.weight', { weight: sayNumber(weight, { language }) })}</p>}
      {weighed && (
        <p>
          <Named name={weighed.said} />
        </p>
      )}
      {judgement && (
        <p className={styles['judgement']}>
          <VerdictMark light={judgement.result} size={18} />
          <span>
            {t(`judgement.signed.${judgement.result}`)} <Written>{judgement.reason}</Written>{' '}
            <span className={styles['event']}>
              {t('judgement.at', { date: judgement.at.slice(0, 10) })}, {t('why.event', { no: judgement.no, index: judgement.index })}
            </span>
          </span>
        </p>
      )}
      {maySteer && <Judge level={level} node={node} />}
    </div>
  );
}

function Judge({ level, node }: Props) {
  const { t } = useTranslation();
  const { unit, period, plan } = useBoard();
  const { send, reply, forget } = useSubmit();
  const language = useLanguage();
  const { judgement } = node;
  const act = t(judgement ? 'judgement.again' : 'judgement.judge');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const [result, reason] = [String(given.get('result')), String(given.get('reason'))];
    const place = { plan: judgement?.plan ?? plan, unit, period, level, node: node.id, reason };
    await (result === 'withdraw' ? send('POST', '/judgements/withdrawals', place) : send('POST', '/judgements', { ...place, result }));
  };
  return (
    // Once signed, the form is done with.
    <details key={judgement?.no}>
      <summary aria-label={`${act}: ${sayName(node.name, language)}`}>{act}</summary>
      <form className={styles['form']} onSubmit={(event) => void submit(event)} onChange={forget}>
        <label className={styles['field']}>
          {t('judgement.result')}
          <select name="result" defaultValue={judgement?.result ?? 'met'}>
            {RESULTS.map((result) => (
              <option key={result} value={result}>
                {t(`judgement.choice.${result}`)}
              </option>
            ))}
            {judgement && <option value="withdraw">{t('judgement.withdraw')}</option>}
          </select>
        </label>
        <label className={styles['field']}>
          {t('judgement.reason')}
          <input name="reason" required autoComplete="off" />
        </label>
        <Button type="submit">{t('judgement.sign')}</Button>
        <Replied reply={reply} />
      </form>
    </details>
  );
}
