import { isProved } from '@styrbord/proof/evidence-pack';
import { isInOrder } from '@styrbord/proof/continuity';
import { useCallback, useEffect, useRef, useState } from 'react';
import { rememberCheckpoint, seenCheckpoints } from '../../reading/seen-checkpoints';
import type { PackChecked, Progress } from './pack-check';
import type { PackAsked, PackTold } from './pack-worker';

export type PackState =
  | { readonly state: 'idle' | 'failed' | 'cancelled' }
  | { readonly state: 'checking'; readonly progress: Progress }
  | { readonly state: 'done'; readonly checked: PackChecked };

interface PackCheck {
  readonly now: PackState;
  /** All that the check needs has been fetched. */
  readonly isReady: boolean;
  readonly check: (asked: Omit<PackAsked, 'seen'>) => void;
  readonly cancel: () => void;
  /** What was said is of something else. */
  readonly forget: () => void;
}

const IDLE: PackState = { state: 'idle' };

/** The verifier in a worker that is fetched with the page, so that the network may go before it is needed. */
export function usePackCheck(): PackCheck {
  const [now, setNow] = useState<PackState>(IDLE);
  const [isReady, setReady] = useState(false);
  const worker = useRef<Worker | null>(null);

  const dismiss = useCallback(() => {
    worker.current?.terminate();
    worker.current = null;
  }, []);
  const hire = useCallback((): Worker => {
    const hired = new Worker(new URL('./pack-worker.ts', import.meta.url), { type: 'module' });
    hired.addEventListener('message', ({ data }: MessageEvent<PackTold>) => {
      if (data.kind === 'ready') setReady(true);
      else setNow(stateAfter(data));
      if (data.kind === 'done') rememberProved(data.checked);
    });
    // It could not be fetched or started: the next check tries another.
    hired.addEventListener('error', () => {
      if (worker.current === hired) dismiss();
      setNow((before) => (before.state === 'checking' ? { state: 'failed' } : before));
    });
    worker.current = hired;
    return hired;
  }, [dismiss]);
  useEffect(() => {
    hire();
    return dismiss;
  }, [hire, dismiss]);

  const stop = (next: PackState) => {
    if (now.state === 'checking') {
      dismiss();
      hire();
    }
    setNow(next);
  };
  return {
    now,
    isReady,
    check: (asked) => {
      setNow({ state: 'checking', progress: { share: 0, step: 'reading' } });
      (worker.current ?? hire()).postMessage({ ...asked, seen: seenCheckpoints() } satisfies PackAsked);
    },
    cancel: () => stop({ state: 'cancelled' }),
    forget: () => stop(IDLE),
  };
}

/** What is not shown to go on from what was seen does not take its place. */
function rememberProved({ verdict }: PackChecked): void {
  if (isProved(verdict) && isInOrder(verdict.continuity)) rememberCheckpoint(verdict.note, new Date());
}

function stateAfter(told: Exclude<PackTold, { kind: 'ready' }>): PackState {
  switch (told.kind) {
    case 'progress':
      return { state: 'checking', progress: told.progress };
    case 'done':
      return { state: 'done', checked: told.checked };
    case 'failed':
      return { state: 'failed' };
  }
}
