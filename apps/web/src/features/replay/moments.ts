import type { Tick } from '../../reading/audit-answers';

/** A commit's number, or a time. */
export type Moment = number | string;

/** The address of a replay; `with` is now unless said. */
export interface ReplaySearch {
  readonly at?: Moment;
  readonly with?: Moment;
}

export function readReplaySearch(raw: Record<string, unknown>): ReplaySearch {
  const moment = (name: string): Moment | undefined => {
    const given = raw[name];
    if (typeof given !== 'number' && typeof given !== 'string') return undefined;
    if (/^\d{1,15}$/.test(String(given))) return Number(given);
    return Number.isNaN(Date.parse(String(given))) ? undefined : String(given);
  };
  const [at, other] = [moment('at'), moment('with')];
  return { ...(at === undefined ? {} : { at }), ...(other === undefined ? {} : { with: other }) };
}

/** The commit a moment stands for: a number as it is, a time as the last tick by then; 0 before the first. */
export function commitOf(moment: Moment, ticks: readonly Tick[]): number {
  if (typeof moment === 'number') return moment;
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
