import type { Browser } from '@playwright/test';
import { startProduct, type Product } from '../product';
import { BOARD, openBrowser, overflow, violations, visit } from './visitor';

describe('signed judgements, on the board', () => {
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

  it('are signed with a reason, stand beside the counts, and are withdrawn again', async () => {
    const { page, context } = await visit(browser, product.url);
    await page.goto(BOARD);
    const perspective = page.locator('section[aria-labelledby="perspective-medborgare"]');
    await perspective.getByText('Skriv en bedömning').first().click();
    await perspective.getByRole('combobox', { name: 'Bedömning' }).first().selectOption('missed');
    await perspective.getByRole('textbox', { name: 'Varför' }).first().fill('Tillgängligheten räcker inte');
    await perspective.getByRole('button', { name: 'Signera' }).first().click();
    await perspective.getByText('Bedömt: målet nås inte.').waitFor();
    await perspective.getByText('Tillgängligheten räcker inte').waitFor();
    await page.getByText('Ändra bedömningen').first().click();
    await perspective.getByRole('combobox', { name: 'Bedömning' }).first().selectOption('withdraw');
    await perspective.getByRole('textbox', { name: 'Varför' }).first().fill('Fel period');
    await perspective.getByRole('button', { name: 'Signera' }).first().click();
    await perspective.getByText('Bedömt: målet nås inte.').waitFor({ state: 'detached' });
    await context.close();
  }, 60_000);

  it.each([
    { theme: 'light', width: 1440 },
    { theme: 'dark', width: 390 },
  ] as const)(
    'have nothing axe objects to, and fit: $theme, $width',
    async (look) => {
      const visitor = await visit(browser, product.url, look);
      await visitor.page.goto(BOARD);
      await visitor.page.getByText('Skriv en bedömning').first().click();
      expect([await violations(visitor), await overflow(visitor.page)]).toEqual([[], 0]);
      if (process.env['STYRBORD_PICTURES'])
        await visitor.page.screenshot({ path: `${process.env['STYRBORD_PICTURES']}/judgement-${look.width}.png` });
      await visitor.context.close();
    },
    90_000,
  );
});
