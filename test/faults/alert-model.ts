import type { Addressee } from '@styrbord/alerting/responsibility';
import type { Condition } from '@styrbord/alerting/observation';
import type { Severity } from '@styrbord/alerting/rule';

/** One case as a plain record that is written over: no events, no folds. */
interface ModelCase {
  state: 'pending' | 'breached' | 'recovering' | 'resolved';
  episode: number;
  value: string;
  told: readonly Addressee[];
  toldAt: number | null;
  /** The breach waits for this to be over before it is told. */
  waitsFor: string | null;
  turns: number[];
  acknowledgedUntil: number;
  snoozedUntil: number;
  assignee: string | null;
  closed: boolean;
}

export interface Look {
  readonly period: string;
  readonly condition: Condition;
  readonly course: readonly Condition[];
  readonly value: string;
  readonly isCorrection: boolean;
  readonly heldBack: string | null;
  readonly addressees: readonly Addressee[];
  readonly now: number;
}

const DAYS_30 = 30 * 86_400_000;
const HOUR_MS = 3_600_000;
const STEP_HOURS: Readonly<Record<Severity, number>> = { severe: 24, warning: 7 * 24, note: Number.POSITIVE_INFINITY };

/** What alerts are to do, said as shortly as can be: what `libs/alerting` is held against. Answers what was sent, to whom. */
export class AlertModel {
  readonly cases = new Map<string, ModelCase>();
  private flapping = false;

  constructor(
    private readonly pendingPeriods: number,
    private readonly severity: Severity,
  ) {}

  look({ period, condition, course, value, isCorrection, heldBack, addressees, now }: Look): string[] {
    const found = this.cases.get(period);
    const open = found && found.state !== 'resolved' ? found : null;
    if (condition === 'unknown' || (!open && condition !== 'holds')) return [];
    if (condition === 'holds') {
      const known = course.filter((each) => each !== 'unknown');
      let run = 0;
      while (known[known.length - 1 - run] === 'holds') run++;
      const breached = run > this.pendingPeriods;
      const at: ModelCase = open ?? {
        state: 'pending',
        episode: (found?.episode ?? 0) + 1,
        value,
        told: [],
        toldAt: null,
        waitsFor: null,
        turns: found?.turns ?? [],
        acknowledgedUntil: 0,
        snoozedUntil: 0,
        assignee: found?.assignee ?? null,
        closed: false,
      };
      this.cases.set(period, at);
      at.value = value;
      if (at.state === 'recovering') at.state = 'breached';
      if (at.state === 'pending' && breached) {
        at.state = 'breached';
        return this.tell(at, { course, heldBack, addressees, now });
      } else if (at.waitsFor !== null && at.state === 'breached') {
        const isOver = at.waitsFor === 'snoozed' ? at.snoozedUntil <= now : heldBack === null;
        if (isOver) return this.tell(at, { course, heldBack, addressees, now });
      }
      return [];
    }
    if (!open) return [];
    open.value = value;
    if (condition === 'within-band' && open.state !== 'pending') {
      open.state = 'recovering';
      return [];
    }
    open.state = 'resolved';
    if (open.told.length === 0) return [];
    const isNoNews = this.flapping && this.changes(open, course, now) >= 3;
    open.turns.push(now);
    if (isNoNews) return [];
    this.flapping = false;
    return [`${isCorrection ? 'resolved-by-correction' : 'resolved'} → ${names(open.told)}`];
  }

  /** A step up for each full pace in which nobody saw to it, since it was told or was last being seen to. */
  escalate({ period, chain, now }: { period: string; chain: readonly (readonly Addressee[])[]; now: number }): string[] {
    const found = this.cases.get(period);
    if (!found || found.state !== 'breached' || found.toldAt === null || found.closed) return [];
    const since = Math.max(found.toldAt, found.acknowledgedUntil, found.snoozedUntil);
    if (since > now) return [];
    const sent: string[] = [];
    const steps = Math.floor((now - since) / (STEP_HOURS[this.severity] * HOUR_MS));
    for (let step = 1; step <= steps && step < chain.length; step++) {
      const next = (chain[step] ?? []).filter(({ person }) => found.told.every((other) => other.person !== person));
      found.told = [...found.told, ...next];
      if (next.length > 0) sent.push(`escalated → ${names(next)}`);
    }
    return sent;
  }

  private tell(at: ModelCase, { course, heldBack, addressees, now }: Pick<Look, 'course' | 'heldBack' | 'addressees' | 'now'>): string[] {
    at.waitsFor = null;
    if (at.closed) return [];
    if (at.snoozedUntil > now) at.waitsFor = 'snoozed';
    else if (heldBack !== null) at.waitsFor = heldBack;
    if (at.waitsFor !== null) return [];
    const known = course.filter((each) => each !== 'unknown');
    if (known.at(-2) === 'within-band' && bandKept(known).at(-2) === true) return [];
    const flaps = this.changes(at, course, now) >= 3;
    at.turns.push(now);
    if (flaps && this.flapping) return [];
    this.flapping = flaps;
    at.told = addressees;
    at.toldAt = now;
    return [`${flaps ? 'flapping' : 'breached'} → ${names(addressees)}`];
  }

  private changes({ turns }: ModelCase, course: readonly Condition[], now: number): number {
    const states = bandKept(course.filter((each) => each !== 'unknown')).slice(-6);
    let swings = states[0] ? 1 : 0;
    for (let at = 1; at < states.length; at++) if (states[at] !== states[at - 1]) swings++;
    return Math.max(swings, turns.filter((turn) => turn > now - DAYS_30).length + 1);
  }
}

function bandKept(known: readonly Condition[]): boolean[] {
  let state = false;
  return known.map((each) => (state = each === 'within-band' ? state : each === 'holds'));
}

const names = (told: readonly Addressee[]): string => told.map(({ person }) => person ?? 'mailbox').join();
