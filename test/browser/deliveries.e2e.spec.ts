import type { Browser } from '@playwright/test';
import { setTimeout } from 'node:timers/promises';
import { caller, type Caller } from '../api';
import { MailServer } from '../mail-server';
import { freePort, startProduct, type Product } from '../product';
import { openBrowser, violations, visit } from './visitor';

const NOBODY_TAKES_IT = 550;

describe('the page of deliveries', () => {
  let post: MailServer;
  let product: Product;
  let browser: Browser;
  let operator: Caller;
  beforeAll(async () => {
    post = new MailServer();
    const port = await post.open(await freePort());
    product = await startProduct({
      STYRBORD_MAIL_TO: 'controller@example.se',
      STYRBORD_MAIL_FROM: 'Styrbord <styrbord@example.se>',
      STYRBORD_SMTP_URL: `smtp://styrbord:hemligt@127.0.0.1:${port}`,
    });
    browser = await openBrowser();
    operator = caller(product, product.key);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await post?.close();
  });

  const correct = (measure: string, value: string) =>
    operator.send('POST', '/measurements/corrections', { measure, unit: 'nara', period: '2022-T1', value, reason: 'Ny körning' });
  const told = async (fate: string, count: number): Promise<void> => {
    for (let tries = 0; tries < 150; tries++) {
      const { items } = (await operator.get(`/notices?limit=1000&fate=${fate}`)).body as { items: unknown[] };
      if (items.length === count) return;
      await setTimeout(100);
    }
    throw new Error(`there were never ${count} of ${fate}`);
  };

  it('says what was handed over, what failed and what was held, each with why', async () => {
    await told('sent', 16);
    expect(post.arrived).toHaveLength(1);
    const visitor = await visit(browser, product.url, { account: 'divisionsledning' });
    const { page, context } = visitor;
    await page.goto('/alerts');
    await page.getByRole('link', { name: 'Leveranser' }).click();
    await page.getByText('16 aviseringar', { exact: true }).waitFor();
    await page
      .locator('[data-notice]')
      .first()
      .getByText(/^Lämnad .* genom e-post/)
      .waitFor();
    expect(await violations(visitor)).toEqual([]);

    post.refuses = true;
    post.refusal = NOBODY_TAKES_IT;
    expect((await correct('budget', '2')).status).toBe(200);
    await told('dead', 1);
    await page.getByRole('radio', { name: 'Misslyckade' }).check({ force: true });
    await page.waitForURL(/fate=dead/);
    const failed = page.locator('[data-notice]');
    await failed.getByText(/^Gick inte att lämna genom e-post efter 1 försök: .*550/).waitFor();
    await failed.getByText('Skickas: att en rättelse löste den').waitFor();
    expect(await failed.count()).toBe(1);

    expect((await correct('fallskador', '7')).status).toBe(200);
    await told('held', 1);
    await page.getByRole('radio', { name: 'Hållna' }).check({ force: true });
    await failed.getByText('Varför inte: avvikelsen är redan känd.').waitFor();
    await failed.getByRole('link', { name: 'Vårdrelaterade fallskador hos äldre' }).click();
    await page.getByText('Hålls: om avvikelsen').waitFor();
    await page.getByText('7\u00a0st mot 0,67\u00a0st').first().waitFor();
    expect(visitor.complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('what was given up is sent once more by who may steer', async () => {
    const visitor = await visit(browser, product.url, { account: 'controller' });
    const { page, context } = visitor;
    await page.goto('/alerts/deliveries?fate=dead');
    post.refuses = false;
    const before = post.arrived.length;
    await page.getByRole('button', { name: 'Skicka igen' }).click();
    for (let tries = 0; post.arrived.length === before && tries < 150; tries++) await setTimeout(100);
    await told('dead', 0);
    await page.getByText('Ingen avisering har misslyckats.').waitFor();
    await context.close();
  }, 60_000);
});
