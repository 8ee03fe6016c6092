import { setTimeout } from 'node:timers/promises';
import type { Commit } from '@styrbord/eventsourcing/ledger';
import { seeded } from './seeded';

export const TRAFFIC_UNIT = 'u';
export const TRAFFIC_PERIOD = '2022-T1';
const CALLERS = 16;
const MONTHS = ['01', '02', '03', '04'];
/** Longer than any answer is promised to take; then the same key is asked again. */
const ATTEMPT_MS = 10_000;
/** One key is asked again for as long as any fault here lasts. */
const SETTLED_MS = 180_000;
const PAUSE_MS = 100;
const TURNS_MAX = 1_000_000;

const measureOf = (caller: number): string => `m${caller}`;

/** A measure for each caller, all of them on one board. */
export const TRAFFIC_GROUND = {
  format: 'styrbord/1',
  units: [{ id: TRAFFIC_UNIT, name: 'U', kind: 'unit' }],
  measures: Array.from({ length: CALLERS }, (_, at) => ({
    id: measureOf(at),
    name: measureOf(at),
    kind: 'count',
    unitOfMeasure: 'st',
    overTime: 'sum',
    better: 'higher',
  })),
  plans: [
    {
      id: 'plan',
      unit: TRAFFIC_UNIT,
      period: '2022',
      name: 'Plan',
      perspectives: [
        {
          id: 'p',
          name: 'P',
          goals: [
            {
              id: 'g',
              name: 'G',
              factors: [{ id: 'f', name: 'F', measures: Array.from({ length: CALLERS }, (_, at) => ({ measure: measureOf(at) })) }],
            },
          ],
        },
      ],
    },
  ],
};

export interface Acknowledged {
  readonly key: string;
  readonly no: number;
  readonly value: string;
}

interface Target {
  readonly url: string;
  readonly key: string;
}

/** Callers who write without pause, each asking the same key again until it is answered. */
export class Traffic {
  readonly acknowledged: Acknowledged[] = [];
  /** Tries that a fault left without a 200. */
  troubled = 0;
  /** Of one try. */
  slowestMs = 0;
  private stopped = false;
  private gaveUp = false;
  private readonly callers: Promise<unknown>;
  private failure: Error | null = null;

  constructor(
    private readonly target: Target,
    seed: number,
    /** A number of its own for each traffic on a product: of it keys and values are made that no other has. */
    private readonly run: number,
    private readonly pauseMs = 0,
  ) {
    this.callers = Promise.all(Array.from({ length: CALLERS }, (_, caller) => this.write(caller, seeded(seed + run * CALLERS + caller))));
    this.callers.catch((error: Error) => (this.failure = error));
  }

  /** Acknowledged so far; throws what made a caller give up. */
  get count(): number {
    if (this.failure) throw this.failure;
    return this.acknowledged.length;
  }

  /** Every key begun is answered. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.callers;
  }

  /** Without waiting for what is asked. */
  giveUp(): void {
    this.stopped = this.gaveUp = true;
  }

  private async write(caller: number, random: () => number): Promise<void> {
    for (let turn = 0; !this.stopped; turn++) {
      const key = `${this.run}-${caller}-${turn}`;
      const value = String((this.run * TURNS_MAX + turn) * 1_000 + Math.floor(random() * 1_000));
      const period = `2022-${MONTHS[Math.floor(random() * MONTHS.length)]}`;
      const body = { measure: measureOf(caller), unit: TRAFFIC_UNIT, period, value, reason: 'rättad' };
      this.acknowledged.push({ key, value, no: await this.untilAnswered(key, body) });
      if (this.pauseMs > 0) await setTimeout(this.pauseMs);
    }
  }

  private async untilAnswered(key: string, body: object): Promise<number> {
    for (const end = Date.now() + SETTLED_MS; Date.now() < end && !this.gaveUp; await setTimeout(PAUSE_MS)) {
      const began = performance.now();
      const no = await this.attempt(key, body);
      this.slowestMs = Math.max(this.slowestMs, performance.now() - began);
      if (no !== null) return no;
      this.troubled++;
    }
    throw new Error(`${key} was not answered`);
  }

  /** Null where asking again may help; any other refusal is none that a fault explains. */
  private async attempt(key: string, body: object): Promise<number | null> {
    const { url, key: secret } = this.target;
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json', 'idempotency-key': key };
    let answer: Response;
    let text: string;
    try {
      const signal = AbortSignal.timeout(ATTEMPT_MS);
      answer = await fetch(`${url}/api/v1/measurements`, { method: 'POST', headers, body: JSON.stringify(body), signal });
      text = await answer.text();
    } catch {
      return null;
    }
    if (answer.status === 200) return (JSON.parse(text) as { no: number }).no;
    if (answer.status >= 500) return null;
    throw new Error(`${key} was answered ${answer.status}: ${text}`);
  }
}

export interface Discrepancy {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly elsewhere: readonly string[];
  readonly changed: readonly string[];
}

export const NO_DISCREPANCY: Discrepancy = { lost: [], doubled: [], elsewhere: [], changed: [] };

/** How what was acknowledged differs from what the ledger holds: each key once, under its number, with its value. */
export function discrepancyOf(commits: readonly Commit[], acknowledged: readonly Acknowledged[]): Discrepancy {
  const stored = new Map<string, { readonly no: number; readonly text: string }[]>();
  for (const { no, commands, events } of commits) {
    for (const { id, index, count } of commands) {
      const key = id.slice(id.indexOf('/') + 1);
      stored.set(key, [...(stored.get(key) ?? []), { no, text: events.slice(index, index + count).join('\n') }]);
    }
  }
  const where = (is: (one: Acknowledged, found: readonly { no: number; text: string }[]) => boolean): string[] =>
    acknowledged.filter((one) => is(one, stored.get(one.key) ?? [])).map(({ key }) => key);
  return {
    lost: where((_, found) => found.length === 0),
    doubled: where((_, found) => found.length > 1),
    elsewhere: where(({ no }, found) => found.length === 1 && found[0]?.no !== no),
    changed: where(({ value }, found) => found.length === 1 && !found[0]?.text.includes(`"${value}"`)),
  };
}
