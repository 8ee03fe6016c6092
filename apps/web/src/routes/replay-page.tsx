import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplaySearch } from '../features/replay/moments';
import { ReplayView } from '../features/replay/replay-view';
import { addAuditTexts } from '../language/audit-texts';
import { sayPeriod } from '@styrbord/steering/period-words';
import { ticksQuery } from '../reading/audit-queries';
import { unitsQuery } from '../reading/queries';
import { AuditPage } from '../ui/audit-page';
import { sayName } from '../ui/named';
import { ProblemNotice } from '../ui/problem-notice';
import { useLanguage } from '../ui/use-language';
import { useTitle } from '../ui/use-title';
import { AuditGuard } from './audit-guard';
import { PeriodGuard } from './period-guard';
import { Waiting } from './waiting';

addAuditTexts();

export function ReplayPage() {
  const { t } = useTranslation('audit');
  const { unit, period } = useParams({ from: '/signed-in/framed/audit/replay/$unit/$period' });
  return (
    <AuditGuard title={t('replay')}>
      <PeriodGuard period={period}>
        <ReplayOf key={`${unit} ${period}`} unit={unit} period={period} />
      </PeriodGuard>
    </AuditGuard>
  );
}

function ReplayOf({ unit, period }: { unit: string; period: string }) {
  const { t } = useTranslation('audit');
  const language = useLanguage();
  const navigate = useNavigate();
  const search = useSearch({ from: '/signed-in/framed/audit/replay/$unit/$period' });
  const { data: units } = useQuery(unitsQuery);
  const { data: ticks, error, refetch } = useQuery(ticksQuery({ unit, period }));
  const name = units?.find(({ id }) => id === unit)?.name;
  const title = t('replayPage.title', { unit: name ? sayName(name, language) : unit, period: sayPeriod(period, language) });
  useTitle(title);
  const onSearch = useCallback(
    (next: ReplaySearch) =>
      void navigate({ to: '/audit/replay/$unit/$period', params: { unit, period }, search: next, resetScroll: false, replace: true }),
    [navigate, unit, period],
  );
  return (
    <AuditPage title={title} lead={t('replayPage.lead')} place={{ unit, period }}>
      {error && <ProblemNotice failure={error} onRetry={() => void refetch()} />}
      {!ticks && !error && <Waiting />}
      {ticks && <ReplayView unit={unit} period={period} ticks={ticks} search={search} onSearch={onSearch} />}
    </AuditPage>
  );
}
