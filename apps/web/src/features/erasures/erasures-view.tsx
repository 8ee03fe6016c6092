import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isOpen, type ErasureRequest, type MarkedSubject } from '../../reading/erasure-answers';
import { erasuresQuery, subjectsQuery } from '../../reading/erasure-queries';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { ProblemNotice } from '../../ui/problem-notice';
import { ApproveDialog } from './approve-dialog';
import { DoneErasures } from './done-erasures';
import styles from './erasures.module.css';
import { OpenRequests } from './open-requests';
import { RequestDialog } from './request-dialog';
import { SubjectList } from './subject-list';
import { WithdrawDialog } from './withdraw-dialog';

type Asked =
  | { readonly about: 'request'; readonly subject: MarkedSubject | null }
  | { readonly about: 'approval' | 'withdrawal'; readonly request: ErasureRequest; readonly name: string | null };

/** Who may be forgotten, what waits for a second person, and what became of what was asked. */
export function ErasuresView({ account }: { account: string }) {
  const { t } = useTranslation('audit');
  const { t: common } = useTranslation();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const erasures = useQuery(erasuresQuery);
  const people = useSubjects(erasures.data);
  const error = erasures.error ?? people.error;
  if (error) return <ProblemNotice failure={error} onRetry={() => void (erasures.error ? erasures.refetch() : people.refetch())} />;
  if (!erasures.data || !people.subjects) return <p role="status">{common('app.loading')}</p>;
  const { subjects } = people;
  const open = erasures.data.filter(isOpen);
  const nameOf = (subject: string): string | null => subjects.find((each) => each.subject === subject)?.name ?? null;
  const done = (words: string) => {
    setAsked(null);
    setSaid(words);
  };
  return (
    <>
      {said !== null && <Notice title={said} tone="good" role="status" />}
      <Panel title={t('erasurePage.open')}>
        <OpenRequests
          requests={open}
          account={account}
          nameOf={nameOf}
          onApprove={(request) => setAsked({ about: 'approval', request, name: nameOf(request.subject) })}
          onWithdraw={(request) => setAsked({ about: 'withdrawal', request, name: nameOf(request.subject) })}
        />
      </Panel>
      <Panel
        title={t('erasurePage.people')}
        tools={<Button onClick={() => setAsked({ about: 'request', subject: null })}>{t('erasurePage.askOther')}</Button>}
      >
        <p className={styles['lead']}>{t('erasurePage.peopleLead')}</p>
        <SubjectList
          subjects={subjects}
          waiting={new Set(open.map(({ subject }) => subject))}
          onAsk={(subject) => setAsked({ about: 'request', subject })}
        />
        {people.hasMore && (
          <Button onClick={people.more} className={styles['more']}>
            {t('historyPage.more')}
          </Button>
        )}
      </Panel>
      <Panel title={t('erasurePage.done')}>
        <DoneErasures erasures={erasures.data.filter((each) => !isOpen(each))} nameOf={nameOf} />
      </Panel>
      {asked?.about === 'request' && <RequestDialog subject={asked.subject} onClose={() => setAsked(null)} onDone={done} />}
      {asked?.about === 'approval' && (
        <ApproveDialog request={asked.request} name={asked.name} onClose={() => setAsked(null)} onDone={done} />
      )}
      {asked?.about === 'withdrawal' && (
        <WithdrawDialog request={asked.request} name={asked.name} onClose={() => setAsked(null)} onDone={done} />
      )}
    </>
  );
}

/** Page by page as they are asked for, and at once so far that everybody is among them whose name a request still says. */
function useSubjects(erasures: readonly ErasureRequest[] | undefined) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery(subjectsQuery);
  const subjects = data?.pages.flatMap(({ items }) => items);
  const isLacking = (erasures ?? [])
    .filter(({ approvedBy }) => approvedBy === null)
    .some(({ subject }) => subject.startsWith('s-') && !subjects?.some((each) => each.subject === subject));
  useEffect(() => {
    if (isLacking && hasNextPage && !isFetching) void fetchNextPage();
  }, [isLacking, hasNextPage, isFetching, fetchNextPage]);
  return { subjects, error, refetch, hasMore: hasNextPage, more: () => void fetchNextPage() };
}
