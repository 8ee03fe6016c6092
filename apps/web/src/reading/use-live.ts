import { useQueryClient } from '@tanstack/react-query';
import type { Scorecard } from '@styrbord/steering/scorecard';
import { useEffect, useState } from 'react';
import { toldOf } from './alert-queries';
import { listenLive, type LiveState } from './live-stream';
import { scorecardKey } from './queries';
import { changedRows, withRows } from './rows';

/** How long a changed row stays marked. */
const MARKED_MS = 8_000;

export interface Live {
  readonly state: LiveState;
  readonly updated: Date | null;
  /** Rows that changed a moment ago. */
  readonly changed: ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Keeps the scorecard of a unit and a period as the server knows it, for as long as the page shows it.
 * @param refused the server would not give it out, so there is nothing to follow
 */
export function useLive(unit: string, period: string, refused = false): Live {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  const [updated, setUpdated] = useState<Date | null>(null);
  const [changed, setChanged] = useState(NOTHING);

  useEffect(() => {
    if (refused) return;
    const key = scorecardKey(unit, period);
    const timers = new Set<number>();
    const mark = (ids: readonly string[], no: number) => {
      if (ids.length === 0) return;
      toldOf(no);
      void queries.invalidateQueries({ queryKey: ['alerts'] });
      setChanged((marked) => new Set([...marked, ...ids]));
      for (const id of ids) for (const kind of ['why', 'series']) void queries.invalidateQueries({ queryKey: [kind, id] });
      timers.add(window.setTimeout(() => setChanged((marked) => new Set([...marked].filter((id) => !ids.includes(id)))), MARKED_MS));
    };
    const stop = listenLive(unit, period, {
      state: setState,
      snapshot: (scorecard) => {
        setUpdated(new Date());
        const before = queries.getQueryData<Scorecard>(key);
        if (before && before.known.no > scorecard.known.no) return;
        queries.setQueryData(key, scorecard);
        if (before) mark(changedRows(before, scorecard), scorecard.known.no);
      },
      rows: (update) => {
        setUpdated(new Date());
        const before = queries.getQueryData<Scorecard>(key);
        if (!before) return void queries.invalidateQueries({ queryKey: key });
        queries.setQueryData(key, withRows(before, update));
        if (update.known.no > before.known.no)
          mark(
            update.rows.map((row) => row.id),
            update.known.no,
          );
      },
    });
    return () => {
      stop();
      for (const timer of timers) window.clearTimeout(timer);
      setChanged(NOTHING);
    };
  }, [queries, unit, period, refused]);

  return { state, updated, changed };
}
