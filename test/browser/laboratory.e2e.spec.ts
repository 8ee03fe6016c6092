import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { centresWithValues } from './centres';
import { monthlyValues } from './monthly';
import { BOARD, expectSound, pages, send } from './visitor';

const MEASURE = `${BOARD}/measures/kontakt-samma-dag`;
const LABORATORY = `${MEASURE}/laboratory`;

describe('the laboratory and the pictures', () => {
  const look = pages(async (operator) => {
    await send(operator, '/measurements', { measurements: monthlyValues() });
    await send(operator, '/documents', centresWithValues('fardigbehandlade-barn'));
    const comment = { measure: 'kontakt-samma-dag', unit: 'nara', period: '2022-02', text: 'Ny telefonlösning från februari.' };
    await send(operator, '/comments', comment);
  });

  it('answers a question period by period, and a copied link brings back the very same', async () => {
    const { page, context } = await look();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(MEASURE);
    await page.getByRole('link', { name: 'Pröva i laboratoriet' }).click();
    await page.getByText('Inget är antaget').waitFor();
    await page.getByLabel('Målet hade varit').fill('minst 80 %');
    await page.getByRole('button', { name: 'Fråga' }).click();
    await page.getByText(/\d+ av \d+ perioder hade fått ett annat besked/).waitFor();
    expect(page.url()).toContain('target=minst');
    const first = page.locator('tbody tr').filter({ has: page.locator('td', { hasText: 'måluppfyllelse' }) });
    expect(await first.count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Kopiera länken' }).click();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');
    const told = await page.locator('article').innerText();
    await page.goto(link);
    await page.getByText('Historiken som den var känd vid händelse').waitFor();
    expect(await page.getByLabel('Målet hade varit').inputValue()).toBe('minst 80 %');
    expect(await page.locator('tbody').last().innerText()).toBe(
      told.slice(told.length - (await page.locator('tbody').last().innerText()).length),
    );
    await context.close();
  }, 60_000);

  it('says what it could not read, and how to mend it', async () => {
    const { page, context } = await look();
    await page.goto(`${LABORATORY}?target=kanske`);
    await page
      .getByText(/kunde inte läsas som ett mål; skriv till exempel/)
      .first()
      .waitFor();
    await context.close();
  }, 60_000);

  it('tries other weights on the whole board, and a copied link brings back the very same', async () => {
    const { page, context } = await look();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(BOARD);
    await page.getByRole('link', { name: 'Pröva andra vikter' }).click();
    await page.getByText('Inga andra vikter är antagna').waitFor();
    await page.getByLabel('Vikt för Medborgare').fill('3');
    await page.getByLabel('Vikt för Ekonomi').fill('1,5');
    await page.getByRole('button', { name: 'Fråga' }).click();
    const said = page.getByText(/\d+ % når målet, vägt med de antagna vikterna/);
    await said.waitFor();
    expect(new URL(page.url()).searchParams.get('weights')).toBe('perspective:medborgare:3,perspective:ekonomi:1.5');
    expect(await page.getByRole('row', { name: /^Ekonomi/ }).innerText()).toMatch(/–\s+–\s+1,5/);
    const told = await page.locator('tbody').first().innerText();
    await page.getByRole('button', { name: 'Kopiera länken' }).click();
    await page.goto(await page.evaluate<string>('navigator.clipboard.readText()'));
    await page.getByText('Historiken som den var känd vid händelse').waitFor();
    expect(await page.locator('tbody').first().innerText()).toBe(told);
    await page.getByRole('button', { name: 'Töm' }).click();
    await page.getByText('Inga andra vikter är antagna').waitFor();
    await page.goto(`${BOARD}/laboratory?weights=goal:borta:2`);
    await page
      .getByText(/borta finns inte i planen/)
      .first()
      .waitFor();
    await context.close();
  }, 60_000);

  it('lets the keyboard walk the points of a process, each with its value, cause and comment', async () => {
    const { page, context } = await look();
    await page.goto(MEASURE);
    const chart = page.getByRole('listbox', { name: /medelvärde/ });
    await chart.locator('[data-point]').last().focus();
    await page.keyboard.press('ArrowLeft');
    expect(await labelOfFocused(page)).toMatch(/^februari 2022.*Ny telefonlösning|mars 2022/i);
    await page.keyboard.press('Home');
    expect(await labelOfFocused(page)).toMatch(/2020: .+\s%, inget utöver det vanliga$/);
    await context.close();
  }, 60_000);

  it('hands each picture out as SVG and PNG', async () => {
    const { page, context } = await look();
    for (const [address, pictures] of [
      [MEASURE, 2],
      [`${BOARD}/measures/fardigbehandlade-barn/units`, 1],
    ] as const) {
      await page.goto(address);
      await page.locator('figure').first().waitFor();
      await page.waitForLoadState('networkidle').catch(() => undefined);
      const buttons = page.getByRole('button', { name: 'Ladda ned SVG' });
      expect(await buttons.count()).toBeGreaterThanOrEqual(pictures);
      for (let at = 0; at < (await buttons.count()); at++) {
        const svg = await downloaded(page, () => buttons.nth(at).click());
        expect(svg.toString()).toMatch(/^<svg[^>]+xmlns="http:\/\/www.w3.org\/2000\/svg"/);
        expect(svg.toString()).not.toMatch(/class=|var\(--|role=/);
        const png = await downloaded(page, () => page.getByRole('button', { name: 'Ladda ned PNG' }).nth(at).click());
        expect([png.subarray(1, 4).toString(), png.length > 10_000]).toEqual(['PNG', true]);
      }
    }
    await context.close();
  }, 60_000);

  it('shows each row’s last periods with their lights once the board stands', async () => {
    const { page, context } = await look();
    await page.goto(BOARD);
    await page
      .getByRole('img', { name: /12 perioder: \d+ når målet/ })
      .first()
      .waitFor();
    await context.close();
  }, 60_000);

  it.each([
    { theme: 'light', width: 1440, language: 'sv' },
    { theme: 'dark', width: 390, language: 'en' },
  ] as const)(
    'have nothing axe objects to, and fit: $theme, $width',
    async (screen) => {
      const visitor = await look(screen);
      const weights = `${BOARD}/laboratory?weights=perspective:medborgare:3`;
      const addresses = [
        LABORATORY,
        `${LABORATORY}?target=minst%2080%20%25`,
        weights,
        MEASURE,
        `${BOARD}/measures/palliativ-strategi`,
        BOARD,
      ];
      await expectSound(visitor, addresses, async (page) => {
        await page.locator('h1').first().waitFor();
        await page.waitForLoadState('networkidle').catch(() => undefined);
      });
      expect(visitor.complaints).toEqual([]);
      await visitor.context.close();
    },
    120_000,
  );
});

const labelOfFocused = (page: Page): Promise<string> => page.evaluate<string>('document.activeElement.getAttribute("aria-label")');

async function downloaded(page: Page, act: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return readFile(await download.path());
}
