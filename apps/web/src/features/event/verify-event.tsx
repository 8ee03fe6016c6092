import { isInOrder } from '@styrbord/proof/continuity';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../reading/audit-answers';
import { sha256, verifySignature } from '../../reading/browser-proof';
import { rememberCheckpoint } from '../../reading/seen-checkpoints';
import { Button } from '../../ui/button';
import { ContinuityNotice } from '../../ui/continuity-notice';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { ProblemNotice } from '../../ui/problem-notice';
import { SeenLedgers } from '../../ui/seen-ledgers';
import { Steps } from '../../ui/steps';
import { checkEvent, type Step } from './check-event';
import { claimOf, comparedWithSeen, type Compared } from './event-claim';

interface Checked extends Compared {
  readonly steps: readonly Step[];
  readonly note: string;
}

/** The browser checks the event by itself, says what it looked at, and remembers how far the ledger had come. */
export function VerifyEvent({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation('audit');
  const { data, error, isPending, mutate } = useMutation({ mutationFn: () => checked(entry) });
  return (
    <Panel title={t('eventPage.verifyTitle')}>
      <p>{t('eventPage.verifyLead')}</p>
      <div>
        <Button look="main" onClick={() => mutate()} disabled={isPending}>
          {isPending ? t('eventPage.verifying') : t('eventPage.verify')}
        </Button>
      </div>
      {error && <ProblemNotice failure={error} onRetry={() => mutate()} />}
      {data && <Found {...data} />}
      <SeenLedgers />
    </Panel>
  );
}

function Found({ steps, note, continuity, earlier }: Checked) {
  const { t } = useTranslation('audit');
  const holds = isWhole(steps);
  const against = continuity === 'smaller' || continuity === 'inconsistent';
  const result = !holds ? 'bad' : against ? 'against' : 'good';
  return (
    <>
      <Notice
        title={t(`eventPage.${result}`)}
        tone={result !== 'good' ? 'bad' : isInOrder(continuity) ? 'good' : 'plain'}
        role={result === 'good' ? 'status' : 'alert'}
      >
        <p>{t(`eventPage.${result}Hint`)}</p>
      </Notice>
      {holds && <ContinuityNotice continuity={continuity} earlier={earlier} note={note} from="server" />}
      <Steps steps={steps.map(({ name, holds: isGood, said }) => ({ holds: isGood, text: t(`eventPage.step.${name}`, { ...said }) }))} />
    </>
  );
}

async function checked(entry: HistoryEntry): Promise<Checked> {
  const claim = await claimOf(entry);
  const steps = checkEvent(claim, { sha256, verify: verifySignature });
  const compared = await comparedWithSeen(claim.note, entry);
  if (isWhole(steps) && isInOrder(compared.continuity)) rememberCheckpoint(claim.note, new Date());
  return { ...compared, steps, note: claim.note };
}

const isWhole = (steps: readonly Step[]): boolean => steps.every(({ holds }) => holds);
