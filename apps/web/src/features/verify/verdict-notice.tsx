import { isProved, type PackVerdict } from '@styrbord/proof/evidence-pack';
import { isInOrder } from '@styrbord/proof/continuity';
import { RENDERING } from '@styrbord/steering/renderings';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SeenCheckpoint } from '../../reading/seen-checkpoints';
import { ContinuityNotice } from '../../ui/continuity-notice';
import { Notice } from '../../ui/notice';
import { Steps } from '../../ui/steps';
import styles from './verdict-notice.module.css';

type Proved = Extract<PackVerdict, { readonly result: 'good' | 'partly' }>;

/** Good, in part, changed, malformed or signed by another: said plainly, with the place. */
export function VerdictNotice({ verdict, earlier }: { verdict: PackVerdict; earlier: SeenCheckpoint | null }) {
  const { t } = useTranslation('audit');
  const proved = isProved(verdict);
  const result = proved && verdict.continuity === 'inconsistent' ? 'against' : verdict.result;
  const inOrder = proved && isInOrder(verdict.continuity);
  const compared = proved && <ContinuityNotice continuity={verdict.continuity} earlier={earlier} note={verdict.note} from="pack" />;
  return (
    <>
      <Notice
        title={t(`verify.result.${result}`)}
        tone={result === 'good' && inOrder ? 'good' : result === 'good' || result === 'partly' ? 'plain' : 'bad'}
        role={result === 'good' ? 'status' : 'alert'}
      >
        <p>{t(`verify.hint.${result}`, { version: proved ? verdict.manifest.rendering : null })}</p>
        {inOrder && compared}
        {proved ? (
          <>
            {verdict.result === 'partly' && <p>{t('verify.notCompared', { values: named(verdict.compared.unknown, t) })}</p>}
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

function checked(verdict: Proved, t: TFunction<'audit'>): string[] {
  const { manifest, signedBy, commits, events } = verdict;
  const { unit, to } = manifest.selection;
  return [
    t('verify.step.zip'),
    t('verify.step.signature', { origin: manifest.origin, names: signedBy.join(', ') }),
    t('verify.step.commits', { count: commits }),
    t('verify.step.events', { count: events }),
    ...(unit === null ? [t('verify.step.whole', { to })] : []),
    ...shown(verdict, t),
  ];
}

/** What was compared of what the pack shows. */
function shown(verdict: Proved, t: TFunction<'audit'>): string[] {
  if (verdict.result === 'partly') {
    const { equal } = verdict.compared;
    return equal.length === 0 ? [] : [t('verify.step.compared', { values: named(equal, t) })];
  }
  const { manifest, rendering } = verdict;
  const { unit, period } = manifest.selection;
  return [
    ...(unit === null ? [] : [t('verify.step.scorecard', { unit, period })]),
    ...(rendering < RENDERING ? [t('verify.step.older', { version: rendering })] : []),
    t('verify.step.page'),
  ];
}

const named = (values: Extract<PackVerdict, { readonly result: 'partly' }>['compared']['equal'], t: TFunction<'audit'>): string =>
  values.map((value) => t(`verify.value.${value}`)).join(', ');
