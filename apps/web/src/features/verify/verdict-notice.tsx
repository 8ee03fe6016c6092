import type { PackVerdict } from '@styrbord/proof/evidence-pack';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/notice';
import { Steps } from '../../ui/steps';
import styles from './verdict-notice.module.css';

/** Good, changed, malformed or signed by another: said plainly, with the place. */
export function VerdictNotice({ verdict }: { verdict: PackVerdict }) {
  const { t } = useTranslation('audit');
  const good = verdict.result === 'good';
  return (
    <Notice title={t(`verify.result.${verdict.result}`)} tone={good ? 'good' : 'bad'} role={good ? 'status' : 'alert'}>
      <p>{t(`verify.hint.${verdict.result}`)}</p>
      {verdict.result === 'good' ? (
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
