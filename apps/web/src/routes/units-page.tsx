import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { HeatView } from '../features/units/heat-view';
import { addUnitsTexts } from '../language/units-texts';
import { heatMapQuery } from '../reading/queries';
import { ProblemNotice } from '../ui/problem-notice';
import { useTitle } from '../ui/use-title';
import styles from './page.module.css';
import { PeriodGuard } from './period-guard';
import { Waiting } from './waiting';

addUnitsTexts();

const FROM = '/signed-in/framed/boards/$unit/$period/units';

export function UnitsPage() {
  const { unit, period } = useParams({ from: FROM });
  return (
    <PeriodGuard period={period}>
      <HeatMapOf unit={unit} period={period} />
    </PeriodGuard>
  );
}

function HeatMapOf({ unit, period }: { unit: string; period: string }) {
  const { t } = useTranslation('units');
  const navigate = useNavigate();
  const search = useSearch({ from: FROM });
  const { data, error, refetch } = useQuery({
    ...heatMapQuery(unit, period, { kind: search.kind, provider: search.provider, setting: search.setting }),
    placeholderData: keepPreviousData,
  });
  useTitle(t('heatTitle'));
  if (data)
    return (
      <HeatView
        map={data}
        search={search}
        onSearch={(next) =>
          void navigate({ to: '/boards/$unit/$period/units', params: { unit, period }, search: next, resetScroll: false, replace: true })
        }
      />
    );
  if (!error) return <Waiting />;
  return (
    <div className={styles['page']}>
      <h1 className={styles['title']}>{t('heatTitle')}</h1>
      <ProblemNotice failure={error} onRetry={() => void refetch()} />
    </div>
  );
}
