import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EventView } from '../features/event/event-view';
import { addAuditTexts } from '../language/audit-texts';
import type { LedgerAsked } from '../reading/audit-answers';
import { eventQuery } from '../reading/audit-queries';
import { AuditPage } from '../ui/audit-page';
import { ProblemNotice } from '../ui/problem-notice';
import { useTitle } from '../ui/use-title';
import { AuditGuard } from './audit-guard';
import { usePlace } from './use-place';
import { Waiting } from './waiting';

addAuditTexts();

export function EventPage() {
  const { t } = useTranslation('audit');
  const { no, index } = useParams({ from: '/signed-in/framed/audit/events/$no/$index' });
  const { ledger } = useSearch({ from: '/signed-in/framed/audit/events/$no/$index' });
  const title = t(ledger ? 'eventPage.auditTitle' : 'eventPage.title', { no, index });
  useTitle(title);
  return (
    <AuditGuard title={title}>
      <EventOf key={`${ledger} ${no}:${index}`} no={no} index={index} {...(ledger ? { ledger } : {})} title={title} />
    </AuditGuard>
  );
}

function EventOf({ title, ...asked }: LedgerAsked & { no: string; index: string; title: string }) {
  const place = usePlace();
  const { data, error, refetch } = useQuery(eventQuery(asked));
  return (
    <AuditPage title={title} place={place}>
      {error && <ProblemNotice failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data && <EventView entry={data} place={place} />}
    </AuditPage>
  );
}
