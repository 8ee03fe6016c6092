import { centresWithValues } from './centres';
import { BOARD, expectSound, pages, send } from './visitor';

const MEASURE = 'fardigbehandlade-barn';

describe('units beside each other, on the pages', () => {
  const look = pages((operator) => send(operator, '/documents', centresWithValues(MEASURE)));

  it('lead from the heat map to one measure’s funnel, whose points the keyboard walks, and on to a unit', async () => {
    const { page, context } = await look();
    await page.goto(`${BOARD}/units`);
    await page.getByRole('rowheader', { name: 'Björken' }).waitFor();
    // Who has no value says so: no field is blank.
    const fields = await page.locator('tbody td').allInnerTexts();
    expect(fields.filter((text) => text.trim() === '')).toEqual([]);
    await page.getByRole('combobox', { name: 'Drift' }).selectOption('private');
    await page.getByRole('rowheader', { name: 'Björken' }).waitFor({ state: 'detached' });
    expect(page.url()).toContain('provider=private');
    await page.goto(`${BOARD}/measures/${MEASURE}`);
    await page.getByRole('link', { name: 'Enheterna bredvid varandra' }).click();
    await page.getByText(/8 av 18 når målet; 1 utan värde/).waitFor();
    const points = page.locator('[data-point]');
    await points.first().focus();
    const first = await page.evaluate<string | null>('document.activeElement.getAttribute("aria-label")');
    await page.keyboard.press('ArrowRight');
    const second = await page.evaluate<string | null>('document.activeElement.getAttribute("aria-label")');
    expect(first).toMatch(/^.+: .+\s%, \d+ av \d+, .+/);
    expect(second).not.toBe(first);
    await page.getByRole('link', { name: 'Björken' }).click();
    await page.waitForURL(/boards\/bjorken\/2022-T1\/measures/);
    await context.close();
  }, 60_000);

  it.each([
    { theme: 'light', width: 1440, language: 'sv' },
    { theme: 'dark', width: 390, language: 'en' },
  ] as const)(
    'have nothing axe objects to, and fit: $theme, $width',
    async (screen) => {
      const visitor = await look(screen);
      const addresses = [`${BOARD}/units`, `${BOARD}/units?group=provider`, `${BOARD}/measures/${MEASURE}/units`];
      await expectSound(visitor, addresses, (page) => page.getByRole('rowheader', { name: 'Björken' }).waitFor());
      expect(visitor.complaints).toEqual([]);
      await visitor.context.close();
    },
    90_000,
  );
});
