import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayMoment } from '../../language/numbers';
import type { Tick } from '../../reading/audit-answers';
import { differenceQuery } from '../../reading/audit-queries';
import { rowsOf } from '../../reading/rows';
import { Choice } from '../../ui/choice';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { ProblemNotice } from '../../ui/problem-notice';
import { Provenance } from '../../ui/provenance';
import { Differences } from './differences';
import { KnownBoard } from './known-board';
import { commitOf, firstShown, type ReplaySearch } from './moments';
import styles from './replay-view.module.css';
import { TimeSlider } from './time-slider';
import { useFollowedBoard, useRested } from './use-hand';

interface Props {
  readonly unit: string;
  readonly period: string;
  readonly ticks: readonly Tick[];
  readonly search: ReplaySearch;
  readonly onSearch: (next: ReplaySearch) => void;
}

const NOTHING: ReadonlySet<string> = new Set();

export function ReplayView({ unit, period, ticks, search, onSearch }: Props) {
  const { t } = useTranslation('audit');
  const last = ticks.at(-1)?.no ?? 0;
  const [at, setAt] = useMoment(search.at === undefined ? firstShown(ticks) : commitOf(search.at, ticks), (no) =>
    onSearch({ ...search, at: no }),
  );
  const [other, setOther] = useMoment(search.with === undefined ? last : commitOf(search.with, ticks), (no) =>
    onSearch({ ...search, with: no }),
  );
  return (
    <>
      <section className={styles['moments']} aria-label={t('replayPage.moment')}>
        <TimeSlider label={t('replayPage.moment')} ticks={ticks} no={at} onMove={setAt} playable />
        <Choice
          label={t('replayPage.second')}
          value={search.with === undefined ? 'now' : 'other'}
          options={[
            { value: 'now', label: t('replayPage.now') },
            { value: 'other', label: t('replayPage.other') },
          ]}
          onChoose={(choice) => onSearch({ at, ...(choice === 'other' ? { with: last } : {}) })}
        />
        {search.with !== undefined && <TimeSlider label={t('replayPage.second')} ticks={ticks} no={other} onMove={setOther} />}
      </section>
      {ticks.length < 2 && (
        <Notice title={t('replayPage.nothing')}>
          <p>{t('replayPage.nothingHint')}</p>
        </Notice>
      )}
      <TwoMoments unit={unit} period={period} at={at} from={Math.min(at, other)} to={Math.max(at, other)} alone={ticks.length < 2} />
    </>
  );
}

interface Moments {
  readonly unit: string;
  readonly period: string;
  /** The commit whose board is shown. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** There is nothing else to compare with. */
  readonly alone: boolean;
}

function TwoMoments({ unit, period, at, from, to, alone }: Moments) {
  const { t } = useTranslation('audit');
  // The board follows the hand; what differs, which is more to find out, follows when the hand rests.
  const board = useFollowedBoard({ unit, period }, at);
  const span = useMemo(() => ({ from, to }), [from, to]);
  const rested = useRested(span, RESTED_MS);
  const diff = useQuery(differenceQuery({ unit, period }, rested));
  const isStale = rested !== span || diff.isPlaceholderData;
  const scorecard = board.data;
  // Kept while the hand moves, so that each step of it draws the slider and not the whole page.
  const differing = useMemo(() => (diff.data ? new Set(diff.data.rows.map(({ measure }) => measure)) : NOTHING), [diff.data]);
  const rows = useMemo(() => (scorecard ? rowsOf(scorecard) : []), [scorecard]);
  const same = useMemo(() => rows.filter(({ id }) => !differing.has(id)), [rows, differing]);
  const moment = ({ at: time, no }: { readonly at: string | null; readonly no: number }) =>
    t('replayPage.at', { date: time === null ? '' : sayMoment(time), no });
  const count = diff.data?.rows.length ?? 0;
  if (at === 0)
    return (
      <Notice title={t('replayPage.empty')}>
        <p>{t('replayPage.emptyHint')}</p>
      </Notice>
    );
  return (
    <>
      {!alone && (
        <Panel title={t('replayPage.differences')}>
          <div aria-busy={isStale} className={isStale ? styles['stale'] : styles['fresh']}>
            {diff.error && <ProblemNotice failure={diff.error} onRetry={() => void diff.refetch()} />}
            {diff.data && count > 0 && (
              <p role="status" className={styles['between']}>
                {t(count === 1 ? 'replayPage.betweenOne' : 'replayPage.between', {
                  count,
                  from: moment(diff.data.from),
                  to: moment(diff.data.to),
                })}
              </p>
            )}
            {diff.data && count === 0 && (
              <div role="status">
                <p className={styles['between']}>{t('replayPage.noDifference')}</p>
                <p className={styles['hint']}>{t('replayPage.noDifferenceHint')}</p>
              </div>
            )}
            {diff.data && <Differences difference={diff.data} unit={unit} period={period} />}
          </div>
          {scorecard && same.length > 0 && count > 0 && (
            <details className={styles['same']}>
              <summary>{t('replayPage.same', { count: same.length })}</summary>
              <KnownBoard scorecard={scorecard} rows={same} label={t('replayPage.same', { count: same.length })} />
            </details>
          )}
        </Panel>
      )}
      <Panel title={t('replayPage.board')}>
        {board.error && <ProblemNotice failure={board.error} onRetry={() => void board.refetch()} />}
        {scorecard && (
          <>
            <p className={styles['hint']}>
              {t('replayPage.known', {
                date: scorecard.known.at === null ? '' : sayMoment(scorecard.known.at),
                no: scorecard.known.no,
              })}
            </p>
            <Provenance provenance={scorecard.provenance} />
            {rows.length === 0 ? (
              <Notice title={t('replayPage.empty')}>
                <p>{t('replayPage.emptyHint')}</p>
              </Notice>
            ) : (
              <KnownBoard scorecard={scorecard} rows={rows} differing={differing} isStale={isStale} label={t('replayPage.board')} />
            )}
          </>
        )}
      </Panel>
    </>
  );
}

const SETTLED_MS = 200;
const RESTED_MS = 200;

/** Follows the hand at once; the address follows when the hand rests, and moves it when it changes by itself. */
function useMoment(given: number, onSettled: (no: number) => void): [number, (no: number) => void] {
  const [no, setNo] = useState(given);
  const timer = useRef(0);
  const settle = useRef(onSettled);
  useEffect(() => {
    settle.current = onSettled;
  });
  useEffect(() => setNo(given), [given]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const move = useCallback((next: number) => {
    setNo(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => settle.current(next), SETTLED_MS);
  }, []);
  return [no, move];
}
