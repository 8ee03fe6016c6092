import { setTimeout as pause } from 'node:timers/promises';
import { MailServer } from '../mail-server';
import type { Result } from './benchmark';
import { agentOf, exchange } from './load';
import { withProduct } from './over-http';

const UNITS = 290;
const MEASURES = 50;
const PERIOD = '2022-T1';
const LOOK_MS = 10;
const WAIT_MS = 120_000;

/** One import breaches every measure of every unit; somebody of their own answers for each unit, and is told at once. */
export async function alerts(folder: string): Promise<Result> {
  const post = new MailServer();
  const port = await post.open();
  const settings = {
    STYRBORD_DEMO: 'none',
    STYRBORD_DATA: folder,
    STYRBORD_MAIL_FROM: 'styrbord@example.se',
    STYRBORD_SMTP_URL: `smtp://styrbord:hemligt@127.0.0.1:${port}`,
  };
  try {
    return await withProduct(settings, async ({ url, key }) => {
      const agent = agentOf(1);
      const ask = async (method: string, path: string, body?: object, by = key): Promise<Record<string, unknown>> => {
        const sent = body === undefined ? {} : { body: JSON.stringify(body) };
        const answer = await exchange(agent, `${url}/api/v1${path}`, { method, key: by, ...sent });
        if (answer.status !== 200) throw new Error(answer.body());
        return JSON.parse(answer.body()) as Record<string, unknown>;
      };
      await ask('POST', '/documents', organisation());
      await ask('PUT', '/alert-rules', { id: 'target-missed', kind: 'target-missed', name: 'Målet missat', severity: 'severe' });
      for (const unit of units()) await appoint(unit, ask);
      const start = performance.now();
      const { no } = await ask('POST', '/documents', breaches());
      const importedMs = performance.now() - start;
      const { items } = (await untilEvaluated(ask, no)) as { items: unknown[] };
      const evaluatedMs = performance.now() - start;
      if (items.length === 0) throw new Error('nothing was found');
      while (post.arrived.length < UNITS && performance.now() - start < WAIT_MS) await pause(LOOK_MS);
      const toldMs = performance.now() - start;
      await pause(2_000);
      agent.destroy();
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
  } finally {
    await post.close();
  }
}

type Ask = (method: string, path: string, body?: object, by?: string) => Promise<Record<string, unknown>>;

/** A question waits five seconds at most. */
async function untilEvaluated(ask: Ask, no: unknown): Promise<Record<string, unknown>> {
  for (const until = performance.now() + WAIT_MS; performance.now() < until;) {
    const answer = await ask('GET', `/alerts?minNo=${String(no)}&limit=1`).catch(() => null);
    if (answer) return answer;
  }
  throw new Error('it was not evaluated in time');
}

async function appoint(unit: string, ask: Ask): Promise<void> {
  const { id, key } = (await ask('POST', '/keys', { name: unit, role: 'controller', units: [unit] })) as { id: string; key: string };
  await ask('PUT', '/responsibilities', { unit, persons: [id] });
  const schedule = { zone: 'Europe/Stockholm', digest: { kind: 'daily', at: '07:30' } };
  await ask('PUT', '/notice-settings', { schedule, mail: `${unit}@example.se`, subscriptions: [], deputies: [] }, key);
}

const units = (): string[] => Array.from({ length: UNITS }, (_, at) => `u${at}`);
const measures = (): string[] => Array.from({ length: MEASURES }, (_, at) => `m${at}`);

const organisation = (): object => ({
  format: 'styrbord/1',
  units: [{ id: 'region', name: 'Regionen', kind: 'region' }, ...units().map((id) => ({ id, name: id, kind: 'unit', parent: 'region' }))],
  measures: measures().map((id) => ({ id, name: id, kind: 'index', decimals: 1, better: 'higher', overUnits: 'none' })),
  targets: measures().map((measure) => ({ measure, unit: 'region', text: 'minst 90', period: '2022' })),
});

const breaches = (): object => ({
  format: 'styrbord/1',
  measurements: units().flatMap((unit) => measures().map((measure) => ({ measure, unit, cell: 'T', period: PERIOD, value: '80' }))),
});
