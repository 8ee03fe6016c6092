import type { Browser } from '@playwright/test';
import { freePort, startProduct, type Product } from '../product';
import { openBrowser, violations, visit } from './visitor';

describe('who is told, and when', () => {
  let product: Product;
  let browser: Browser;
  beforeAll(async () => {
    product = await startProduct({
      STYRBORD_MAIL_FROM: 'Styrbord <styrbord@example.se>',
      STYRBORD_SMTP_URL: `smtp://127.0.0.1:${await freePort()}`,
    });
    browser = await openBrowser();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('somebody is stated to answer, and stands first in the chain', async () => {
    const visitor = await visit(browser, product.url, { account: 'controller' });
    const { page, context, complaints } = visitor;
    await page.goto('/alerts/responsible?unit=nara&measure=budget');
    await page.getByText('Först: brevlådan för det som ingen ansvarar för.').waitFor();
    await page.getByRole('button', { name: 'Peka ut ansvarig' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Divisionsledningen').check();
    expect(await violations(visitor)).toEqual([]);
    await dialog.getByRole('button', { name: 'Spara' }).click();
    await page.getByText('Först: Divisionsledningen, som ansvarar.').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('a person sets rhythm, address, quiet hours, a subscription and a deputy, and finds them again', async () => {
    const visitor = await visit(browser, product.url, { account: 'divisionsledning' });
    const { page, context } = visitor;
    await page.goto('/alerts');
    await page.getByRole('link', { name: 'Mina aviseringar' }).click();
    await page.getByLabel('E-postadress').fill('ledning@elsewhere.se');
    await page.getByLabel('Hur ofta').selectOption('weekly');
    await page.getByLabel('Veckodag').selectOption({ label: 'fredag' });
    await page.getByLabel('Enhet, med allt under').selectOption({ label: 'Division Nära' });
    await page.getByRole('button', { name: 'Prenumerera' }).click();
    await page.getByRole('combobox', { name: 'Ersättare' }).selectOption({ label: 'Controllern' });
    await page.getByLabel('Från och med').fill('2030-07-01');
    await page.getByLabel('Till och med').fill('2030-07-31');
    await page.getByRole('button', { name: 'Lägg till ersättare' }).click();
    await page.getByRole('button', { name: 'Spara mina aviseringar' }).click();
    await page.getByText('Brev skickas bara till adresser hos example.se, inte elsewhere.se.').waitFor();
    await page.getByLabel('E-postadress').fill('ledning@example.se');
    await page.getByRole('button', { name: 'Spara mina aviseringar' }).click();
    await page.getByText('Dina aviseringar är sparade.').waitFor();
    expect(await violations(visitor)).toEqual([]);
    await page.reload();
    expect(await page.getByLabel('E-postadress').inputValue()).toBe('ledning@example.se');
    expect(await page.getByLabel('Veckodag').inputValue()).toBe('5');
    await page.getByText('Alla styrmått vid Division Nära').waitFor();
    await page.getByText('Controllern, 2030-07-01 till 2030-07-31').waitFor();
    await page.getByText(/^Nästa sammandrag: /).waitFor();
    await context.close();
  }, 60_000);
});
