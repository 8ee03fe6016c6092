import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { BesideView } from '../features/units/beside-view';
import { addUnitsTexts } from '../language/units-texts';
import { measureQuery, unitsOfMeasureQuery } from '../reading/queries';
import { sayName } from '../ui/named';
import { ProblemNotice } from '../ui/problem-notice';
import { useLanguage } from '../ui/use-language';
import { useTitle } from '../ui/use-title';
import styles from './page.module.css';
import { PeriodGuard } from './period-guard';
import { Waiting } from './waiting';

addUnitsTexts();

const FROM = '/signed-in/framed/boards/$unit/$period/measures/$measure/units';

export function UnitsOfMeasurePage() {
  const { period } = useParams({ from: FROM });
  return (
    <PeriodGuard period={period}>
      <UnitsOf />
    </PeriodGuard>
  );
}

function UnitsOf() {
  const { t } = useTranslation('units');
  const language = useLanguage();
  const navigate = useNavigate();
  const { unit, period, measure } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const { kind, provider, setting, cell } = search;
  const definition = useQuery(measureQuery(measure));
  const units = useQuery({
    ...unitsOfMeasureQuery(measure, period, { unit, kind, provider, setting, cell }),
    placeholderData: keepPreviousData,
  });
  useTitle(definition.data ? `${sayName(definition.data.name, language)}, ${t('title').toLocaleLowerCase()}` : t('title'));
  const error = definition.error ?? units.error;
  if (definition.data && units.data)
    return (
      <BesideView
        reading={units.data}
        definition={definition.data}
        place={{ unit, period }}
        search={search}
        onSearch={(next) =>
          void navigate({
            to: '/boards/$unit/$period/measures/$measure/units',
            params: { unit, period, measure },
            search: next,
            resetScroll: false,
            replace: true,
          })
        }
      />
    );
  if (!error) return <Waiting />;
  return (
    <div className={styles['page']}>
      <h1 className={styles['title']}>{measure}</h1>
      <ProblemNotice failure={error} onRetry={() => void Promise.all([definition.refetch(), units.refetch()])} />
    </div>
  );
}
