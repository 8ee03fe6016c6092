import type { Browser, Locator, Page } from '@playwright/test';
import { caller } from '../api';
import { startProduct, type Product } from '../product';
import { openBrowser, visit } from './visitor';

const REPLAY = '/audit/replay/nara/2022-T1';
const CORRECTIONS = 60;
const STEP_MS = 16;
const STEPS = 90;
/** Longer than the hand moves: what was asked first is still on its way when the hand stays. */
const ANSWERED_AFTER_MS = 4_000;

/** When the hand came to a commit, and when the board was of it. */
interface Seen {
  readonly hand: readonly (readonly [no: number, at: number])[];
  readonly board: readonly (readonly [no: number, at: number])[];
  readonly empty: number;
}

describe('the board while the slider is dragged', () => {
  let product: Product;
  let browser: Browser;
  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    const operator = caller(product, product.key);
    for (let at = 0; at < CORRECTIONS; at++)
      await operator.send('POST', '/measurements/corrections', {
        measure: 'sjukfranvaro',
        unit: 'nara',
        cell: 'T',
        period: '2022-T1',
        value: `${5 + (at % 30) / 10}`,
        reason: 'Ny körning av lönesystemet',
      });
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('follows the hand, in its order, and ends where the hand does', async () => {
    const { page, context } = await visit(browser, product.url, { role: 'auditor' });
    const seen = await dragged(page);
    const waits = waitsOf(seen);
    const answers = await page.evaluate<number[]>(ANSWERS);
    process.stdout.write(
      `replay: ${seen.hand.length} places in ${spanOf(seen.hand)} ms, ${seen.board.length} boards shown; hand to board: ` +
        `median ${at(waits, 0.5)} ms, 95 % ${at(waits, 0.95)} ms; after the hand stayed: ${lastWait(seen)} ms; ` +
        `the server's answers: median ${at(answers, 0.5)} ms, 95 % ${at(answers, 0.95)} ms\n`,
    );
    expectInOrder(seen);
    await context.close();
  }, 60_000);

  it('drops what it no longer wants on a slow line, and shows nothing old afterwards', async () => {
    const { page, context } = await visit(browser, product.url, { role: 'auditor' });
    const session = await context.newCDPSession(page);
    const dropped: string[] = [];
    page.on('requestfailed', (request) => dropped.push(request.url()));
    const seen = await dragged(page, async () => {
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: ANSWERED_AFTER_MS,
        downloadThroughput: -1,
        uploadThroughput: -1,
      });
    });
    expect(dropped.some((url) => url.includes('/replay/nara?'))).toBe(true);
    expectInOrder(seen);
    await context.close();
  }, 60_000);
});

/** From the first commit to the last, by the mouse. */
async function dragged(page: Page, before: () => Promise<void> = () => Promise.resolve()): Promise<Seen> {
  await page.goto(`${REPLAY}?at=1`);
  const slider = page.getByRole('slider', { name: /Tidpunkt/ });
  await page.getByText('till och med händelse 1', { exact: false }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate(WATCH);
  await before();
  const { left, right, middle } = await edgesOf(slider);
  await page.mouse.move(left, middle);
  await page.mouse.down();
  for (let step = 1; step <= STEPS; step++) {
    await page.mouse.move(left + ((right - left) * step) / STEPS, middle);
    await page.waitForTimeout(STEP_MS);
  }
  await page.mouse.up();
  const last = Number(await slider.getAttribute('max')) + 1;
  await page.getByText(`till och med händelse ${last}`, { exact: false }).waitFor();
  await page.waitForLoadState('networkidle');
  return page.evaluate<Seen>('window.seen');
}

async function edgesOf(slider: Locator) {
  const box = await slider.boundingBox();
  if (!box) throw new Error('the slider is not there');
  const thumb = 8;
  return { left: box.x + thumb, right: box.x + box.width - thumb, middle: box.y + box.height / 2 };
}

/** Of each place where the hand stayed until the board was of it, or of a later one: how long that took. */
function waitsOf({ hand, board }: Seen): number[] {
  return hand.flatMap(([no, since]) => {
    const shown = board.find(([known, when]) => known >= no && when >= since);
    return shown ? [Math.round(shown[1] - since)] : [];
  });
}

const at = (waits: readonly number[], share: number): number =>
  waits.toSorted((a, b) => a - b)[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0;

const spanOf = (hand: Seen['hand']): number => Math.round((hand.at(-1)?.[1] ?? 0) - (hand[0]?.[1] ?? 0));
const lastWait = ({ hand, board }: Seen): number => Math.round((board.at(-1)?.[1] ?? 0) - (hand.at(-1)?.[1] ?? 0));

function expectInOrder({ hand, board, empty }: Seen): void {
  const numbers = board.map(([no]) => no);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(numbers.at(-1)).toBe(hand.at(-1)?.[0]);
  expect(numbers.length).toBeGreaterThan(1);
  expect(empty).toBe(0);
}

/** Notes what the hand and the board say, and whether the board is ever gone; evaluated in the page. */
const WATCH = `
  window.seen = { hand: [], board: [], empty: 0 };
  const numberIn = (text) => Number(/händelse (\\d+)/.exec(text ?? '')?.[1] ?? 0);
  const note = (list, no) => { if (no > 0 && list.at(-1)?.[0] !== no) list.push([no, performance.now()]); };
  const look = () => {
    note(window.seen.hand, numberIn(document.querySelector('input[type=range]')?.getAttribute('aria-valuetext')));
    const known = [...document.querySelectorAll('p')].find(({ textContent }) => /^Som det var känt/.test(textContent));
    note(window.seen.board, numberIn(known?.textContent));
    if (!known || !document.querySelector('table tbody tr')) window.seen.empty++;
  };
  look();
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
`;

/** How long each board took from the question to the last byte; evaluated in the page. */
const ANSWERS = `performance.getEntriesByType('resource').filter(({ name }) => name.includes('/replay/nara?')).map(({ duration }) => Math.round(duration))`;
