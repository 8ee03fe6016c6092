import type { Browser, Page } from '@playwright/test';
import { sha256 } from '@styrbord/node-proof/sha256';
import { keyText } from '@styrbord/proof/note';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signerOf } from '../audit/audited-ledger';
import { caller } from '../api';
import { startProduct, type Product } from '../product';
import { RENDERING } from '@styrbord/steering/renderings';
import { bigPack } from './big-pack';
import { openBrowser, violations, visit } from './visitor';

const LEDGER = 'stort/steering';
const SIGNER = signerOf(7);
const KEY = keyText(sha256, SIGNER);
const BIG_COMMITS = 2_000;

describe('what the browser has seen before', () => {
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

  it('is compared with each pack: gone on from, smaller, another history, or not to be shown; and is forgotten when asked', async () => {
    const visitor = await visit(browser, product.url, { anonymous: true });
    const { page, context } = visitor;
    const check = async (commits: number, making: { history?: string; isSparse?: boolean } = {}): Promise<void> => {
      const buffer = Buffer.from(await bigPack(commits, { ledger: LEDGER, signer: SIGNER, ...making }));
      await page.locator('input[type="file"]').first().setInputFiles({ name: 'underlag.zip', mimeType: 'application/zip', buffer });
      await page.getByRole('button', { name: 'Kontrollera' }).click();
      await page.getByText('Det här kontrollerades').waitFor();
    };
    const remembered = page.getByRole('region', { name: 'Kontrollpunkter som webbläsaren minns' });
    const good = page.getByText('Äkta och orört');
    await page.goto('/verify');
    await page.getByRole('textbox').fill(KEY);
    await check(3);
    await page.getByText(/^Ingen kontrollpunkt för styrbord\.example\.se\/stort\/steering har setts förut/).waitFor();
    await page.reload();
    await page.getByRole('textbox').fill(KEY);
    await remembered.getByText('300 händelser').waitFor();
    await check(5);
    await page.getByText(/^Huvudboken fortsätter från den kontrollpunkt som sågs .*: 300 händelser då, 500 nu/).waitFor();
    await remembered.getByText('500 händelser').waitFor();
    await check(5);
    await page.getByText(/^Kontrollpunkten är densamma/).waitFor();
    await check(3);
    await page.getByRole('alert').getByText('Mindre än det som har setts förut: 300 händelser, mot 500').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Hämta båda kontrollpunkterna' }).click(),
    ]);
    expect((await readFile(await download.path(), 'utf8')).match(/^styrbord\.example\.se\/stort\/steering\n(\d+)/gm)).toEqual([
      'styrbord.example.se/stort/steering\n500',
      'styrbord.example.se/stort/steering\n300',
    ]);
    expect(await violations(visitor)).toEqual([]);
    await check(8, { isSparse: true });
    await page.getByText('Det går inte att visa att huvudboken fortsätter från det som har setts förut').waitFor();
    await check(8, { history: 'annan' });
    await page.getByText('Undertecknat, men strider mot det som har setts förut').waitFor();
    expect(await good.count()).toBe(0);
    await remembered.getByText('500 händelser').waitFor();
    await remembered.getByRole('button', { name: 'Glöm' }).click();
    await remembered.waitFor({ state: 'detached' });
    await check(8, { history: 'annan' });
    await page.getByText(/^Ingen kontrollpunkt för /).waitFor();
    expect(visitor.complaints).toEqual([]);
    await context.close();
  }, 90_000);

  it('is held against the server when an event is verified', async () => {
    const operator = caller(product, product.key);
    const correct = async (value: string): Promise<string> => {
      const { body } = await operator.send('POST', '/measurements/corrections', { ...CORRECTED, value });
      return `/audit/events/${String(body['no'])}/0`;
    };
    const visitor = await visit(browser, product.url, { role: 'auditor' });
    const { page, context } = visitor;
    const verify = async (address: string, said: RegExp | string, title = 'Händelsen är äkta'): Promise<void> => {
      await page.goto(address);
      await page.getByRole('button', { name: 'Verifiera' }).click();
      await page.getByText(said).waitFor();
      await page.getByText(title).waitFor();
    };
    const [first, second] = [await correct('8.4'), await correct('5.1')];
    await verify(first, /^Ingen kontrollpunkt för /);
    await correct('5.2');
    const third = await correct('5.3');
    await verify(third, /^Huvudboken fortsätter från den kontrollpunkt som sågs /);
    await verify(second, /^Kontrollpunkten är densamma/);
    expect(await violations(visitor)).toEqual([]);
    const kept = await page.evaluate<string>("localStorage.getItem('styrbord-checkpoints')");
    const put = (text: string) => page.evaluate(`localStorage.setItem('styrbord-checkpoints', ${JSON.stringify(text)})`);
    const [, size = '', root = ''] = /steering\\n(\d+)\\n([^\\]+)\\n/.exec(kept) ?? [];
    await put(kept.replace(`\\n${size}\\n`, `\\n${Number(size) + 1}\\n`));
    await verify(third, /^Mindre än det som har setts förut/, 'Händelsen är undertecknad, men huvudboken är inte den som har setts förut');
    await put(kept.replace(root, `${root.startsWith('A') ? 'B' : 'A'}${root.slice(1)}`));
    await verify(await correct('5.4'), /^Strider mot den kontrollpunkt som sågs/, 'Händelsen är undertecknad, men huvudboken är inte');
    expect(await page.getByText('Händelsen är äkta').count()).toBe(0);
    await context.close();
  }, 90_000);
});

const CORRECTED = { measure: 'sjukfranvaro', unit: 'nara', cell: 'T', period: '2022-T1', reason: 'Ny körning av lönesystemet' };

describe('a big pack on the page that needs nobody', () => {
  let product: Product;
  let browser: Browser;
  let folder: string;
  const at = (name: string): string => join(folder, name);
  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    folder = await mkdtemp(join(tmpdir(), 'styrbord-packs-'));
    const [big, small] = [
      await bigPack(BIG_COMMITS, { ledger: LEDGER, signer: SIGNER }),
      await bigPack(3, { ledger: LEDGER, signer: SIGNER }),
    ];
    const packs = {
      big,
      small,
      later: await bigPack(3, { ledger: LEDGER, signer: SIGNER, rendering: RENDERING + 1 }),
      cut: big.subarray(0, big.length >> 1),
      emptied: big.map((byte, index) => (index > 5_000 && index < 9_000 ? 0 : byte)),
      text: Buffer.from('inte ett underlag'.repeat(5_000)),
      none: new Uint8Array(),
    };
    for (const [name, bytes] of Object.entries(packs)) await writeFile(at(`${name}.zip`), bytes);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const open = async () => {
    const visitor = await visit(browser, product.url, { anonymous: true });
    await visitor.page.goto('/verify');
    await visitor.page.getByText('Allt är hämtat').waitFor();
    await visitor.context.setOffline(true);
    await visitor.page.getByRole('textbox').fill(KEY);
    return visitor;
  };
  const check = async (page: Page, name: string): Promise<void> => {
    await page
      .locator('input[type="file"]')
      .first()
      .setInputFiles(at(`${name}.zip`));
    await page.getByRole('button', { name: 'Kontrollera' }).click();
  };

  it('is checked while the page answers, and found good', async () => {
    const visitor = await open();
    const { page, context } = visitor;
    await page.evaluate(COUNT_GAPS);
    await check(page, 'big');
    await page.getByText(/^[1-9]\d* % läst$/).waitFor();
    await page.getByRole('radio', { name: 'Mörkt' }).check();
    expect(await page.getAttribute('html', 'data-theme')).toBe('dark');
    // It answered before the check had come to an end.
    expect(await page.getByRole('progressbar').count()).toBe(1);
    expect(await violations(visitor)).toEqual([]);
    await page.getByText('Äkta och orört').waitFor();
    await page.getByText('200000 händelser ingår i kontrollpunkten').waitFor();
    expect(visitor.complaints).toEqual([]);
    process.stdout.write(
      `the longest the page was busy while 200 000 events were checked: ${await page.evaluate<number>('window.longestGap')} ms\n`,
    );
    await context.close();
  }, 60_000);

  it('is left in the middle, and another is checked without the network', async () => {
    const visitor = await open();
    const { page, context } = visitor;
    await check(page, 'big');
    await page.getByText(/^[1-9]\d* % läst$/).waitFor();
    await page.getByRole('button', { name: 'Avbryt' }).click();
    await page.getByText('Kontrollen avbröts. Inget är sagt om filen.').waitFor();
    await check(page, 'small');
    await page.getByText('300 händelser ingår i kontrollpunkten').waitFor();
    expect(visitor.complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('of a later version is not called good, and what could not be compared is named', async () => {
    const visitor = await open();
    const { page, context } = visitor;
    await check(page, 'later');
    await page.getByRole('alert').getByText('Händelserna är äkta, men allt som visas kunde inte jämföras').waitFor();
    await page.getByText('Inte jämfört, så lita inte på det: sidan i filen.').waitFor();
    await page.getByText('300 händelser ingår i kontrollpunkten').waitFor();
    expect(await page.getByText('Äkta och orört').count()).toBe(0);
    expect(await violations(visitor)).toEqual([]);
    await context.close();
  });

  it('of the first version is good, and said to be of that', async () => {
    const visitor = await open();
    const { page, context } = visitor;
    await page.getByRole('textbox').fill(keyText(sha256, signerOf(1)));
    await page.locator('input[type="file"]').first().setInputFiles(join(__dirname, '../audit/golden/1-region.zip'));
    await page.getByRole('button', { name: 'Kontrollera' }).click();
    await page.getByText('Äkta och orört').waitFor();
    await page.getByText('Styrkortet visas som version 1 gjorde').waitFor();
    await context.close();
  });

  it.each(['cut', 'emptied', 'text', 'none'])('is refused plainly when it is %s', async (name) => {
    const visitor = await open();
    await check(visitor.page, name);
    await visitor.page.getByText('Inte ett underlag som det ska vara').waitFor();
    expect(await visitor.page.getByText('Äkta och orört').count()).toBe(0);
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  });
});

/** How long the page's own thread ever kept a timer waiting; evaluated in the page. */
const COUNT_GAPS = `
  window.longestGap = 0;
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    window.longestGap = Math.max(window.longestGap, Math.round(now - last));
    last = now;
  }, 10);
`;
