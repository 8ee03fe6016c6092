import type { Fact } from '@styrbord/eventsourcing/ledger';
import { InProcessBus } from '@styrbord/eventsourcing/memory/in-process-bus';
import { Subscription } from '@styrbord/eventsourcing/subscription';
import { openDatabase } from '@styrbord/sqlite/database';
import { SqliteCommitStore } from '@styrbord/sqlite/sqlite-commit-store';
import { SqliteDocuments } from '@styrbord/sqlite/sqlite-documents';
import { isRefusal } from '@styrbord/eventsourcing/decider';
import { itemsOf, type StyrbordDocument } from '@styrbord/steering/document';
import { Chance } from '@styrbord/steering/simulation/chance';
import { decideAll, initialState, streamOf } from '@styrbord/steering/steering';
import { seriesView } from '@styrbord/steering/views/series-view';
import { structureView } from '@styrbord/steering/views/structure-view';
import type { Product } from '../product';
import type { Figure, Result } from './benchmark';
import { writer } from './facts';
import { agentOf, atRate, exchange, quantile } from './load';
import { evaluated, FIRST_START_MS, latencyFigures, withoutAlerts, withProduct } from './over-http';

const SIZES = [100_000, 1_000_000];
const MEASURES = 46;
const CELLS = ['T', 'K', 'M'];
const MONTHS = 24;
const OF_A_BOARD: Extent = { measures: MEASURES, cells: CELLS, months: MONTHS };
const PERIOD = '2021-12';
const BOARDS = 20;
const FACTS_A_COMMIT = 1_000;
const A_SECOND = 200;
const WARM_MS = 3_000;
const RUN_MS = 6_000;
const CONNECTIONS = 64;

/** GET of scorecards with 46 measures × 3 cells at 200 requests a second, the same with If-None-Match, in ledgers of two sizes. */
export async function read(folder: string, size: number | null): Promise<Result> {
  const figures: Figure[] = [];
  const sizes = size === null ? SIZES : [size];
  for (const measurements of sizes) figures.push(...(await readAt(`${folder}/${measurements}`, measurements)));
  return { did: `GET of ${BOARDS} scorecards of ${MEASURES} measures × ${CELLS.length} cells, ${A_SECOND} requests a second`, figures };
}

async function readAt(folder: string, measurements: number): Promise<Figure[]> {
  const units = Math.max(BOARDS, Math.round(measurements / (MEASURES * CELLS.length * MONTHS)));
  await fill(folder, units);
  const measure = async (product: Product): Promise<Figure[]> => {
    const { url, key } = product;
    await evaluated(product);
    const agent = agentOf(CONNECTIONS);
    const address = (turn: number): string => `${url}/api/v1/scorecards/u${turn % BOARDS}?period=${PERIOD}`;
    const tags: string[] = [];
    const cold: number[] = [];
    let largest = 0;
    for (let at = 0; at < BOARDS; at++) {
      const { status, body, bytes, etag = '', latencyMs } = await exchange(agent, address(at), { key });
      const rows = body().split('"cells":').length - 1;
      if (status !== 200 || rows < MEASURES) throw new Error(`board ${at} answered ${status} with ${rows} rows`);
      tags.push(etag);
      cold.push(latencyMs);
      largest = Math.max(largest, bytes);
    }
    await atRate(A_SECOND, WARM_MS, (turn) => exchange(agent, address(turn), { key }));
    const whole = await atRate(A_SECOND, RUN_MS, (turn) => exchange(agent, address(turn), { key }));
    const same = (turn: number) => exchange(agent, address(turn), { key, headers: { 'if-none-match': tags[turn % BOARDS] ?? '' } });
    const unchanged = await atRate(A_SECOND, RUN_MS, same);
    agent.destroy();
    const at = `${units * MEASURES * CELLS.length * MONTHS} measurements`;
    return [
      { what: `${at}: a board’s size`, value: largest / 1000, unit: 'kB' },
      { what: `${at}: never read before, median`, value: quantile(cold, 0.5), unit: 'ms' },
      ...latencyFigures(`${at}: whole`, whole),
      ...latencyFigures(`${at}: with If-None-Match`, unchanged),
    ];
  };
  return withProduct({ STYRBORD_DEMO: 'none', STYRBORD_DATA: folder }, measure, FIRST_START_MS);
}

export interface Extent {
  readonly measures: number;
  readonly cells: readonly string[];
  readonly months: number;
}

/** No alerts; the ledger by its own writer, and the views from it: `units` × 46 measures × 3 cells × 24 months unless said. */
export async function fill(folder: string, units: number, extent = OF_A_BOARD): Promise<void> {
  await withoutAlerts(folder);
  const [steering, documents] = [openDatabase(folder, 'steering'), openDatabase(folder, 'documents')];
  const ledger = writer(new SqliteCommitStore(steering));
  let facts = structure(units, extent);
  const append = (): Promise<unknown> =>
    ledger.append({ command: { id: `fill-${ledger.no}`, fingerprint: '', answer: null }, facts: facts.splice(0, FACTS_A_COMMIT) });
  const chance = new Chance(1);
  for (let month = 0; month < extent.months; month++)
    for (let unit = 0; unit < units; unit++) {
      facts = facts.concat(measured({ unit, month, extent }, chance));
      while (facts.length >= FACTS_A_COMMIT) await append();
    }
  while (facts.length > 0) await append();
  const store = new SqliteDocuments(documents);
  for (const view of [structureView, seriesView])
    await new Subscription({ view, ledger, documents: store, bus: new InProcessBus(), topic: 'facts' }).start();
  for (const db of [steering, documents]) db.close();
}

function measured({ unit, month, extent }: { unit: number; month: number; extent: Extent }, chance: Chance): Fact[] {
  const period = `${2020 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  return Array.from({ length: extent.measures }, (_, at) => at).flatMap((at) =>
    extent.cells.map((cell) => {
      const denominator = 100 + chance.count(50);
      const figure = { value: null, numerator: chance.successes(denominator, 0.8), denominator };
      const told = { status: 'final', source: null, note: null, spread: null, before: null };
      const data = { measure: `m${at}`, unit: `u${unit}`, cell, period, ...figure, ...told };
      return { type: 'measurement-recorded', stream: `series/u${unit}/m${at}`, data, meta: { actor: 'bench' } };
    }),
  );
}

/** Units below a region whose plan has every measure, each with a target, decided as an import of them would be. */
function structure(units: number, { measures, cells }: Extent): Fact[] {
  const ids = Array.from({ length: measures }, (_, at) => `m${at}`);
  const named = (id: string) => ({ id, name: { sv: id } });
  const document: StyrbordDocument = {
    format: 'styrbord/1',
    units: [
      { ...named('region'), kind: 'region' },
      ...Array.from({ length: units }, (_, at) => ({ ...named(`u${at}`), kind: 'unit', parent: 'region' })),
    ],
    measures: ids.map((id) => ({
      ...named(id),
      kind: 'share',
      unitOfMeasure: '%',
      decimals: 1,
      cells,
      better: 'higher',
      rhythm: 'month',
    })),
    plans: ['2020', '2021'].map((period) => ({
      id: `plan-${period}`,
      unit: 'region',
      period,
      perspectives: [
        { ...named('p'), goals: [{ ...named('g'), factors: [{ ...named('f'), measures: ids.map((measure) => ({ measure })) }] }] },
      ],
    })),
    targets: ids.map((measure) => ({ measure, unit: 'region', text: '80 %', period: '2021' })),
  };
  return decideAll(itemsOf(document, '2022-01-01'), initialState, '2022-01-01', '2022-01-01T00:00:00.000Z').flatMap(({ item, result }) => {
    if (isRefusal(result)) throw new Error(`${item.pointer} is refused: ${result.refused}`);
    return result.map(({ type, data }) => ({
      type,
      stream: streamOf(item.command),
      data: data as unknown as Fact['data'],
      meta: { actor: 'bench' },
    }));
  });
}
