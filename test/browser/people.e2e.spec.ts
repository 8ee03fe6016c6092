import type { Browser } from '@playwright/test';
import { caller } from '../api';
import { freePort, startProduct, type Product } from '../product';
import { BOARD, openBrowser, violations, visit } from './visitor';

const centre = (id: string, sv: string, from?: string) => ({
  id,
  name: { sv },
  kind: 'health-centre',
  parent: 'nara',
  ...(from && { from }),
});

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
    await page.goto(`${BOARD}/measures/budget`);
    await page.getByRole('link', { name: 'Ansvarig: Divisionsledningen', exact: true }).waitFor();
    await page.goto(BOARD);
    await page.getByRole('link', { name: 'Ingen är utpekad som ansvarig' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ansvar' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('of merged units it is decided who answers; their case says where it went, and the new one where it came from', async () => {
    const operator = caller(product, product.key);
    const sent = await operator.send('POST', '/documents', {
      format: 'styrbord/1',
      units: [centre('bjorken', 'Björken'), centre('eken', 'Eken'), centre('skogen', 'Skogen', '2022-01-01')],
      targets: [{ measure: 'fardigbehandlade-barn', unit: 'eken', text: '75 %', period: '2021', decision: 'RS 2021/8' }],
      measurements: [{ measure: 'fardigbehandlade-barn', unit: 'eken', period: '2021-T3', numerator: 70, denominator: 100 }],
    });
    expect(sent.body['refused']).toEqual([]);
    const { body: found } = await operator.get(`/alerts?unit=eken&minNo=${String(sent.body['no'])}`);
    expect(found['items']).toHaveLength(1);
    const { items } = (await operator.get('/people')).body as { items: { person: string; name: { sv: string } }[] };
    const manager = items.find(({ name }) => name.sv === 'Divisionsledningen')?.person ?? '';
    expect((await operator.send('PUT', '/responsibilities', { unit: 'eken', persons: [manager] })).status).toBe(200);
    const merged = { kind: 'merge', units: ['bjorken', 'eken'], into: 'skogen', on: '2022-01-01', decision: 'RS 2021/9', bridge: 'sum' };
    const { body } = await operator.send('POST', '/units/changes', merged);
    expect((await operator.get(`/alerts?unit=skogen&minNo=${String(body['no'])}`)).status).toBe(200);
    const visitor = await visit(browser, product.url, { account: 'controller' });
    const { page, context, complaints } = visitor;
    await page.goto('/alerts/cases/target-missed~eken~fardigbehandlade-barn~2021');
    await page.getByText('Enheten finns inte längre. Ärendet fördes över.').waitFor();
    expect(await violations(visitor)).toEqual([]);
    await page.getByRole('link', { name: 'Skogen', exact: true }).click();
    await page.getByText('Kom från', { exact: true }).waitFor();
    await page.getByText('Ärendet togs över från en enhet som inte finns längre.').waitFor();
    expect(await violations(visitor)).toEqual([]);
    await page.goto('/alerts/responsible');
    await page.getByText('Före svarade Divisionsledningen vid Eken.').waitFor();
    expect(await violations(visitor)).toEqual([]);
    await page.getByRole('button', { name: 'Besluta vem som ansvarar för Alla styrmått vid Skogen' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Spara' }).click();
    await page.getByText('Före svarade').waitFor({ state: 'detached' });
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
