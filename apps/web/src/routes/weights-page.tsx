import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { asSearch, weightsIn } from '../features/laboratory/weights-search';
import { WeightsView } from '../features/laboratory/weights-view';
import { addLaboratoryTexts } from '../language/laboratory-texts';
import { weightsQuery } from '../reading/laboratory-queries';
import { unitsQuery } from '../reading/queries';
import { sayName } from '../ui/named';
import { ProblemNotice } from '../ui/problem-notice';
import { useLanguage } from '../ui/use-language';
import { useTitle } from '../ui/use-title';
import styles from './page.module.css';
import { PeriodGuard } from './period-guard';
import { Waiting } from './waiting';

addLaboratoryTexts();

const FROM = '/signed-in/framed/boards/$unit/$period/laboratory';

export function WeightsPage() {
  const { period } = useParams({ from: FROM });
  return (
    <PeriodGuard period={period}>
      <WeightsOf />
    </PeriodGuard>
  );
}

function WeightsOf() {
  const { t } = useTranslation('laboratory');
  const language = useLanguage();
  const navigate = useNavigate();
  const { unit, period } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const { knownAt } = search;
  const units = useQuery(unitsQuery);
  const asked = { unit, period, ...(knownAt === undefined ? {} : { knownAt }) };
  const planned = useQuery(weightsQuery(asked, []));
  const weighed = useQuery({ ...weightsQuery(asked, weightsIn(search)), placeholderData: keepPreviousData });
  const name = units.data?.find(({ id }) => id === unit)?.name ?? { sv: unit };
  useTitle(t('weights.titleOf', { unit: sayName(name, language) }));
  const ask = (next: typeof search) =>
    void navigate({ to: '/boards/$unit/$period/laboratory', params: { unit, period }, search: next, resetScroll: false });
  if (planned.data)
    return (
      <WeightsView
        key={`${unit} ${period}`}
        unit={name}
        place={{ unit, period }}
        search={search}
        planned={planned.data}
        answer={weighed.data ?? null}
        failure={weighed.error}
        onWeights={(weights) => ask({ ...asSearch(weights), ...(knownAt === undefined ? {} : { knownAt }) })}
        onNow={() => ask({ ...search, knownAt: undefined })}
      />
    );
  if (!planned.error) return <Waiting />;
  return (
    <div className={styles['page']}>
      <h1 className={styles['title']}>{t('weights.title')}</h1>
      <ProblemNotice failure={planned.error} onRetry={() => void planned.refetch()} />
    </div>
  );
}
