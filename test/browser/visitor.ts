import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';

export type Theme = 'light' | 'dark';
export type Language = 'sv' | 'en';

interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: Theme;
  readonly language?: Language;
  /** Nobody signs in. */
  readonly anonymous?: boolean;
  /** Somebody who has not been here before is shown round. */
  readonly isNew?: boolean;
  /** A demo account, or its role; the first one without either. */
  readonly account?: string;
  readonly role?: string;
}

/** Someone at a screen, with what their browser complained about. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: string[];
}

export const BOARD = '/boards/nara/2022-T1';

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
}

/** For a suite of pages: a product with whatever is put into it, and somebody who looks at it. */
export function pages(fill: (operator: Caller) => Promise<unknown> = async () => undefined): (look?: Look) => Promise<Visitor> {
  let product: Product;
  let browser: Browser;
  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    await fill(caller(product, product.key));
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });
  return (look) => visit(browser, product.url, look);
}

/** Whatever was sent is taken, or the suite has nothing to look at. */
export async function send(operator: Caller, path: string, body: object): Promise<void> {
  const { status, body: answer } = await operator.send('POST', path, body);
  if (status !== 200) throw new Error(JSON.stringify(answer));
}

export async function visit(browser: Browser, url: string, look: Look = {}): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
    colorScheme: look.theme ?? 'light',
    reducedMotion: 'reduce',
    locale: 'sv-SE',
  });
  await context.addInitScript({ content: kept('styrbord-language', look.language ?? 'sv') });
  if (!look.isNew) await context.addInitScript({ content: kept('styrbord-tour', 'seen') });
  if (!look.anonymous) await signIn(context, url, look);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return { context, page, complaints };
}

/** A frame that is sandboxed keeps nothing. */
const kept = (name: string, value: string): string => `if (self.origin !== 'null') localStorage.setItem('${name}', '${value}')`;

async function signIn(context: BrowserContext, url: string, { account: id, role }: Look): Promise<void> {
  const { items } = (await (await context.request.get('/api/v1/session/accounts')).json()) as {
    items: { id: string; role: string; password: string }[];
  };
  const account = items.find((each) => (id === undefined ? each.role === role : each.id === id)) ?? items[0];
  if (!account) throw new Error('the demo has no accounts');
  const answer = await context.request.post('/api/v1/session', {
    data: { account: account.id, password: account.password },
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(`sign-in answered ${answer.status()}`);
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe holds against the page, one line each. It is evaluated by the debugger, since the page's own policy forbids strange scripts. */
export async function violations({ page, context }: Visitor): Promise<string[]> {
  const debuggerSession = await context.newCDPSession(page);
  await debuggerSession.send('Runtime.evaluate', { expression: AXE });
  const { result } = await debuggerSession.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ${JSON.stringify(STANDARDS)} }).then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => id + ': ' + nodes[0].html)))`,
    awaitPromise: true,
  });
  return JSON.parse(String(result.value)) as string[];
}

/** How far the page reaches beyond the screen to the right. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
}

/** That axe has nothing against any of these pages, once they say what they are to say, and that each fits. */
export async function expectSound(visitor: Visitor, addresses: readonly string[], isThere: (page: Page) => Promise<void>): Promise<void> {
  for (const address of addresses) {
    await visitor.page.goto(address);
    await isThere(visitor.page);
    expect([address, await violations(visitor), Math.max(0, await overflow(visitor.page))]).toEqual([address, [], 0]);
  }
}
