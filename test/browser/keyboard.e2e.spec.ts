import type { Page } from '@playwright/test';
import { BOARD, pages, send, violations } from './visitor';

const focusedMeasure = (page: Page) =>
  page.evaluate<string | null>('document.activeElement?.closest("[data-measure]")?.dataset.measure ?? null');

describe('without a mouse', () => {
  const look = pages();

  it('walks the rows with j and k, asks why with v, and comes back to the row', async () => {
    const { page, context } = await look();
    await page.goto(BOARD);
    await page.locator('[data-measure]').first().waitFor();
    await page.keyboard.press('j');
    const first = await focusedMeasure(page);
    await page.keyboard.press('j');
    const second = await focusedMeasure(page);
    expect(first).not.toBeNull();
    expect(second).not.toBe(first);
    await page.keyboard.press('k');
    expect(await focusedMeasure(page)).toBe(first);
    await page.keyboard.press('v');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focusedMeasure(page)).toBe(first);
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/measures/${first}$`));
    await context.close();
  }, 60_000);

  it('finds a measure by Ctrl-K', async () => {
    const { page, context } = await look();
    await page.goto(BOARD);
    await page.locator('[data-measure]').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('triage');
    await page.getByRole('option', { name: /triage/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/measures\/triage-digitalen$/);
    await context.close();
  }, 60_000);

  it('lists the keys under ? and goes to the pages by g', async () => {
    const { page, context } = await look();
    await page.goto(BOARD);
    await page.locator('[data-measure]').first().waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Tangenter' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.waitForURL(/\/record\/nara\/2022-T1$/);
    await context.close();
  }, 60_000);

  it('skips to the content first of all', async () => {
    const { page, context } = await look();
    await page.goto(BOARD);
    await page.locator('[data-measure]').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement?.id')).toBe('content');
    await context.close();
  }, 60_000);

  it('keeps the selection in the address', async () => {
    const { page, context } = await look();
    await page.goto(`${BOARD}?verdict=met`);
    await page.locator('[data-measure]').first().waitFor();
    const met = await page.locator('[data-measure]').count();
    await page.getByRole('button', { name: /Ta bort urvalet Når målet/ }).click();
    await page.waitForURL((address) => !address.search.includes('verdict'));
    expect(await page.locator('[data-measure]').count()).toBeGreaterThan(met);
    await context.close();
  }, 60_000);

  it('is shown round once, in four steps, and never again when it was put away', async () => {
    const visitor = await look({ isNew: true });
    const { page, context } = visitor;
    await page.goto(BOARD);
    const tour = page.getByRole('complementary', { name: 'Rundtur' });
    await tour.getByText('1 av 4').waitFor();
    expect(await violations(visitor)).toEqual([]);
    await tour.getByRole('button', { name: 'Nästa' }).focus();
    for (let step = 2; step <= 4; step++) {
      await page.keyboard.press('Enter');
      await tour.getByText(`${step} av 4`).waitFor();
    }
    await page.keyboard.press('Escape');
    await tour.waitFor({ state: 'detached' });
    await page.reload();
    await page.locator('[data-measure]').first().waitFor();
    expect(await tour.count()).toBe(0);
    await context.close();
  }, 60_000);
});

describe('among many units', () => {
  const units = Array.from({ length: 120 }, (_, at) => ({ id: `avd-${at}`, name: `Avdelning ${at}`, kind: 'ward', parent: 'nara' }));
  const look = pages((operator) => send(operator, '/documents', { format: 'styrbord/1', units }));

  it('begins at the highest unit that has a board, and finds the last of many', async () => {
    const { page, context } = await look({ account: 'forvaltare' });
    await page.goto('/alerts');
    await page.getByRole('button', { name: 'Division Nära' }).waitFor();
    await page.goto('/');
    await page.waitForURL((address) => address.pathname === BOARD);
    await page.locator('[data-measure]').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('Avdelning 99');
    await page.getByRole('option', { name: /Avdelning 99/ }).waitFor();
    await context.close();
  }, 60_000);
});
