import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Board } from '../features/board/board';
import type { BoardSearch } from '../features/board/selection';
import { sayPeriod } from '@styrbord/steering/period-words';
import { rowOf } from '../reading/rows';
import { sayName } from '../ui/named';
import { leadingName } from '../ui/say';
import { ProblemNotice } from '../ui/problem-notice';
import { useLanguage } from '../ui/use-language';
import { useTitle } from '../ui/use-title';
import { PeriodGuard } from './period-guard';
import styles from './page.module.css';
import { useScorecard } from './use-scorecard';
import { Waiting } from './waiting';

const WhyPanel = lazy(() => import('../features/why/why-panel'));
const Wall = lazy(() => import('../features/board/wall'));

export function BoardPage() {
  const { unit, period } = useParams({ from: '/signed-in/framed/boards/$unit/$period' });
  return (
    <PeriodGuard period={period}>
      <BoardOf key={`${unit} ${period}`} unit={unit} period={period} />
    </PeriodGuard>
  );
}

function BoardOf({ unit, period }: { unit: string; period: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const search = useSearch({ from: '/signed-in/framed/boards/$unit/$period' });
  const { structureAt } = search;
  const { scorecard, failure, retry, live } = useScorecard(unit, period, structureAt);
  useTitle(scorecard ? t('board.title', { unit: sayName(scorecard.unit.name, language), period: sayPeriod(period, language) }) : null);
  const onSearch = useCallback(
    (next: BoardSearch) =>
      void navigate({
        to: '/boards/$unit/$period',
        params: { unit, period },
        // A selection that is cleared is one of rows: the structure stays until another is chosen.
        search: { structureAt, ...next },
        resetScroll: false,
        replace: !next.why,
      }),
    [navigate, unit, period, structureAt],
  );

  if (!scorecard) {
    return failure ? (
      <div className={styles['page']}>
        <h1 className={styles['title']}>{t('frame.board')}</h1>
        <ProblemNotice failure={failure} onRetry={retry} />
      </div>
    ) : (
      <Waiting />
    );
  }
  const [measure, cell] = search.why?.split('~') ?? [];
  const asked = measure === undefined ? undefined : rowOf(scorecard, measure);
  const first = asked && (cell !== undefined && asked.cells[cell] ? cell : leadingName(asked));
  return (
    <>
      {search.view !== 'wall' && <Board scorecard={scorecard} live={live} search={search} onSearch={onSearch} />}
      <Suspense>
        {asked && first && (
          <WhyPanel
            row={asked}
            cell={first}
            unit={unit}
            period={period}
            structureAt={structureAt}
            onCell={(next) => onSearch({ ...search, why: `${asked.id}~${next}` })}
            onClose={() => onSearch({ ...search, why: undefined })}
          />
        )}
        {search.view === 'wall' && <Wall scorecard={scorecard} live={live} onLeave={() => onSearch({ ...search, view: undefined })} />}
      </Suspense>
    </>
  );
}
