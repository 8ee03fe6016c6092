import type { Browser, Page } from '@playwright/test';
import { sha256 } from '@styrbord/node-proof/sha256';
import { keyText } from '@styrbord/proof/note';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signerOf } from '../audit/audited-ledger';
import { startProduct, type Product } from '../product';
import { bigPack } from './big-pack';
import { openBrowser, violations, visit } from './visitor';

const LEDGER = 'stort/steering';
const SIGNER = signerOf(7);
const KEY = keyText(sha256, SIGNER);
const BIG_COMMITS = 2_000;

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
