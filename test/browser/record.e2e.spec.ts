import type { Browser } from '@playwright/test';
import { startProduct, type Product } from '../product';
import { openBrowser, visit } from './visitor';

const RECORD = '/record/nara/2022-T1';

describe('reporting in', () => {
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

  it('says a typed value back, and asks about four times the last one', async () => {
    const { page, context } = await visit(browser, product.url, { role: 'controller' });
    await page.goto(RECORD);
    const entry = page.locator('[aria-labelledby="entry-triage-digitalen"]');
    await entry.getByRole('textbox').first().fill('74 000');
    await entry.getByText('Totalt: 74\u00a0000\u00a0st för jan–apr 2022').waitFor();
    await entry.getByText('4 gånger det förra värdet, 18\u00a0464\u00a0st').waitFor();
    await entry.getByRole('textbox').first().fill('18,5');
    await entry.getByText('Ett antal är ett heltal.').waitFor();
    await context.close();
  }, 60_000);

  it('refuses a numerator above its denominator before it is sent', async () => {
    const { page, context } = await visit(browser, product.url, { role: 'controller' });
    await page.goto(RECORD);
    const entry = page.locator('[aria-labelledby="entry-utskrivningsklara"]');
    await entry.getByLabel(/^Täljare/).fill('489');
    await entry.getByLabel(/^Nämnare/).fill('488');
    await entry.getByText('Täljaren är större än nämnaren.').waitFor();
    await context.close();
  }, 60_000);

  it('shows what a document would do before it does it, and names the place of what it refuses', async () => {
    const { page, context } = await visit(browser, product.url);
    await page.goto(RECORD);
    const take = (document: unknown) =>
      page
        .locator('input[type="file"]')
        .setInputFiles({ name: 'april.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(document)) });
    await take({ format: 'styrbord/1', measurements: [{ measure: 'finns-inte', unit: 'nara', cell: 'T', period: '2022-T1', value: '1' }] });
    await page.getByRole('region', { name: 'avvisade' }).waitFor();
    await page.getByText('/measurements/0').first().waitFor();
    await page.getByRole('button', { name: 'Läs in en annan fil' }).click();
    await take('inget dokument');
    await page.getByRole('alert').waitFor();
    await context.close();
  }, 60_000);
});
