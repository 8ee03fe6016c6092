import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../reading/audit-answers';
import { sha256, verifySignature } from '../../reading/browser-proof';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { ProblemNotice } from '../../ui/problem-notice';
import { Steps } from '../../ui/steps';
import { checkEvent } from './check-event';
import { claimOf } from './event-claim';

/** The browser checks the event by itself, and says what it looked at. */
export function VerifyEvent({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation('audit');
  const { data, error, isPending, mutate } = useMutation({
    mutationFn: async () => checkEvent(await claimOf(entry), { sha256, verify: verifySignature }),
  });
  const good = data?.every(({ holds }) => holds) ?? false;
  return (
    <Panel title={t('eventPage.verifyTitle')}>
      <p>{t('eventPage.verifyLead')}</p>
      <div>
        <Button look="main" onClick={() => mutate()} disabled={isPending}>
          {isPending ? t('eventPage.verifying') : t('eventPage.verify')}
        </Button>
      </div>
      {error && <ProblemNotice failure={error} onRetry={() => mutate()} />}
      {data && (
        <>
          <Notice title={good ? t('eventPage.good') : t('eventPage.bad')} tone={good ? 'good' : 'bad'} role={good ? 'status' : 'alert'}>
            <p>{good ? t('eventPage.goodHint') : t('eventPage.badHint')}</p>
          </Notice>
          <Steps steps={data.map(({ name, holds, said }) => ({ holds, text: t(`eventPage.step.${name}`, { ...said }) }))} />
        </>
      )}
    </Panel>
  );
}
