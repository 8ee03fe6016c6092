import type { Browser, Page } from '@playwright/test';
import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';
import { BOARD, openBrowser, overflow, violations, visit } from './visitor';

const LEADER = 'divisionsledning';
const caseOf = (measure: string): string => `/alerts/cases/target-missed~nara~${measure}~2022-T1`;
const waiting = (page: Page): Promise<string | null> => page.locator('[data-waiting]').getAttribute('data-waiting');

describe('alerts', () => {
  let product: Product;
  let browser: Browser;
  let operator: Caller;
  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    operator = caller(product, product.key);
    await operator.get(`/alerts?minNo=${await operator.head()}`);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const correct = async (measure: string, value: string, reason: string): Promise<number> => {
    const { status, body } = await operator.send('POST', '/measurements/corrections', {
      measure,
      unit: 'nara',
      period: '2022-T1',
      value,
      reason,
    });
    expect([status, body['code']]).toEqual([200, undefined]);
    return Number(body['no']);
  };

  it('the inbox holds what the scorecard misses, each with its reason, and leads to the case without a mouse', async () => {
    const visitor = await visit(browser, product.url, { account: LEADER });
    const { page, context } = visitor;
    await page.goto(`${BOARD}?verdict=missed`);
    await page.locator('[data-measure]').first().waitFor();
    const missed = await page.locator('tr[data-measure]:not([class*="companion"])').count();
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    await page.waitForURL(/\/alerts$/);
    await page.locator('[data-case]').first().waitFor();
    expect(await page.locator('[data-case]').count()).toBe(missed);
    expect(await waiting(page)).toBe(String(missed));
    await page.getByRole('link', { name: `Inkorg att hantera: ${missed}, varav allvarliga: 0` }).waitFor();
    const budget = page.locator('[data-case*="~budget~"]');
    expect((await budget.textContent())?.replaceAll('\u00a0', ' ')).toContain('Utfallet −16 mnkr når inte 0 mnkr.');
    expect(await violations(visitor)).toEqual([]);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const second = await page.locator('[data-case]').nth(1).getAttribute('data-case');
    expect(await page.evaluate('document.activeElement.closest("[data-case]").dataset.case')).toBe(second);
    await page.keyboard.press('Enter');
    await page.waitForURL((address) => address.pathname === `/alerts/cases/${second}`);
    await page.getByRole('heading', { name: 'Vem har fått veta' }).waitFor();
    await page.getByText('Varför nu: den första om avvikelsen.').waitFor();
    await page.getByText('Till brevlådan för det som ingen ansvarar för').waitFor();
    expect(await violations(visitor)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('the badge and the case follow what is corrected, by themselves', async () => {
    const onBoard = await visit(browser, product.url, { account: LEADER });
    await onBoard.page.goto(BOARD);
    await onBoard.page.getByText('Direkt', { exact: true }).waitFor();
    await onBoard.page.locator('[data-waiting]').waitFor();
    const onCase = await visit(browser, product.url, { account: LEADER });
    await onCase.page.goto(caseOf('budget'));
    await onCase.page.getByText('Ingen har kvitterat').waitFor();
    const before = Number(await waiting(onBoard.page));
    await correct('budget', '2', 'Periodiserade intäkter saknades');
    await onBoard.page.locator(`[data-waiting="${before - 1}"]`).waitFor({ timeout: 5_000 });
    expect(await onBoard.page.locator('[data-measure="budget"]').getByText('Ärende:').count()).toBe(0);
    await onCase.page.getByText('Löst genom rättelse', { exact: true }).first().waitFor({ timeout: 15_000 });
    await onCase.page.getByText('Utfallet var −16\u00a0mnkr och är nu 2\u00a0mnkr.').waitFor();
    await onCase.page.getByText('Periodiserade intäkter saknades').waitFor();
    await onCase.page.getByText('Avvikelsen har upphört, så ärendet behöver varken kvitteras eller vila.').waitFor();
    expect(await onCase.page.getByRole('button', { name: 'Kvittera' }).count()).toBe(0);
    await onCase.page.getByText('Skickas: att en rättelse löste den').waitFor();
    expect([...onBoard.complaints, ...onCase.complaints]).toEqual([]);
    await onBoard.context.close();
    await onCase.context.close();
  }, 60_000);

  it('a case is acknowledged with a comment, and taken on; the story and the trays say so', async () => {
    const visitor = await visit(browser, product.url, { account: LEADER });
    const { page, context } = visitor;
    await page.goto(caseOf('fallskador'));
    const before = Number(await waiting(page));
    await page.getByRole('button', { name: 'Kvittera' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Kommentar').fill('Genomgång på torsdag');
    expect(await violations(visitor)).toEqual([]);
    await dialog.getByRole('button', { name: 'Kvittera' }).click();
    await page.getByText('Kvitterat.', { exact: true }).waitFor();
    await page.getByText(/^Kvitterat till och med \d{4}-\d\d-\d\d av du$/).waitFor();
    await page.getByText('Genomgång på torsdag').waitFor();
    await page.getByRole('button', { name: 'Ta på mig' }).click();
    await page.getByText('Ärendet tilldelades du.').waitFor();
    await page.getByRole('button', { name: 'Lämna ifrån mig' }).waitFor();
    await page.locator(`[data-waiting="${before - 1}"]`).waitFor();
    await page.goto('/alerts?tray=handled&mine=true');
    await page.locator('[data-case*="~fallskador~"]').getByText('Du handlägger').waitFor();
    expect(await page.locator('[data-case]').count()).toBe(1);
    expect(visitor.complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('what cannot be done says why, and what is typed stays', async () => {
    const { page, context } = await visit(browser, product.url, { account: LEADER });
    await page.goto(caseOf('digitala-vardbesok'));
    await page.getByRole('button', { name: 'Kommentera' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Kommentar').fill('@[Anna Andersson] räknar om');
    await dialog.getByRole('button', { name: 'Kommentera' }).click();
    await dialog.getByRole('alert').getByText('Kod: mark-misplaced').waitFor();
    expect(await dialog.getByLabel('Kommentar').inputValue()).toBe('@[Anna Andersson] räknar om');
    await dialog.getByRole('button', { name: 'Avbryt' }).click();
    // Somebody else closes it while this page still offers to acknowledge.
    await page.getByRole('button', { name: 'Kvittera' }).click();
    await operator.send('POST', '/alerts/target-missed~nara~digitala-vardbesok~2022-T1/closings', { cause: 'Mätfel' });
    await dialog.getByRole('button', { name: 'Kvittera' }).click();
    await dialog.getByText('Ärendet är stängt (Mätfel); det kan kommenteras.').waitFor();
    await dialog.getByRole('button', { name: 'Avbryt' }).click();
    await page.getByText('Stängt av Driftens nyckel: Mätfel').waitFor({ timeout: 15_000 });
    expect(await page.getByRole('button', { name: 'Kvittera' }).count()).toBe(0);
    await context.close();
  }, 60_000);

  it('several are picked by x and put to rest at once', async () => {
    const visitor = await visit(browser, product.url, { account: LEADER });
    const { page, context } = visitor;
    await page.goto('/alerts');
    await page.locator('[data-case]').first().waitFor();
    const before = await page.locator('[data-case]').count();
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key);
    const group = page.getByRole('group', { name: 'Handlägg' });
    await group.getByText('2 valda').waitFor();
    expect(await violations(visitor)).toEqual([]);
    await group.getByRole('button', { name: 'Låt vila' }).click();
    await page.getByRole('dialog').getByText('Gäller 2 ärenden.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Låt vila' }).click();
    await page.getByText('Vilar.', { exact: true }).waitFor();
    await page.locator(`[data-waiting="${before - 2}"]`).waitFor();
    // The list is read beside the counts, and may come after them.
    await page
      .locator('[data-case]')
      .nth(before - 2)
      .waitFor({ state: 'detached' });
    expect(await page.locator('[data-case]').count()).toBe(before - 2);
    await page.getByRole('radio', { name: /^Under hantering/ }).check({ force: true });
    await page.locator('[data-case]').getByText('Vilar', { exact: true }).nth(1).waitFor();
    await context.close();
  }, 60_000);

  it('a row of the board and the page of its measure lead to the case, and the case back to the row', async () => {
    const { page, context } = await visit(browser, product.url, { account: LEADER });
    await page.goto(BOARD);
    const row = page.locator('[data-measure="aterinskrivningar"]');
    await row.getByRole('link', { name: 'Ärende: Målet missat' }).click();
    await page.waitForURL(new RegExp(`${caseOf('aterinskrivningar')}$`));
    await page.getByRole('listbox', { name: /Oplanerade återinskrivningar/ }).waitFor();
    await page.getByRole('link', { name: 'Raden på styrkortet' }).click();
    await row.waitFor();
    await page.waitForFunction('document.activeElement?.closest("[data-measure]")?.dataset.measure === "aterinskrivningar"');
    await row.getByRole('link').first().click();
    await page.getByRole('link', { name: 'Ärende: Målet missat' }).click();
    await page.waitForURL(new RegExp(`${caseOf('aterinskrivningar')}$`));
    await context.close();
  }, 60_000);

  it('an auditor reads a case and does nothing with it', async () => {
    const { page, context } = await visit(browser, product.url, { role: 'auditor' });
    await page.goto(caseOf('aterinskrivningar'));
    await page.getByText('Ditt konto får läsa ärenden men inte handlägga dem.').waitFor();
    expect(await page.getByRole('button', { name: 'Kvittera' }).count()).toBe(0);
    await page.goto('/alerts/rules');
    await page.getByText('Ditt konto får läsa reglerna men inte ändra dem.').waitFor();
    expect(await page.locator('[data-rule]').getByRole('button').count()).toBe(0);
    await context.close();
  }, 60_000);

  it('a rule is tried on history, then switched on, and what it finds is in the inbox', async () => {
    const visitor = await visit(browser, product.url, { account: 'forvaltare' });
    const { page, context } = visitor;
    await page.goto('/alerts/rules');
    const rule = page.locator('[data-rule="cells-disagree"]');
    await rule.getByText('Av', { exact: true }).waitFor();
    await rule.getByRole('button', { name: 'Slå på Celler säger olika' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Skulle inte ha aviserat en enda gång på 24 månader.').waitFor();
    await dialog.getByRole('radio', { name: '120' }).check({ force: true });
    await dialog.getByText('Skulle ha aviserat en gång på 120 månader.').waitFor();
    await dialog.getByRole('link', { name: /Oplanerade återinskrivningar/ }).waitFor();
    expect(await violations(visitor)).toEqual([]);
    await dialog.getByRole('button', { name: 'Slå på' }).click();
    await page.getByText('Regeln är på. Varje styrmått den gäller ses över nu.').waitFor();
    await rule.getByText('På', { exact: true }).waitFor();
    await page.goto('/alerts?severity=note');
    await page.locator('[data-case^="cells-disagree~"]').getByText('Grupperna skiljer sig i om de når').waitFor({ timeout: 15_000 });
    await page.goto('/alerts/rules');
    await rule.getByRole('button', { name: 'Slå av Celler säger olika' }).click();
    await rule.getByText('Av', { exact: true }).waitFor();
    expect(visitor.complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('who sees a division makes rules of its own of those for everybody; what is refused says why', async () => {
    const visitor = await visit(browser, product.url, { account: 'controller' });
    const { page, context } = visitor;
    await page.goto('/alerts/rules');
    const common = page.locator('[data-rule="target-missed"]');
    await common.getByText('Gäller även utanför dina enheter').waitFor();
    expect(await common.getByRole('button', { name: /^Ändra/ }).count()).toBe(0);
    await common.getByRole('button', { name: 'Gör en egen av Målet missat' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Namn').fill('Budgeten, allvarligt');
    expect(await dialog.getByLabel('Enhet, med allt under').inputValue()).toBe('nara');
    await dialog.getByLabel('Styrmått').selectOption('budget');
    await dialog.getByLabel('Allvar').selectOption('severe');
    await dialog.getByLabel('Marginal', { exact: true }).fill('150');
    await dialog.getByLabel('Marginalen räknas i').selectOption('percent');
    await dialog.getByRole('button', { name: 'Spara' }).click();
    await dialog.getByRole('alert').getByText('Marginalen 150 går inte; ange ≤ 100.').waitFor();
    await dialog.getByLabel('Marginal', { exact: true }).fill('1,5');
    await dialog.getByLabel('Marginalen räknas i').selectOption('measure');
    await dialog.getByRole('button', { name: 'Pröva på historiken' }).click();
    await dialog.getByText(/^Skulle inte ha aviserat/).waitFor();
    expect(await violations(visitor)).toEqual([]);
    await dialog.getByRole('button', { name: 'Spara' }).click();
    await page.getByText('Regeln är sparad.').waitFor();
    const own = page.locator('[data-rule^="regel-"]');
    await own.getByText('Upphör först 1,5 förbi målet').waitFor();
    await own.getByRole('button', { name: 'Ändra Budgeten, allvarligt' }).waitFor();
    await correct('budget', '-30', 'Fel konto');
    await page.goto('/alerts');
    await page.locator('[data-case^="regel-"]').getByText('Allvarlig', { exact: true }).waitFor({ timeout: 15_000 });
    await page.getByRole('link', { name: /varav allvarliga: 1$/ }).waitFor();
    expect(visitor.complaints.filter((text) => !text.includes('422'))).toEqual([]);
    await context.close();
  }, 60_000);

  it('fits a phone, in English and in the dark', async () => {
    const phone = await visit(browser, product.url, { account: 'forvaltare', width: 360, height: 800, theme: 'dark', language: 'en' });
    for (const [address, words] of [
      ['/alerts', 'What somebody has to see to'],
      [caseOf('fallskador'), 'Acknowledged until and including'],
      ['/alerts/rules', 'What is looked for, and where'],
      ['/alerts/deliveries', 'Every notice, the newest first'],
    ] as const) {
      await phone.page.goto(address);
      await phone.page.getByText(words).first().waitFor();
      expect([address, Math.max(0, await overflow(phone.page)), await violations(phone)]).toEqual([address, 0, []]);
    }
    await phone.context.close();
  }, 60_000);
});
