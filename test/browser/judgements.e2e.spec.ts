import { BOARD, expectSound, pages } from './visitor';

describe('signed judgements, on the board', () => {
  const look = pages();

  it('are signed with a reason, stand beside the counts, and are withdrawn again', async () => {
    const { page, context } = await look();
    await page.goto(BOARD);
    const perspective = page.locator('section[aria-labelledby="perspective-medborgare"]');
    await perspective.getByText('Skriv en bedömning').first().click();
    await perspective.getByRole('combobox', { name: 'Bedömning' }).first().selectOption('missed');
    await perspective.getByRole('textbox', { name: 'Varför' }).first().fill('Tillgängligheten räcker inte');
    await perspective.getByRole('button', { name: 'Signera' }).first().click();
    await perspective.getByText('Bedömt: målet nås inte.').waitFor();
    await perspective.getByText('Tillgängligheten räcker inte').waitFor();
    await page.getByText('Ändra bedömningen').first().click();
    await perspective.getByRole('combobox', { name: 'Bedömning' }).first().selectOption('withdraw');
    await perspective.getByRole('textbox', { name: 'Varför' }).first().fill('Fel period');
    await perspective.getByRole('button', { name: 'Signera' }).first().click();
    await perspective.getByText('Bedömt: målet nås inte.').waitFor({ state: 'detached' });
    await context.close();
  }, 60_000);

  it.each([
    { theme: 'light', width: 1440 },
    { theme: 'dark', width: 390 },
  ] as const)(
    'have nothing axe objects to, and fit: $theme, $width',
    async (screen) => {
      const visitor = await look(screen);
      await expectSound(visitor, [BOARD], (page) => page.getByText('Skriv en bedömning').first().click());
      await visitor.context.close();
    },
    90_000,
  );
});
