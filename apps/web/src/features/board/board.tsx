import type { Row, Scorecard } from '@styrbord/steering/scorecard';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Live } from '../../reading/use-live';
import { useStrips } from '../../reading/use-strips';
import { useOpenCases } from '../../reading/use-open-cases';
import { rowsOf } from '../../reading/rows';
import { sayPeriod } from '@styrbord/steering/period-words';
import { sayName } from '../../ui/named';
import { Notice } from '../../ui/notice';
import { useLanguage } from '../../ui/use-language';
import { useRowKeys } from '../../ui/use-row-keys';
import { BoardContext } from './board-context';
import { BoardHead } from './board-head';
import styles from './board.module.css';
import { Counts } from './counts';
import { Decide } from './decide';
import { Filters } from './filters';
import { useRowOfAddress } from './focus-row';
import { PerspectiveRail } from './perspective-rail';
import { PerspectiveSection } from './perspective-section';
import { selected, type BoardSearch } from './selection';
import { Undecided } from './undecided';

interface Props {
  readonly scorecard: Scorecard;
  readonly live: Live;
  readonly search: BoardSearch;
  readonly onSearch: (next: BoardSearch) => void;
}

export function Board({ scorecard, live, search, onSearch }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const kept = useKept(search, live.changed);
  const shown = useMemo(() => selected(scorecard, search, kept), [scorecard, search, kept]);
  const all = rowsOf(scorecard).length;
  const shownCount = shown.reduce(
    (sum, { goals }) => sum + goals.flatMap(({ factors }) => factors.flatMap(({ measures }) => measures)).length,
    0,
  );
  const openCases = useOpenCases(scorecard.unit.id, scorecard.period);
  const strips = useStrips(scorecard);
  const onWhy = (row: Row, cell: string) => onSearch({ ...search, why: `${row.id}~${cell}` });
  useRowOfAddress();
  useRowKeys({ v: (measure) => onSearch({ ...search, why: measure }) });

  return (
    <BoardContext
      value={{
        unit: scorecard.unit.id,
        period: scorecard.period,
        plan: scorecard.plan?.id ?? null,
        changed: live.changed,
        search,
        openCases,
        strips,
        onWhy,
      }}
    >
      <div className={styles['page']}>
        <BoardHead scorecard={scorecard} live={live} onStructure={(structureAt) => onSearch({ ...search, structureAt })} />
        {all === 0 ? (
          <Notice title={t('board.empty', { unit: sayName(scorecard.unit.name, language), period: sayPeriod(scorecard.period, language) })}>
            <p>{t('board.emptyHint')}</p>
          </Notice>
        ) : (
          <div className={styles['columns']}>
            <div className={styles['rail']}>
              <Counts scorecard={scorecard} search={search} onSearch={onSearch} />
              <PerspectiveRail scorecard={scorecard} search={search} onSearch={onSearch} />
            </div>
            <div className={styles['rows']}>
              <Decide rows={rowsOf(scorecard)} onSearch={onSearch} />
              <Undecided unit={scorecard.unit.id} period={scorecard.period} />
              <Filters scorecard={scorecard} search={search} onSearch={onSearch} shown={shownCount} all={all} />
              {shown.length === 0 && (
                <Notice title={t('board.nothing')}>
                  <p>{t('board.nothingHint')}</p>
                </Notice>
              )}
              {shown.map((perspective) => (
                <PerspectiveSection key={perspective.id} perspective={perspective} />
              ))}
            </div>
          </div>
        )}
      </div>
    </BoardContext>
  );
}

/** Rows that changed since the selection was made keep their place until the reader makes another one. */
function useKept(search: BoardSearch, changed: ReadonlySet<string>): ReadonlySet<string> {
  const { why: _, view: __, ...narrowing } = search;
  const made = JSON.stringify(narrowing);
  const kept = useRef<{ made: string; ids: Set<string> }>({ made, ids: new Set() });
  return useMemo(() => {
    if (kept.current.made !== made) kept.current = { made, ids: new Set() };
    else kept.current = { made, ids: new Set([...kept.current.ids, ...changed]) };
    return kept.current.ids;
  }, [made, changed]);
}
