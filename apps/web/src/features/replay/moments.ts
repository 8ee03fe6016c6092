import type { Tick } from '../../reading/audit-answers';

/** The address of a replay: moments are commit numbers or times; `with` is now unless said. */
export interface ReplaySearch {
  readonly at?: string;
  readonly with?: string;
}

export function readReplaySearch(raw: Record<string, unknown>): ReplaySearch {
  const moment = (name: string): string | undefined => {
    const given = raw[name];
    const text = typeof given === 'number' || typeof given === 'string' ? String(given) : '';
    return /^\d{1,15}$/.test(text) || !Number.isNaN(Date.parse(text)) ? text || undefined : undefined;
  };
  const [at, other] = [moment('at'), moment('with')];
  return { ...(at === undefined ? {} : { at }), ...(other === undefined ? {} : { with: other }) };
}

/** The commit a moment stands for: a number as it is, a time as the last tick by then; 0 before the first. */
export function commitOf(moment: string, ticks: readonly Tick[]): number {
  if (/^\d+$/.test(moment)) return Number(moment);
  const time = Date.parse(moment);
  return ticks.findLast(({ at }) => Date.parse(at) <= time)?.no ?? 0;
}

/** The tick at which what was known at a commit was already known. */
export function tickAt(no: number, ticks: readonly Tick[]): number {
  return Math.max(
    0,
    ticks.findLastIndex((tick) => tick.no <= no),
  );
}

/** Where a replay begins when the address does not say: before the latest change, so that something differs. */
export function firstShown(ticks: readonly Tick[]): number {
  return (ticks.at(-2) ?? ticks.at(-1))?.no ?? 0;
}
