import type { Browser } from '@playwright/test';
import { startProduct, type Product } from '../product';
import { BOARD, openBrowser, visit } from './visitor';

const MEASURE = 'sjukfranvaro';

describe('a board follows what happens', () => {
  let product: Product;
  let browser: Browser;
  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('shows in one browser what was reported in another, marks it, and does not move the row', async () => {
    const reader = await visit(browser, product.url);
    await reader.page.goto(BOARD);
    await reader.page.getByText('Direkt', { exact: true }).waitFor();
    const row = reader.page.locator(`[data-measure="${MEASURE}"]`);
    await row.scrollIntoViewIfNeeded();
    const before = await row.boundingBox();

    const reporter = await visit(browser, product.url, { role: 'controller' });
    await reporter.page.goto('/record/nara/2022-T1');
    const entry = reporter.page.locator(`[aria-labelledby="entry-${MEASURE}"]`);
    await entry.getByRole('textbox').first().fill('8,4');
    await entry.getByLabel('Skäl till rättelsen').fill('Ny körning av lönesystemet');
    await entry.getByRole('button', { name: 'Rätta' }).click();
    await entry.getByText('Rapporterat som händelse').waitFor();

    await row.getByText('8,4\u00a0%').first().waitFor({ timeout: 5_000 });
    expect(await row.getAttribute('data-changed')).toBe('true');
    const after = await row.boundingBox();
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2);
    await reader.context.close();
    await reporter.context.close();
  }, 60_000);

  // A server that was running before is not ours to restart.
  (process.env['STYRBORD_URL'] ? it.skip : it)(
    'loses nothing when the server goes away and comes back',
    async () => {
      const reader = await visit(browser, product.url);
      await reader.page.goto(BOARD);
      await reader.page.getByText('Direkt', { exact: true }).waitFor();
      const restarted = product.restart();
      await reader.page.getByText('Återansluter').waitFor({ timeout: 20_000 });
      await restarted;
      const answer = await fetch(`${product.url}/api/v1/measurements/corrections`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${product.key}` },
        body: JSON.stringify({
          measure: MEASURE,
          unit: 'nara',
          cell: 'T',
          period: '2022-T1',
          value: '8.2',
          reason: 'Rättad efter omstart',
        }),
      });
      expect(answer.status).toBe(200);
      await reader.page.locator(`[data-measure="${MEASURE}"]`).getByText('8,2\u00a0%').first().waitFor({ timeout: 30_000 });
      await reader.page.getByText('Direkt', { exact: true }).waitFor();
      await reader.context.close();
    },
    120_000,
  );

  it('serves several tabs of one browser from one stream', async () => {
    const reader = await visit(browser, product.url);
    const streams: string[] = [];
    reader.context.on('request', (request) => /\/live/.test(request.url()) && streams.push(request.url()));
    await reader.page.goto(BOARD);
    await reader.page.getByText('Direkt', { exact: true }).waitFor();
    const second = await reader.context.newPage();
    await second.goto(BOARD);
    await second.getByText('Direkt', { exact: true }).waitFor();
    expect(streams).toHaveLength(1);
    await reader.page.close();
    await second.waitForRequest(/\/live/, { timeout: 10_000 }).catch(() => undefined);
    expect(streams).toHaveLength(2);
    await reader.context.close();
  }, 60_000);
});
