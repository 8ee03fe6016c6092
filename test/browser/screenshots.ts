import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { caller, type Caller } from '../api';
import { startProduct } from '../product';
import { centresWithValues } from './centres';
import { monthlyValues } from './monthly';
import { BOARD, openBrowser, visit } from './visitor';

/**
 * Pictures of every page, for looking at: `npx jest --testRegex 'test/browser/screenshots\.ts$'`.
 * They go to the folder named by `STYRBORD_PICTURES`, or `test-results/pictures`.
 */
const FOLDER = process.env['STYRBORD_PICTURES'] ?? 'test-results/pictures';

const PAGES = {
  board: BOARD,
  why: `${BOARD}?why=triage-digitalen~T`,
  missed: `${BOARD}?verdict=missed`,
  wall: `${BOARD}?view=wall`,
  measure: `${BOARD}/measures/fraga-om-vald`,
  table: `${BOARD}/measures/besok-80-akuten?as=table`,
  process: `${BOARD}/measures/kontakt-samma-dag`,
  'process-table': `${BOARD}/measures/sjukfranvaro?as=table`,
  'process-why': `${BOARD}?why=sjukfranvaro~T`,
  laboratory: `${BOARD}/measures/kontakt-samma-dag/laboratory?target=minst%2080%20%25&limitsFrom=2021-10`,
  weights: `${BOARD}/laboratory?weights=perspective:medborgare:3,perspective:ekonomi:1`,
  sexes: `${BOARD}/measures/palliativ-strategi`,
  units: `${BOARD}/units`,
  funnel: `${BOARD}/measures/fardigbehandlade-barn/units`,
  record: '/record/nara/2022-T1',
  inbox: '/alerts',
  'inbox-handled': '/alerts?tray=handled',
  'inbox-over': '/alerts?tray=over',
  'inbox-empty': '/alerts?tray=pending',
  case: '/alerts/cases/target-missed~nara~aterinskrivningar~2022-T1',
  'case-handled': '/alerts/cases/target-missed~nara~fallskador~2022-T1',
  'case-corrected': '/alerts/cases/target-missed~nara~budget~2022-T1',
  rules: '/alerts/rules',
  deliveries: '/alerts/deliveries',
  responsible: '/alerts/responsible?unit=nara&measure=budget',
  'my-notices': '/alerts/mine',
  replay: '/audit/replay/nara/2022-T1?at=1',
  'replay-two': '/audit/replay/nara/2022-T1?at=1&with=2',
  history: '/audit/history',
  'history-narrowed': '/audit/history?unit=nara&type=measurement-corrected',
  sample: '/audit/history?view=sample&seed=revision&count=5',
  event: '/audit/events/3/0',
  erasures: '/audit/erasures',
  verify: '/verify',
} as const;

/** So that there is something to replay. */
const CORRECTED = { measure: 'sjukfranvaro', unit: 'nara', cell: 'T', period: '2022-T1', reason: 'Ny körning av lönesystemet' };

const SCREENS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } } as const;

it('takes a picture of every page', async () => {
  const product = await startProduct();
  const browser = await openBrowser();
  for (const value of ['8.4', '5.1']) await caller(product, product.key).send('POST', '/measurements/corrections', { ...CORRECTED, value });
  const { status, body } = await caller(product, product.key).send('POST', '/measurements', { measurements: monthlyValues() });
  expect([status, body['code']]).toEqual([200, undefined]);
  await alertsToLookAt(caller(product, product.key));
  expect((await caller(product, product.key).send('POST', '/documents', centresWithValues('fardigbehandlade-barn'))).status).toBe(200);
  await mkdir(FOLDER, { recursive: true });
  for (const [screen, size] of Object.entries(SCREENS)) {
    for (const theme of ['light', 'dark'] as const) {
      const { page, context } = await visit(browser, product.url, { ...size, theme, account: 'forvaltare' });
      for (const [name, address] of Object.entries(PAGES)) {
        await page.goto(address);
        await page.locator('h1').first().waitFor();
        await page.waitForLoadState('networkidle', { timeout: 2_000 }).catch(() => undefined);
        await page.screenshot({ path: join(FOLDER, `${name}-${screen}-${theme}.png`), fullPage: true });
      }
      await context.close();
      const stranger = await visit(browser, product.url, { ...size, theme, anonymous: true });
      await stranger.page.goto('/');
      await stranger.page.locator('h1').waitFor();
      await stranger.page.screenshot({ path: join(FOLDER, `sign-in-${screen}-${theme}.png`), fullPage: true });
      await stranger.context.close();
    }
  }
  await browser.close();
  await product.stop();
}, 600_000);

/** A case that is handled, and one that a correction resolved. */
async function alertsToLookAt(operator: Caller): Promise<void> {
  const fall = '/alerts/target-missed~nara~fallskador~2022-T1';
  const text = 'Fyra av sex fall på samma avdelning. Genomgång på torsdag.';
  const until = new Date(Date.now() + 10 * 86_400_000).toISOString();
  await operator.send('POST', `${fall}/acknowledgements`, { until, comment: text });
  await operator.send('POST', `${fall}/assignments`, { to: 'demo-controller' });
  const budget = { measure: 'budget', unit: 'nara', period: '2022-T1', value: '2', reason: 'Periodiserade intäkter saknades' };
  const { body } = await operator.send('POST', '/measurements/corrections', budget);
  await operator.get(`/alerts?minNo=${String(body['no'])}`);
}
