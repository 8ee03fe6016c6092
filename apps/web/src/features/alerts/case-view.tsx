import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseAnswer } from '../../reading/alert-answers';
import { caseNoticesQuery } from '../../reading/alert-queries';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { ProblemNotice } from '../../ui/problem-notice';
import { CaseActions } from './case-actions';
import { CaseFacts } from './case-facts';
import styles from './case-view.module.css';
import { Story } from './story';
import { ToldList } from './told-list';

interface Props {
  readonly found: CaseAnswer;
  /** Who is looking. */
  readonly account: string;
  /** The series as it was known when the case was opened; null where there is none to draw. */
  readonly chart: ReactNode;
}

/** A case: where it stands, what can be done, what happened to it and who was told. */
export function CaseView({ found, account, chart }: Props) {
  const { t } = useTranslation('alerts');
  const { data: notices, error } = useQuery(caseNoticesQuery(found.id));
  const [said, setSaid] = useState<string | null>(null);
  return (
    <>
      {said !== null && <Notice title={said} tone="good" role="status" />}
      <div className={styles['columns']}>
        <div className={styles['now']}>
          <CaseFacts found={found} account={account} />
        </div>
        <div className={styles['aside']}>
          <CaseActions found={found} account={account} onDone={setSaid} />
          <Panel title={t('casePage.told')}>
            {error ? <ProblemNotice failure={error} /> : notices && <ToldList found={found} account={account} notices={notices} />}
          </Panel>
        </div>
        <div className={styles['then']}>
          {chart}
          <Panel title={t('casePage.story')}>
            <Story found={found} account={account} notices={notices ?? []} />
          </Panel>
        </div>
      </div>
    </>
  );
}
