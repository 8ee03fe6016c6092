import { isDeepStrictEqual } from 'node:util';
import { setTimeout } from 'node:timers/promises';
import { caller } from '../api';
import type { DistributedProduct } from '../distributed';
import { boardsOf, commitsOfMongo } from '../stored-ledger';
import { discrepancyOf, Traffic, TRAFFIC_GROUND, TRAFFIC_PERIOD, TRAFFIC_UNIT, type Acknowledged, type Discrepancy } from './traffic';

/** From the return of what was away until every board is right. */
export const RIGHT_WITHIN_MS = 30_000;

/** What a fault did to those who wrote meanwhile, and to the boards after it. */
export interface Suffered {
  readonly acknowledged: number;
  /** Acknowledged between the fault's beginning and its end. */
  readonly during: number;
  readonly troubled: number;
  readonly slowestMs: number;
  readonly rightAfterMs: number;
  readonly discrepancy: Discrepancy;
}

/** A product with callers who write while it is done something to; what it acknowledged is remembered across faults. */
export class UnderTraffic {
  private readonly all: Acknowledged[] = [];
  private runs = 0;

  constructor(
    readonly product: DistributedProduct,
    /** Past whatever lies between the product and its database. */
    private readonly mongodb: string,
    private readonly seed: number,
  ) {}

  async begin(): Promise<void> {
    const { status, body } = await caller(this.product, this.product.key).send('POST', '/documents', TRAFFIC_GROUND, {
      'idempotency-key': 'ground',
    });
    if (status !== 200) throw new Error(`the ground was answered ${status}: ${JSON.stringify(body)}`);
  }

  /** `fault` resolves when everything is back. */
  async suffer(fault: (traffic: Traffic) => Promise<void>, { pauseMs = 0 } = {}): Promise<Suffered> {
    const traffic = new Traffic(this.product, this.seed, this.runs++, pauseMs);
    let before = 0;
    try {
      await untilAcknowledged(traffic, 50);
      before = traffic.count;
      await fault(traffic);
    } catch (error) {
      traffic.giveUp();
      throw error;
    }
    const back = performance.now();
    const during = traffic.count - before;
    await traffic.stop();
    this.all.push(...traffic.acknowledged);
    const boards = await this.untilAt(Math.max(...this.all.map(({ no }) => no)));
    const rightAfterMs = Math.round(performance.now() - back);
    const commits = await commitsOfMongo(this.mongodb, this.product.tenant);
    const expected = await (await boardsOf(commits))(TRAFFIC_UNIT, TRAFFIC_PERIOD);
    for (const [url, board] of boards)
      if (!isDeepStrictEqual(board, expected)) throw new Error(`${url} ${differenceOf(board, expected)}, ${await this.viewsOf(url)}`);
    const { troubled, slowestMs } = traffic;
    const told = { acknowledged: traffic.count, during, troubled, slowestMs: Math.round(slowestMs), rightAfterMs };
    return { ...told, discrepancy: discrepancyOf(commits, this.all) };
  }

  /** What a service says of its views. */
  private async viewsOf(url: string): Promise<string> {
    const status = await caller({ url }, this.product.key)
      .get('/status')
      .catch((error: unknown) => ({ body: String(error) }));
    return JSON.stringify((status.body as { views?: unknown }).views ?? status.body);
  }

  /** What each boards service shows once it says that it is of this commit; whether that is right is for others to see. */
  private async untilAt(no: number): Promise<ReadonlyMap<string, unknown>> {
    const boards = new Map<string, unknown>();
    const services = this.product.of('boards');
    for (const end = Date.now() + RIGHT_WITHIN_MS; Date.now() < end; await setTimeout(100)) {
      for (const { url } of services) {
        if (boards.has(url)) continue;
        const shown = await caller({ url }, this.product.key)
          .get(`/scorecards/${TRAFFIC_UNIT}?period=${TRAFFIC_PERIOD}`)
          .catch(() => null);
        if (Number((shown?.body as { known?: { no?: unknown } } | undefined)?.known?.no) >= no) boards.set(url, shown?.body);
      }
      if (boards.size === services.length) return boards;
    }
    const late = services.filter(({ url }) => !boards.has(url));
    const told = await Promise.all(late.map(async ({ url }) => `${url} did not come to commit ${no}: ${await this.viewsOf(url)}`));
    throw new Error(told.join('; '));
  }
}

/** The first place where they differ. */
function differenceOf(shown: unknown, expected: unknown, at = ''): string {
  const isWhole = [shown, expected].some((one) => typeof one !== 'object' || one === null);
  if (isWhole) return `${at}: ${JSON.stringify(shown)}, expected ${JSON.stringify(expected)}`;
  const [a, b] = [shown, expected] as Record<string, unknown>[];
  const name = Object.keys({ ...a, ...b }).find((key) => !isDeepStrictEqual(a?.[key], b?.[key])) ?? '';
  return differenceOf(a?.[name], b?.[name], `${at}/${name}`);
}

export async function untilAcknowledged(traffic: Traffic, more: number, withinMs = 60_000): Promise<void> {
  const wanted = traffic.count + more;
  for (const end = Date.now() + withinMs; traffic.count < wanted; await setTimeout(20))
    if (Date.now() > end) throw new Error(`${traffic.count} acknowledged, ${wanted} wanted within ${withinMs} ms`);
}
