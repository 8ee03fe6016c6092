import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { HEARTBEAT } from '@styrbord/service/alerts-watch';
import Database from 'better-sqlite3';
import { startProduct, type Product } from '../product';
import { BOARD, openBrowser, overflow, violations, visit } from './visitor';

describe('alerts that nobody evaluates, on every page', () => {
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

  /** As if whoever evaluates had stood still since. */
  const lastHeard = (at: string): void => {
    const documents = new Database(join(product.folder, 'documents.db'));
    const { changes } = documents
      .prepare('UPDATE documents SET body = ? WHERE collection = ? AND id = ?')
      .run(JSON.stringify({ at }), HEARTBEAT.collection, HEARTBEAT.id);
    documents.close();
    expect(changes).toBe(1);
  };

  it.each([
    { theme: 'light', width: 1440 },
    { theme: 'dark', width: 390 },
  ] as const)(
    'have nothing axe objects to, and fit: $theme, $width',
    async (look) => {
      lastHeard('2026-01-15T09:32:00.000Z');
      const visitor = await visit(browser, product.url, look);
      await visitor.page.goto('/alerts');
      await visitor.page.getByText('Missade mål hittas inte just nu').waitFor();
      expect([await violations(visitor), await overflow(visitor.page)]).toEqual([[], 0]);
      if (process.env['STYRBORD_PICTURES'])
        await visitor.page.screenshot({ path: `${process.env['STYRBORD_PICTURES']}/alerts-late-${look.width}.png` });
      await visitor.context.close();
    },
    90_000,
  );

  it('are told of with since when and what to do, and no longer once they are evaluated', async () => {
    lastHeard('2026-01-15T09:32:00.000Z');
    const { page, context } = await visit(browser, product.url);
    await page.goto(BOARD);
    await page.getByText('Missade mål hittas inte just nu').waitFor();
    await page.getByText('Aviseringarna har inte utvärderats sedan 2026-01-15').waitFor();
    // The product's own next minute.
    await page.getByText('Missade mål hittas inte just nu').waitFor({ state: 'detached', timeout: 150_000 });
    await context.close();
  }, 200_000);
});
