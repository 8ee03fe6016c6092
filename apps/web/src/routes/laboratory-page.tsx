import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LaboratoryView } from '../features/laboratory/laboratory-view';
import { suppositionOf } from '../features/laboratory/laboratory-search';
import { addLaboratoryTexts } from '../language/laboratory-texts';
import { triedQuery } from '../reading/laboratory-queries';
import { measureQuery, unitsQuery } from '../reading/queries';
import { sayName } from '../ui/named';
import { ProblemNotice } from '../ui/problem-notice';
import { useLanguage } from '../ui/use-language';
import { useTitle } from '../ui/use-title';
import styles from './page.module.css';
import { PeriodGuard } from './period-guard';
import { Waiting } from './waiting';

addLaboratoryTexts();

const FROM = '/signed-in/framed/boards/$unit/$period/measures/$measure/laboratory';

export function LaboratoryPage() {
  const { period } = useParams({ from: FROM });
  return (
    <PeriodGuard period={period}>
      <LaboratoryOf />
    </PeriodGuard>
  );
}

function LaboratoryOf() {
  const { t } = useTranslation('laboratory');
  const language = useLanguage();
  const navigate = useNavigate();
  const { unit, period, measure } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const { cell, knownAt } = search;
  const definition = useQuery(measureQuery(measure));
  const units = useQuery(unitsQuery);
  const asked = { unit, measure, ...(cell === undefined ? {} : { cell }), ...(knownAt === undefined ? {} : { knownAt }) };
  const tried = useQuery({ ...triedQuery(asked, suppositionOf(search)), placeholderData: keepPreviousData });
  const name = units.data?.find(({ id }) => id === unit)?.name ?? { sv: unit };
  useTitle(definition.data ? t('titleOf', { name: sayName(definition.data.name, language) }) : t('title'));
  if (definition.data)
    return (
      <LaboratoryView
        key={`${unit} ${measure}`}
        definition={definition.data}
        unit={name}
        place={{ unit, period, measure }}
        search={search}
        answer={tried.data ?? null}
        failure={tried.error}
        onSearch={(next) =>
          void navigate({
            to: '/boards/$unit/$period/measures/$measure/laboratory',
            params: { unit, period, measure },
            search: next,
            resetScroll: false,
          })
        }
      />
    );
  if (!definition.error) return <Waiting />;
  return (
    <div className={styles['page']}>
      <h1 className={styles['title']}>{measure}</h1>
      <ProblemNotice failure={definition.error} onRetry={() => void definition.refetch()} />
    </div>
  );
}
