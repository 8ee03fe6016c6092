import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AlertsTabs } from '../features/alerts/alerts-tabs';
import { CaseView } from '../features/alerts/case-view';
import { useNames } from '../features/alerts/use-names';
import { SeriesThen } from '../features/measure/series-then';
import { addAlertsTexts } from '../language/alerts-texts';
import { sayMoment } from '../language/numbers';
import { sayPeriod } from '@styrbord/steering/period-words';
import type { CaseAnswer } from '../reading/alert-answers';
import { caseQuery } from '../reading/alert-queries';
import { sessionQuery } from '../reading/queries';
import { Panel } from '../ui/panel';
import { ProblemNotice } from '../ui/problem-notice';
import { TabbedPage } from '../ui/tabbed-page';
import { useLanguage } from '../ui/use-language';
import { useTitle } from '../ui/use-title';

addAlertsTexts();

export function CasePage() {
  const { t } = useTranslation('alerts');
  const { t: common } = useTranslation();
  const language = useLanguage();
  const { case: id } = useParams({ from: '/signed-in/framed/alerts/cases/$case' });
  const { data: found, error, refetch } = useQuery(caseQuery(id));
  const { data: account } = useQuery(sessionQuery);
  const names = useNames();
  const name = found ? names.measure(found.measure) : id;
  useTitle(t('casePage.title', { name }));
  const lead = found && `${names.unit(found.unit)}, ${sayPeriod(found.period, language)}`;
  return (
    <TabbedPage title={found ? name : t('casePage.titleBare')} lead={lead} tabs={<AlertsTabs />} label={t('pages')}>
      {error && !found && <ProblemNotice failure={error} onRetry={() => void refetch()} />}
      {!found && !error && <p role="status">{common('app.loading')}</p>}
      {found && <CaseView found={found} account={account?.id ?? ''} chart={<ChartThen found={found} />} />}
    </TabbedPage>
  );
}

function ChartThen({ found }: { found: CaseAnswer }) {
  const { t } = useTranslation('alerts');
  const { unit, period, measure, cell, openedAt } = found;
  if (cell === null) return null;
  return (
    <SeriesThen unit={unit} period={period} measure={measure} cell={cell} knownAt={openedAt}>
      {(chart) => (
        <Panel title={t('casePage.chart')}>
          <p>{t('casePage.chartLead', { date: sayMoment(openedAt) })}</p>
          {chart}
        </Panel>
      )}
    </SeriesThen>
  );
}
