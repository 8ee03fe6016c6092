import type { Browser, Page } from '@playwright/test';
import { keyText } from '@styrbord/proof/note';
import { sha256 } from '@styrbord/node-proof/sha256';
import { unzipSync, zipSync } from 'fflate';
import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { caller } from '../api';
import { startProduct, type Product } from '../product';
import { openBrowser, overflow, violations, visit } from './visitor';

const MEASURE = 'sjukfranvaro';
const REPLAY = '/audit/replay/nara/2022-T1';
const REASON = 'Ny körning av lönesystemet';

describe('an auditor who trusts nobody', () => {
  let product: Product;
  let browser: Browser;
  let pack: Buffer;
  let key: string;
  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    const operator = caller(product, product.key);
    for (const value of ['8.4', '5.1'])
      await operator.send('POST', '/measurements/corrections', {
        measure: MEASURE,
        unit: 'nara',
        cell: 'T',
        period: '2022-T1',
        value,
        reason: REASON,
      });
    const { items } = (await operator.get('/audit/keys')).body as { items: { key: string }[] };
    key = items[0]?.key ?? '';
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('replays the board, sees what a correction changed, opens the event, verifies it, and takes evidence home', async () => {
    const visitor = await visit(browser, product.url, { role: 'auditor' });
    const { page, context } = visitor;
    await page.goto('/');
    await page.getByRole('link', { name: 'Granska' }).click();
    await page.getByRole('link', { name: 'Återspelning' }).click();
    await page.waitForURL(/\/audit\/replay\//);
    await page.goto(`${REPLAY}?at=1`);
    const row = page.locator(`[data-difference="${MEASURE}"]`);
    await row.getByText('rättelse', { exact: true }).waitFor();
    await row.getByText('5,1\u00a0%').waitFor();
    expect(await row.getByText(`Skäl: ${REASON}`).count()).toBe(2);
    expect(await row.getByText('Driftens nyckel').count()).toBe(2);
    await row
      .getByRole('link', { name: /rättades/ })
      .last()
      .click();
    await page.waitForURL(/\/audit\/events\/3\/0$/);
    await page.getByRole('cell', { name: '5,1', exact: true }).waitFor();
    await page.getByText('Driftens nyckel (operator)', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Verifiera' }).click();
    await page.getByText('Händelsen är äkta').waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: '✗' }).count()).toBe(0);
    expect(await violations(visitor)).toEqual([]);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Hämta underlag' }).click()]);
    expect(download.suggestedFilename()).toMatch(/^underlag-nara-2022-T1-\d+\.zip$/);
    pack = await readFile(await download.path());
    expect(visitor.complaints).toEqual([]);
    await context.close();
  }, 90_000);

  it('checks the evidence without a sign-in and without the network: good, changed, cut off, another key', async () => {
    const visitor = await visit(browser, product.url, { anonymous: true });
    const { page, context } = visitor;
    await page.goto('/verify');
    await page.getByRole('heading', { level: 1, name: 'Kontrollera ett underlag' }).waitFor();
    await page.getByText('Allt är hämtat').waitFor();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await context.setOffline(true);
    const check = async (content: Uint8Array, given: string, said: string): Promise<void> => {
      await page
        .locator('input[type="file"]')
        .first()
        .setInputFiles({ name: 'underlag.zip', mimeType: 'application/zip', buffer: Buffer.from(content) });
      await page.getByRole('textbox').fill(given);
      await page.getByRole('button', { name: 'Kontrollera' }).click();
      await page.getByText(said).waitFor();
    };
    await check(pack, key, 'Äkta och orört');
    await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor();
    expect(await violations(visitor)).toEqual([]);
    await check(spoilt(pack), key, 'Ändrat: inte som det undertecknades');
    await page.getByText('root-differs').waitFor();
    expect(await page.locator('iframe').count()).toBe(0);
    await check(pack.subarray(0, -9), key, 'Inte ett underlag som det ska vara');
    await check(pack, strangersKey(), 'Undertecknat med en annan nyckel');
    expect(requests.filter((address) => address.startsWith('http'))).toEqual([]);
    expect(visitor.complaints).toEqual([]);
    await context.close();
  }, 90_000);

  it('reads what an event changed on a phone: no word and no number is broken, and it is still a table', async () => {
    const { page, context } = await visit(browser, product.url, { role: 'auditor', width: 360, height: 800 });
    await page.goto('/audit/events/3/0');
    const table = page.getByRole('table', { name: 'Före och efter' });
    const row = table.getByRole('row', { name: /^värde/ });
    await row.waitFor();
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['8,4', '5,1']);
    expect(await page.evaluate<number[]>(LINES_OF_CELLS)).toEqual([1, 1]);
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual(['Uppgift', 'Före', 'Efter']);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await context.close();
  }, 60_000);

  it('moves through time by the keyboard, and finds the moment in the address', async () => {
    const { page, context } = await visit(browser, product.url, { role: 'auditor' });
    await page.goto(REPLAY);
    const slider = page.getByRole('slider', { name: /Tidpunkt/ });
    await slider.focus();
    await page.keyboard.press('Home');
    expect(await placeOf(page)).toMatch(/händelse 1, ändring 1 av 3$/);
    await page.waitForURL(/at=1$/);
    await page.keyboard.press('ArrowRight');
    expect(await placeOf(page)).toMatch(/händelse 2, ändring 2 av 3$/);
    await page.locator(`[data-difference="${MEASURE}"]`).getByText('8,4\u00a0%').waitFor();
    await page.keyboard.press('End');
    await page.getByText('Inget skiljer de två tidpunkterna.').waitFor();
    await page.waitForURL(/at=3$/);
    await context.close();
  }, 60_000);

  it('narrows the history, takes a condition away again, and draws the same sample by the same seed', async () => {
    const { page, context } = await visit(browser, product.url, { role: 'auditor' });
    await page.goto(`/audit/history?measure=${MEASURE}&type=measurement-corrected`);
    await page.getByText('2 ändringar, alla som finns').waitFor();
    await page.getByRole('button', { name: /^Ta bort urvalet Slag/ }).click();
    await page.waitForURL(/measure=sjukfranvaro$/);
    let answer: () => void = () => undefined;
    const typed = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/api/v1/history/sample?*', async (route) => {
      await typed;
      await route.continue();
    });
    await page.getByRole('radio', { name: 'Stickprov' }).check();
    await page.getByLabel('Frö').fill('revision 2022');
    await page.getByLabel('Antal').fill('5');
    // What is drawn first comes while something else is being written.
    answer();
    await page.waitForURL(/to=%22?\d+/);
    await page.getByRole('button', { name: 'Dra', exact: true }).click();
    await page.getByText('dragna med fröet revision 2022').waitFor();
    const drawn = await page.locator('main ol').innerText();
    await page.reload();
    await page.getByText('dragna med fröet revision 2022').waitFor();
    expect(await page.locator('main ol').innerText()).toBe(drawn);
    await context.close();
  }, 60_000);

  it('notes what it found on a drawn change, and finds the note again where the sample is drawn again', async () => {
    const { page, context, complaints } = await visit(browser, product.url, { role: 'auditor' });
    await page.goto('/audit/history?view=sample&seed=revision&count=3');
    await page.waitForURL(/to=%22?\d+/);
    const first = page.locator('main ol > li').first();
    await first.getByText('Skriv en anteckning').click();
    await first.getByRole('radio', { name: 'Iakttagelse' }).check();
    await first.getByLabel('Anteckning', { exact: true }).fill('Skälet saknar underlag.');
    await first.getByRole('button', { name: 'Spara anteckningen' }).click();
    await first
      .getByRole('list', { name: /^Granskningens anteckningar/ })
      .getByText('Skälet saknar underlag.')
      .waitFor();
    await page.reload();
    const note = page.getByRole('list', { name: /^Granskningens anteckningar/ });
    await note.getByText('Iakttagelse').waitFor();
    await note.getByRole('link', { name: /^granskningens huvudbok/ }).click();
    await page.waitForURL(/\/audit\/events\/\d+\/0\?ledger=audit$/);
    await page.getByRole('button', { name: 'Verifiera' }).click();
    await page.getByText('Händelsen är äkta').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('is led from a light to the event behind it, and takes the evidence of that light alone', async () => {
    const { page, context } = await visit(browser, product.url, { role: 'auditor' });
    await page.goto(`/boards/nara/2022-T1?why=${MEASURE}~T`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Underlag för bedömningen' }).click(),
    ]);
    const files = unzipSync(await readFile(await download.path()));
    expect(JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString())).toMatchObject({ selection: { measures: [MEASURE] } });
    await page.getByRole('link', { name: 'händelse 3:0' }).click();
    await page.waitForURL(/\/audit\/events\/3\/0$/);
    await context.close();
  }, 60_000);

  it('is not what a viewer sees', async () => {
    const { page, context } = await visit(browser, product.url, { role: 'viewer' });
    await page.goto('/boards/nara/2022-T1');
    await page.locator('[data-measure]').first().waitFor();
    expect(await page.getByRole('link', { name: 'Granska' }).count()).toBe(0);
    await page.goto('/audit/history');
    await page.getByText('Ditt konto får inte läsa granskningen').waitFor();
    await context.close();
  }, 60_000);
});

/** How many lines of text each cell of the first row takes; evaluated in the page. */
const LINES_OF_CELLS = `Array.from(document.querySelectorAll('tbody tr:first-child td'), (cell) => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return new Set(Array.from(range.getClientRects(), ({ bottom }) => Math.round(bottom))).size;
})`;

const placeOf = (page: Page) => page.getByRole('slider', { name: /Tidpunkt/ }).getAttribute('aria-valuetext');

/** One word of one event changed, and the file packed anew as if nothing had happened. */
function spoilt(pack: Uint8Array): Uint8Array {
  const files = unzipSync(pack);
  const events = Buffer.from(files['events.jsonl'] ?? []).toString();
  return zipSync({ ...files, 'events.jsonl': Buffer.from(events.replace('"value":"5.1"', '"value":"4.1"')) });
}

function strangersKey(): string {
  const { publicKey } = generateKeyPairSync('ed25519');
  const bytes = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
  return keyText(sha256, { name: 'styrbord.local', publicKey: bytes });
}
