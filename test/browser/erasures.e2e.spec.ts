import type { Browser, Locator } from '@playwright/test';
import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';
import { openBrowser, overflow, violations, visit } from './visitor';

const PAGE = '/audit/erasures';
const ASA = 'Åsa Ekdahl-Öström';
const TORKEL = 'Torkel Wikström-Lund';
const ERASED = '[raderad efter beslut RS 2026/17]';
const ASKER = 'forvaltare';
const SECOND = 'dataskyddsombud';
const CLOSED = 'Avslutade begäranden';
const GROUND = 'gdpr-17-1-b-consent-withdrawn';
const AT = { measure: 'sjukfranvaro', unit: 'nara', period: '2022-T1' };

describe('the erasure of who is named in texts', () => {
  let product: Product;
  let browser: Browser;
  let operator: Caller;
  let noted: string;
  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    operator = caller(product, product.key);
    const { body } = await operator.send('POST', '/measurements/corrections', {
      ...AT,
      cell: 'T',
      value: '5.1',
      reason: `@[${ASA}] hade räknat fel`,
    });
    noted = `/audit/events/${String(body['no'])}/0`;
    await operator.send('POST', '/comments', { ...AT, text: `Enligt @[${ASA}] och @[${TORKEL}].` });
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('is asked for with a ground and a decision, and not approved by who asked', async () => {
    const visitor = await visit(browser, product.url, { account: ASKER });
    const { page, context } = visitor;
    await page.goto('/audit/history');
    await page.getByRole('link', { name: 'Radering', exact: true }).click();
    await page.waitForURL(PAGE);
    await page.getByRole('button', { name: `Begär radering av ${TORKEL}` }).click();
    const dialog = page.getByRole('dialog');
    const send = dialog.getByRole('button', { name: 'Begär raderingen' });
    await dialog.getByLabel('Laglig grund').selectOption(GROUND);
    await dialog.getByLabel('Beslut').fill(`Om ${TORKEL.toUpperCase()}`);
    await dialog.getByText('Skriv inte namnet i beslutets beteckning').waitFor();
    expect(await send.isDisabled()).toBe(true);
    await dialog.getByLabel('Beslut').fill('RS 2026/18');
    expect(await violations(visitor)).toEqual([]);
    await send.click();
    await page.getByText('Raderingen är begärd. En annan administratör ska godkänna den.').waitFor();
    const waiting = page.getByRole('region', { name: 'Väntar på en andra person' });
    await waiting.getByText(TORKEL).waitFor();
    await waiting.getByText('Samtycket är återkallat (artikel 17.1 b)').waitFor();
    await waiting.getByText('Du begärde raderingen själv.').waitFor();
    expect(await waiting.getByRole('button', { name: /^Godkänn/ }).count()).toBe(0);
    await page.getByRole('region', { name: 'Personer' }).getByText('Radering är begärd.').waitFor();
    expect(await violations(visitor)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('is refused in words where the server refuses it', async () => {
    const { page, context } = await visit(browser, product.url, { account: ASKER });
    await page.goto(PAGE);
    await page.getByRole('button', { name: 'Begär radering av någon annan' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Vem').fill('Ingen Alls');
    await dialog.getByLabel('Laglig grund').selectOption(GROUND);
    await dialog.getByLabel('Beslut').fill('RS 2026/19');
    await dialog.getByRole('button', { name: 'Begär raderingen' }).click();
    await dialog.getByRole('alert').getByText('subject-unknown').waitFor();
    await context.close();
  }, 60_000);

  it('is done by a second, and everywhere the name stood it says by which decision', async () => {
    const asked = await operator.send('POST', '/subjects/erasures', { name: ASA, ground: GROUND, decision: 'RS 2026/17' });
    const visitor = await visit(browser, product.url, { account: SECOND });
    const { page, context } = visitor;
    const shown = async (address: string, words: string): Promise<void> => {
      await page.goto(address);
      await page.getByText(words).first().waitFor({ state: 'attached' });
    };
    const places = ['/audit/history', noted, `/boards/nara/2022-T1/measures/${AT.measure}`, '/boards/nara/2022-T1'];
    for (const address of places) await shown(address, ASA);
    await verify();
    await page.goto(PAGE);
    await page.getByRole('button', { name: `Godkänn raderingen av ${ASA}` }).click();
    await page.getByRole('dialog').getByText('Det går inte att ångra.').waitFor();
    expect(await violations(visitor)).toEqual([]);
    await page.getByRole('button', { name: 'Radera för gott' }).click();
    await page.getByText('Raderat efter beslut RS 2026/17.').waitFor();
    const done = page.getByRole('region', { name: CLOSED }).locator(`[data-erasure="${String(asked.body['erasure'])}"]`);
    await done.getByText('raderad efter beslut RS 2026/17').waitFor();
    expect([await factOf(done, 'Begärd av'), await factOf(done, 'Godkänd av')]).toEqual(['operator', `demo-${SECOND}`]);
    await page.getByRole('region', { name: 'Personer' }).getByText('raderad efter beslut RS 2026/17').waitFor();
    expect(await page.getByText(ASA).count()).toBe(0);
    for (const address of places) {
      await shown(address, ERASED);
      expect(await page.content()).not.toContain(ASA);
    }
    await verify();
    expect(visitor.complaints).toEqual([]);
    await context.close();

    async function verify(): Promise<void> {
      await page.goto(noted);
      await page.getByRole('button', { name: 'Verifiera' }).click();
      await page.getByText('Händelsen är äkta').waitFor();
      await page.getByText('utom 1 utmärkta namn').waitFor();
    }
  }, 90_000);

  it('is withdrawn with a reason, by who asked or by another administrator, and then asked for again', async () => {
    const visitor = await visit(browser, product.url, { account: ASKER });
    const { page, context } = visitor;
    await page.goto(PAGE);
    const waiting = page.getByRole('region', { name: 'Väntar på en andra person' });
    const closed = page.getByRole('region', { name: CLOSED });
    const person = page.getByRole('region', { name: 'Personer' }).locator('li').filter({ hasText: TORKEL });
    const withdraw = async (reason: string): Promise<void> => {
      await waiting.getByRole('button', { name: `Återta begäran om radering av ${TORKEL}` }).click();
      const dialog = page.getByRole('dialog', { name: 'Återta begäran?' });
      const send = dialog.getByRole('button', { name: 'Återta begäran' });
      await dialog.getByLabel('Skäl').fill(`Fel person, inte ${TORKEL.toUpperCase()}`);
      await dialog.getByText('Skriv inte namnet i skälet').waitFor();
      expect(await send.isDisabled()).toBe(true);
      await dialog.getByLabel('Skäl').fill(reason);
      expect(await violations(visitor)).toEqual([]);
      await send.click();
      await dialog.waitFor({ state: 'detached' });
      await waiting.getByText('Ingen begäran väntar.').waitFor();
    };
    await withdraw('Hen ångrade sig');
    const first = closed.locator('li').filter({ hasText: 'RS 2026/18' });
    await first.getByText(TORKEL).waitFor();
    await first.getByText('Begäran är återtagen. Inget raderades.').waitFor();
    expect(await factOf(first, 'Återtagen av')).toBe(`demo-${ASKER}`);
    expect(await factOf(first, 'Återtagen')).toMatch(/\d{4}/);
    expect(await first.getByText(/raderad efter/i).count()).toBe(0);
    expect(await violations(visitor)).toEqual([]);

    const again = await operator.send('POST', '/subjects/erasures', { name: TORKEL, ground: GROUND, decision: 'RS 2026/20' });
    await page.reload();
    await person.getByText('Radering är begärd.').waitFor();
    await withdraw('Beslutet överklagades');
    const second = closed.locator(`[data-erasure="${String(again.body['erasure'])}"]`);
    expect([await factOf(second, 'Begärd av'), await factOf(second, 'Återtagen av')]).toEqual(['operator', `demo-${ASKER}`]);
    await person.getByRole('button', { name: `Begär radering av ${TORKEL}` }).waitFor();
    await closed.getByRole('link', { name: 'Återtagna begäranden i historiken' }).click();
    await page.getByText('Beslutet överklagades').first().waitFor();
    await page.getByText('Hen ångrade sig').first().waitFor();
    expect(visitor.complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('is no matter of a controller, and fits a phone', async () => {
    const controller = await visit(browser, product.url, { role: 'controller' });
    await controller.page.goto(PAGE);
    await controller.page.getByText('Ditt konto får inte radera personuppgifter').waitFor();
    expect(await controller.page.getByRole('link', { name: 'Radering', exact: true }).count()).toBe(0);
    expect(controller.complaints).toEqual([]);
    await controller.context.close();
    const phone = await visit(browser, product.url, { account: SECOND, width: 360, height: 800, theme: 'dark', language: 'en' });
    await phone.page.goto(PAGE);
    await phone.page.getByText(TORKEL).first().waitFor();
    expect(await overflow(phone.page)).toBeLessThanOrEqual(0);
    expect(await violations(phone)).toEqual([]);
    await phone.context.close();
  }, 60_000);
});

async function factOf(request: Locator, name: string): Promise<string> {
  return (
    (await request
      .locator('dl > div')
      .filter({ has: request.page().getByText(name, { exact: true }) })
      .locator('dd')
      .textContent()) ?? ''
  );
}
