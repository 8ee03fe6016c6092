import { setTimeout as pause } from 'node:timers/promises';
import { MailServer } from '../mail-server';
import type { Product } from '../product';
import type { Result } from './benchmark';
import { agentOf, exchange } from './load';
import { evaluated, latencyFigures, withProduct } from './over-http';

const UNITS = 290;
const MEASURES = 50;
const LOOK_MS = 10;
const WAIT_MS = 120_000;
const BREACHES = 100;
const NEAR_MS = 1;
/** 290 units × 50 measures in each of seven years: 101 500 cases. */
const YEARS = [2016, 2017, 2018, 2019, 2020, 2021, 2022];
const ASKED = 200;

/** One import breaches every measure of every unit; somebody of their own answers for each unit, and is told at once. */
export async function alerts(folder: string): Promise<Result> {
  return inRegion(folder, [2022], async ({ ask, post }) => {
    for (const unit of units()) await appoint(unit, ask);
    const start = performance.now();
    const { no } = await ask('POST', '/documents', breaches(2022));
    const importedMs = performance.now() - start;
    const { items } = (await untilEvaluated(ask, no)) as { items: unknown[] };
    const evaluatedMs = performance.now() - start;
    if (items.length === 0) throw new Error('nothing was found');
    while (post.arrived.length < UNITS && performance.now() - start < WAIT_MS) await pause(LOOK_MS);
    const toldMs = performance.now() - start;
    await pause(2_000);
    const letters = new Map<string, number>();
    for (const { to } of post.arrived) letters.set(to.join(), (letters.get(to.join()) ?? 0) + 1);
    const { 'to-handle': cases } = (await ask('GET', '/alerts/counts')) as { 'to-handle': number };
    return {
      did: `one import that breaches ${MEASURES} measures at each of ${UNITS} units, ${letters.size} of whom are told`,
      figures: [
        { what: 'imported', value: importedMs, unit: 'ms' },
        { what: 'after that evaluated', value: evaluatedMs - importedMs, unit: 'ms' },
        { what: 'after that the last letter taken', value: toldMs - evaluatedMs, unit: 'ms' },
        { what: 'cases', value: cases, unit: '' },
        { what: 'most letters to anybody', value: Math.max(0, ...letters.values()), unit: '' },
      ],
    };
  });
}

/** One breach after the other, each until its letter was taken by the mail server. */
export async function breach(folder: string): Promise<Result> {
  return inRegion(folder, [2022], async ({ ask, post }) => {
    const told = units().slice(0, BREACHES);
    for (const unit of told) await appoint(unit, ask);
    const latencies: number[] = [];
    for (const unit of told) {
      const [start, letters] = [performance.now(), post.arrived.length];
      await ask('POST', '/measurements', { measure: 'm0', unit, period: '2022-T1', value: '80' });
      while (post.arrived.length === letters && performance.now() - start < WAIT_MS) await pause(NEAR_MS);
      latencies.push(performance.now() - start);
      if (post.arrived.at(-1)?.to.join() !== `${unit}@example.se`) throw new Error(`${unit} was not told`);
    }
    return {
      did: `a figure that misses its target, until its letter is taken, ${BREACHES} times`,
      figures: latencyFigures('told', latencies),
    };
  });
}

/** An inbox over a hundred thousand open cases. */
export async function inbox(folder: string): Promise<Result> {
  return inRegion(folder, YEARS, async ({ ask, product }) => {
    for (const year of YEARS) {
      await ask('POST', '/documents', breaches(year));
      await evaluated(product);
    }
    const one = await appoint('u7', ask);
    const { 'to-handle': cases } = (await ask('GET', '/alerts/counts')) as { 'to-handle': number };
    const timed = async (path: string, by?: string): Promise<number[]> => {
      const latencies: number[] = [];
      for (let turn = 0; turn < ASKED; turn++) {
        const start = performance.now();
        await ask('GET', path, undefined, by);
        latencies.push(performance.now() - start);
      }
      return latencies;
    };
    return {
      did: `the inbox over ${cases} open cases`,
      figures: [
        ...latencyFigures('the first page', await timed('/alerts?tray=to-handle')),
        ...latencyFigures('of one unit', await timed('/alerts?tray=to-handle&unit=u7')),
        ...latencyFigures('of one who sees one unit', await timed('/alerts?tray=to-handle', one)),
        ...latencyFigures('how many there are', await timed('/alerts/counts')),
      ],
    };
  });
}

/** Answers what was asked as one that may everything unless said. */
type Ask = (method: string, path: string, body?: object, by?: string) => Promise<Record<string, unknown>>;

interface Region {
  readonly product: Product;
  readonly ask: Ask;
  readonly post: MailServer;
}

/** A region with every unit and measure, a target in each of these years, and a mail server. */
async function inRegion(folder: string, years: readonly number[], act: (region: Region) => Promise<Result>): Promise<Result> {
  const post = new MailServer();
  const port = await post.open();
  const settings = {
    STYRBORD_DEMO: 'none',
    STYRBORD_DATA: folder,
    STYRBORD_MAIL_FROM: 'styrbord@example.se',
    STYRBORD_SMTP_URL: `smtp://styrbord:hemligt@127.0.0.1:${port}`,
  };
  const agent = agentOf(1);
  try {
    return await withProduct(settings, async (product) => {
      const ask: Ask = async (method, path, body, by = product.key) => {
        const sent = body === undefined ? {} : { body: JSON.stringify(body) };
        const answer = await exchange(agent, `${product.url}/api/v1${path}`, { method, key: by, ...sent });
        if (answer.status !== 200) throw new Error(answer.body());
        return JSON.parse(answer.body()) as Record<string, unknown>;
      };
      await ask('POST', '/documents', organisation(years));
      await ask('PUT', '/alert-rules', { id: 'target-missed', kind: 'target-missed', name: 'Målet missat', severity: 'severe' });
      return act({ product, ask, post });
    });
  } finally {
    agent.destroy();
    await post.close();
  }
}

/** A question waits five seconds at most. */
async function untilEvaluated(ask: Ask, no: unknown): Promise<Record<string, unknown>> {
  for (const until = performance.now() + WAIT_MS; performance.now() < until;) {
    const answer = await ask('GET', `/alerts?minNo=${String(no)}&limit=1`).catch(() => null);
    if (answer) return answer;
  }
  throw new Error('it was not evaluated in time');
}

/** The key of who answers for the unit from now on, and sees no other. */
async function appoint(unit: string, ask: Ask): Promise<string> {
  const { id, key } = (await ask('POST', '/keys', { name: unit, role: 'controller', units: [unit] })) as { id: string; key: string };
  await ask('PUT', '/responsibilities', { unit, persons: [id] });
  const schedule = { zone: 'Europe/Stockholm', digest: { kind: 'daily', at: '07:30' } };
  await ask('PUT', '/notice-settings', { schedule, mail: `${unit}@example.se`, subscriptions: [], deputies: [] }, key);
  return key;
}

const units = (): string[] => Array.from({ length: UNITS }, (_, at) => `u${at}`);
const measures = (): string[] => Array.from({ length: MEASURES }, (_, at) => `m${at}`);

const organisation = (years: readonly number[]): object => ({
  format: 'styrbord/1',
  units: [{ id: 'region', name: 'Regionen', kind: 'region' }, ...units().map((id) => ({ id, name: id, kind: 'unit', parent: 'region' }))],
  measures: measures().map((id) => ({ id, name: id, kind: 'index', decimals: 1, better: 'higher', overUnits: 'none' })),
  targets: years.flatMap((year) => measures().map((measure) => ({ measure, unit: 'region', text: 'minst 90', period: String(year) }))),
});

const breaches = (year: number): object => ({
  format: 'styrbord/1',
  measurements: units().flatMap((unit) => measures().map((measure) => ({ measure, unit, cell: 'T', period: `${year}-T1`, value: '80' }))),
});
