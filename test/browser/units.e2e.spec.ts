import type { Browser } from '@playwright/test';
import { caller } from '../api';
import { startProduct, type Product } from '../product';
import { centresWithValues } from './centres';
import { BOARD, openBrowser, overflow, violations, visit } from './visitor';

const MEASURE = 'fardigbehandlade-barn';

describe('units beside each other, on the pages', () => {
  let product: Product;
  let browser: Browser;
  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    const sent = await caller(product, product.key).send('POST', '/documents', centresWithValues(MEASURE));
    if (sent.status !== 200) throw new Error(JSON.stringify(sent.body));
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('lead from the heat map to one measure’s funnel, whose points the keyboard walks, and on to a unit', async () => {
    const { page, context } = await visit(browser, product.url);
    await page.goto(`${BOARD}/units`);
    await page.getByRole('rowheader', { name: 'Björken' }).waitFor();
    // Who has no value says so: no field is blank.
    const fields = await page.locator('tbody td').allInnerTexts();
    expect(fields.filter((text) => text.trim() === '')).toEqual([]);
    await page.getByRole('combobox', { name: 'Drift' }).selectOption('private');
    await page.getByRole('rowheader', { name: 'Björken' }).waitFor({ state: 'detached' });
    expect(page.url()).toContain('provider=private');
    await page.goto(`${BOARD}/measures/${MEASURE}`);
    await page.getByRole('link', { name: 'Enheterna bredvid varandra' }).click();
    await page.getByText(/8 av 18 når målet; 1 utan värde/).waitFor();
    const points = page.locator('[data-point]');
    await points.first().focus();
    const first = await page.evaluate<string | null>('document.activeElement.getAttribute("aria-label")');
    await page.keyboard.press('ArrowRight');
    const second = await page.evaluate<string | null>('document.activeElement.getAttribute("aria-label")');
    expect(first).toMatch(/^.+: .+\s%, \d+ av \d+, .+/);
    expect(second).not.toBe(first);
    await page.getByRole('link', { name: 'Björken' }).click();
    await page.waitForURL(/boards\/bjorken\/2022-T1\/measures/);
    await context.close();
  }, 60_000);

  it.each([
    { theme: 'light', width: 1440, language: 'sv' },
    { theme: 'dark', width: 390, language: 'en' },
  ] as const)(
    'have nothing axe objects to, and fit: $theme, $width',
    async (look) => {
      const visitor = await visit(browser, product.url, look);
      for (const address of [`${BOARD}/units`, `${BOARD}/units?group=provider`, `${BOARD}/measures/${MEASURE}/units`]) {
        await visitor.page.goto(address);
        await visitor.page.getByRole('rowheader', { name: 'Björken' }).waitFor();
        expect([address, await violations(visitor), await overflow(visitor.page), visitor.complaints]).toEqual([address, [], 0, []]);
      }
      await visitor.context.close();
    },
    90_000,
  );
});
