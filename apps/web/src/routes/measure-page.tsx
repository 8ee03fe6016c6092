import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { MeasureView } from '../features/measure/measure-view';
import { rowOf } from '../reading/rows';
import { sayName } from '../ui/named';
import { Notice } from '../ui/notice';
import { ProblemNotice } from '../ui/problem-notice';
import { useLanguage } from '../ui/use-language';
import { useTitle } from '../ui/use-title';
import styles from './page.module.css';
import { PeriodGuard } from './period-guard';
import { useScorecard } from './use-scorecard';
import { Waiting } from './waiting';

const WhyPanel = lazy(() => import('../features/why/why-panel'));

export function MeasurePage() {
  const params = useParams({ from: '/signed-in/framed/boards/$unit/$period/measures/$measure' });
  return (
    <PeriodGuard period={params.period}>
      <MeasureOf key={`${params.unit} ${params.period} ${params.measure}`} {...params} />
    </PeriodGuard>
  );
}

function MeasureOf({ unit, period, measure }: { unit: string; period: string; measure: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const search = useSearch({ from: '/signed-in/framed/boards/$unit/$period/measures/$measure' });
  const { scorecard, failure, retry, live } = useScorecard(unit, period, search.structureAt);
  const row = scorecard && rowOf(scorecard, measure);
  useTitle(row ? sayName(row.name, language) : null);
  const go = (next: typeof search) =>
    void navigate({
      to: '/boards/$unit/$period/measures/$measure',
      params: { unit, period, measure },
      search: next,
      resetScroll: false,
      replace: !next.why,
    });

  if (!scorecard && !failure) return <Waiting />;
  if (!scorecard || !row) {
    return (
      <div className={styles['page']}>
        <h1 className={styles['title']}>{measure}</h1>
        {failure ? (
          <ProblemNotice failure={failure} onRetry={retry} />
        ) : (
          <Notice title={t('measure.missing')}>
            <p>{t('problem.notFoundHint')}</p>
          </Notice>
        )}
      </div>
    );
  }
  return (
    <>
      <MeasureView
        scorecard={scorecard}
        row={row}
        live={live}
        asTable={search.as === 'table'}
        onAsTable={(asTable) => go({ structureAt: search.structureAt, ...(asTable ? { as: 'table' as const } : {}) })}
        onStructure={(structureAt) => go({ ...search, structureAt })}
        onWhy={(cell) => go({ ...search, why: cell })}
      />
      <Suspense>
        {search.why !== undefined && row.cells[search.why] && (
          <WhyPanel
            row={row}
            cell={search.why}
            unit={unit}
            period={period}
            structureAt={search.structureAt}
            onCell={(why) => go({ ...search, why })}
            onClose={() => go({ ...search, why: undefined })}
          />
        )}
      </Suspense>
    </>
  );
}
