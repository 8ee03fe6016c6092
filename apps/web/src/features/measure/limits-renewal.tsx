import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sayPeriod } from '@styrbord/steering/period-words';
import type { Series } from '../../reading/answers';
import { useMay } from '../../reading/use-may';
import { Button } from '../../ui/button';
import { Written } from '../../ui/named';
import { Replied } from '../../ui/replied';
import { sayLine } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import { useSubmit } from '../../ui/use-submit';
import styles from './limits-renewal.module.css';

/** New limits: what the product proposes and why, what somebody approved, and the way there and back. */
export function LimitsRenewal({ series }: { series: Series }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const maySteer = useMay('steer');
  const { proposal, renewals } = series.process;
  if (!proposal && renewals.length === 0) return null;
  return (
    <div className={styles['renewal']}>
      {renewals.map(({ from, reason, no, index }) => (
        <div key={from}>
          <p>
            {t('process.approved', { period: sayPeriod(from, language) })}
            <Written>{reason}</Written> <span className={styles['event']}>{t('why.event', { no, index })}</span>
          </p>
          {maySteer && (
            <Decision series={series} from={from} path="/limits/withdrawals" asked={t('process.whyBack')} act={t('process.takeBack')} />
          )}
        </div>
      ))}
      {proposal && (
        <div>
          <p>
            {t('process.proposed', {
              period: sayPeriod(proposal.from, language),
              count: proposal.grounds.points,
              side: t(`process.side.${proposal.grounds.side}`),
              mean: sayLine(proposal.grounds.mean, language),
            })}
          </p>
          {maySteer && <Decision series={series} from={proposal.from} path="/limits" asked={t('process.why')} act={t('process.approve')} />}
        </div>
      )}
    </div>
  );
}

interface DecisionProps {
  readonly series: Series;
  readonly from: string;
  readonly path: string;
  readonly asked: string;
  readonly act: string;
}

function Decision({ series: { measure, unit, cell }, from, path, asked, act }: DecisionProps) {
  const { send, reply, forget } = useSubmit();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason'));
    await send('POST', path, { measure, unit, cell, from, reason });
  };
  return (
    <details>
      <summary>{act}</summary>
      <form className={styles['form']} onSubmit={(event) => void submit(event)} onChange={forget}>
        <label className={styles['field']}>
          {asked}
          <input name="reason" required autoComplete="off" />
        </label>
        <Button type="submit">{act}</Button>
        <Replied reply={reply} />
      </form>
    </details>
  );
}
