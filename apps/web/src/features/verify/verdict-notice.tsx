import type { PackVerdict } from '@styrbord/proof/evidence-pack';
import { isInOrder } from '@styrbord/proof/continuity';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SeenCheckpoint } from '../../reading/seen-checkpoints';
import { ContinuityNotice } from '../../ui/continuity-notice';
import { Notice } from '../../ui/notice';
import { Steps } from '../../ui/steps';
import styles from './verdict-notice.module.css';

/** Good, changed, malformed or signed by another: said plainly, with the place. */
export function VerdictNotice({ verdict, earlier }: { verdict: PackVerdict; earlier: SeenCheckpoint | null }) {
  const { t } = useTranslation('audit');
  const good = verdict.result === 'good';
  const result = good && verdict.continuity === 'inconsistent' ? 'against' : verdict.result;
  const inOrder = good && isInOrder(verdict.continuity);
  const compared = good && <ContinuityNotice continuity={verdict.continuity} earlier={earlier} note={verdict.note} from="pack" />;
  return (
    <>
      <Notice
        title={t(`verify.result.${result}`)}
        tone={inOrder ? 'good' : result === 'good' ? 'plain' : 'bad'}
        role={result === 'good' ? 'status' : 'alert'}
      >
        <p>{t(`verify.hint.${result}`)}</p>
        {inOrder && compared}
        {good ? (
          <>
            <p className={styles['label']}>{t('verify.checked')}</p>
            <Steps steps={checked(verdict, t).map((text) => ({ holds: true, text }))} />
          </>
        ) : (
          <dl className={styles['place']}>
            <dt>{t('verify.where')}</dt>
            <dd>{verdict.place}</dd>
            <dt>{t('verify.code')}</dt>
            <dd>{verdict.code}</dd>
          </dl>
        )}
      </Notice>
      {!inOrder && compared}
    </>
  );
}

function checked(verdict: Extract<PackVerdict, { result: 'good' }>, t: TFunction<'audit'>): string[] {
  const { manifest, signedBy, commits, events } = verdict;
  const { unit, period, to } = manifest.selection;
  return [
    t('verify.step.zip'),
    t('verify.step.signature', { origin: manifest.origin, names: signedBy.join(', ') }),
    t('verify.step.commits', { count: commits }),
    t('verify.step.events', { count: events }),
    unit === null ? t('verify.step.whole', { to }) : t('verify.step.scorecard', { unit, period }),
    t('verify.step.page'),
  ];
}
