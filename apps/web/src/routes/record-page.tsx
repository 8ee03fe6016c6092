import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RecordView } from '../features/record/record-view';
import { sayPeriod } from '@styrbord/steering/period-words';
import { sessionQuery } from '../reading/queries';
import { sayName } from '../ui/named';
import { ProblemNotice } from '../ui/problem-notice';
import { useLanguage } from '../ui/use-language';
import { useTitle } from '../ui/use-title';
import styles from './page.module.css';
import { PeriodGuard } from './period-guard';
import { useScorecard } from './use-scorecard';
import { Waiting } from './waiting';

export function RecordPage() {
  const { unit, period } = useParams({ from: '/signed-in/framed/record/$unit/$period' });
  return (
    <PeriodGuard period={period}>
      <RecordOf key={`${unit} ${period}`} unit={unit} period={period} />
    </PeriodGuard>
  );
}

function RecordOf({ unit, period }: { unit: string; period: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const { only } = useSearch({ from: '/signed-in/framed/record/$unit/$period' });
  const { data: account } = useQuery(sessionQuery);
  const { scorecard, failure, retry, live } = useScorecard(unit, period);
  useTitle(scorecard ? t('record.title', { unit: sayName(scorecard.unit.name, language), period: sayPeriod(period, language) }) : null);

  if (!scorecard) {
    return failure ? (
      <div className={styles['page']}>
        <h1 className={styles['title']}>{t('frame.record')}</h1>
        <ProblemNotice failure={failure} onRetry={retry} />
      </div>
    ) : (
      <Waiting />
    );
  }
  return (
    <RecordView
      scorecard={scorecard}
      live={live}
      role={account?.role ?? ''}
      onlyMissing={only === 'missing'}
      onOnlyMissing={(missing) =>
        void navigate({
          to: '/record/$unit/$period',
          params: { unit, period },
          search: missing ? { only: 'missing' } : {},
          replace: true,
          resetScroll: false,
        })
      }
    />
  );
}
