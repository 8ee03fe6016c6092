import type { Browser } from '@playwright/test';
import { caller } from '../api';
import { startProduct, type Product } from '../product';
import { BOARD, openBrowser, overflow, violations, visit, type Language, type Theme } from './visitor';

const PAGES = {
  board: BOARD,
  'board narrowed to nothing': `${BOARD}?text=finnsinte`,
  why: `${BOARD}?why=triage-digitalen~T`,
  'wall screen': `${BOARD}?view=wall`,
  measure: `${BOARD}/measures/triage-digitalen`,
  'measure as a table': `${BOARD}/measures/triage-digitalen?as=table`,
  laboratory: `${BOARD}/measures/triage-digitalen/laboratory?target=40%20000%20p%C3%A5%20hel%C3%A5r`,
  record: '/record/nara/2022-T1',
  inbox: '/alerts',
  'inbox narrowed to nothing': '/alerts?severity=severe&tray=over',
  'empty inbox': '/alerts?tray=handled',
  case: '/alerts/cases/target-missed~nara~aterinskrivningar~2022-T1',
  'unknown case': '/alerts/cases/target-missed~nara~finnsinte~2022-T1',
  rules: '/alerts/rules',
  deliveries: '/alerts/deliveries',
  'deliveries that failed': '/alerts/deliveries?fate=dead',
  responsible: '/alerts/responsible?unit=nara&measure=budget',
  'my notices': '/alerts/mine',
  replay: '/audit/replay/nara/2022-T1',
  'replay of two moments': '/audit/replay/nara/2022-T1?at=1&with=2',
  'replay where nothing changed': '/audit/replay/nara/2020',
  history: '/audit/history',
  'history narrowed': '/audit/history?unit=nara&type=measurement-corrected&text=omstart',
  'history sample': '/audit/history?view=sample&seed=revision&count=5',
  event: '/audit/events/2/0',
  'event of the audit ledger': '/audit/events/1/0?ledger=audit',
  erasures: '/audit/erasures',
  'unknown event': '/audit/events/99999/0',
  verify: '/verify',
  'unknown page': '/finns/inte',
  'unknown unit': '/boards/finns-inte/2022-T1',
  'no period': '/boards/nara/2022-T9',
} as const;

/** Something for a replay to show. */
const CORRECTION = { measure: 'sjukfranvaro', unit: 'nara', cell: 'T', period: '2022-T1', value: '8.2', reason: 'Rättad efter omstart' };

interface Sample {
  readonly from: number;
  readonly to: number;
  readonly items: readonly { readonly no: number; readonly index: number }[];
}

const THEMES: readonly Theme[] = ['light', 'dark'];
const LANGUAGES: readonly Language[] = ['sv', 'en'];

describe('every page', () => {
  let product: Product;
  let browser: Browser;
  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    const operator = caller(product, product.key);
    await operator.send('POST', '/measurements/corrections', CORRECTION);
    const { from, to, items } = (await operator.get('/history/sample?seed=revision&count=5')).body as unknown as Sample;
    const [{ no, index } = { no: 0, index: 0 }] = items;
    const note = { seed: 'revision', count: 5, from, to, no, index, verdict: 'finding', text: 'Skälet saknar underlag.' };
    expect((await operator.send('POST', '/history/sample/notes', note)).status).toBe(200);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  for (const theme of THEMES) {
    for (const language of LANGUAGES) {
      it(`has nothing axe objects to, ${theme}, ${language}`, async () => {
        const visitor = await visit(browser, product.url, { theme, language });
        const found: Record<string, string[]> = {};
        for (const [name, address] of Object.entries(PAGES)) {
          await visitor.page.goto(address);
          await visitor.page.locator('h1, [role="dialog"]').first().waitFor();
          await visitor.page.waitForLoadState('networkidle').catch(() => undefined);
          const objections = await violations(visitor);
          if (objections.length > 0) found[name] = objections;
        }
        await visitor.context.close();
        expect(found).toEqual({});
      }, 240_000);

      it(`lets people sign in without obstacles, ${theme}, ${language}`, async () => {
        const visitor = await visit(browser, product.url, { theme, language, anonymous: true });
        await visitor.page.goto('/');
        await visitor.page.getByRole('heading', { level: 1 }).waitFor();
        expect(await violations(visitor)).toEqual([]);
        await visitor.context.close();
      }, 60_000);
    }
  }

  it.each([
    [390, 844],
    [820, 1180],
    [940, 700],
    [2560, 1440],
  ])(
    'fits a screen of %i × %i',
    async (width, height) => {
      const visitor = await visit(browser, product.url, { width, height });
      const beyond: Record<string, number> = {};
      for (const [name, address] of Object.entries(PAGES)) {
        await visitor.page.goto(address);
        await visitor.page.locator('h1').first().waitFor();
        beyond[name] = Math.max(0, await overflow(visitor.page));
      }
      await visitor.context.close();
      expect(Object.values(beyond).every((pixels) => pixels === 0) ? {} : beyond).toEqual({});
    },
    240_000,
  );

  it('says which language it speaks, and which names stay Swedish', async () => {
    const visitor = await visit(browser, product.url, { language: 'en' });
    await visitor.page.goto(BOARD);
    await visitor.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await visitor.page.getAttribute('html', 'lang')).toBe('en');
    expect(await visitor.page.locator('[data-measure] [lang="sv"]').count()).toBeGreaterThan(0);
    await visitor.context.close();
  });

  it('keeps to its content security policy', async () => {
    const visitor = await visit(browser, product.url);
    for (const address of Object.values(PAGES)) {
      await visitor.page.goto(address);
      await visitor.page.locator('h1').first().waitFor();
    }
    await visitor.context.close();
    expect(visitor.complaints.filter((text) => /Content Security Policy/i.test(text))).toEqual([]);
  }, 120_000);
});
