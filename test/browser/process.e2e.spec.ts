import { monthlyValues } from './monthly';
import { BOARD, expectSound, pages, send } from './visitor';

const MEASURE = `${BOARD}/measures/kontakt-samma-dag`;

describe('the second lamp', () => {
  const look = pages((operator) => send(operator, '/measurements', { measurements: monthlyValues() }));

  it('stands beside the verdict in words, and what contradicts comes first with a sentence', async () => {
    const { page, context } = await look();
    await page.goto(BOARD);
    const row = page.locator('[data-measure="kontakt-samma-dag"]');
    await row.getByText('Förbättring').waitFor();
    await row.getByText('över övre gränsen').waitFor();
    await row.getByText('Når inte målet men förbättras').waitFor();
    const first = page.locator('section[aria-labelledby="decide"] li').first();
    expect(await first.innerText()).toContain(
      'Målet nås, men utvecklingen går åt fel håll: det senaste värdet ligger under den undre gränsen.',
    );
    await page.locator('[data-measure="palliativ-strategi"]').getByText('För få värden').waitFor();
    await context.close();
  }, 60_000);

  it('is drawn with its lines and named causes, and said the same in a table and in why', async () => {
    const { page, context } = await look();
    await page.goto(MEASURE);
    const chart = page.getByRole('listbox', {
      name: /19 värden, medelvärde 75,\d+, gränser 70,\d+ till 79,\d+\. Senast 85\s%.*: över övre gränsen\./,
    });
    await chart.waitFor();
    expect(await chart.getByText('minst sju i rad stiger').count()).toBe(1);
    await page.goto(`${MEASURE}?as=table`);
    const table = page.getByRole('region', { name: 'Variation, tabell' });
    await table.waitFor();
    expect(await table.getByRole('row').count()).toBe(20);
    expect(await table.getByRole('row').nth(1).innerText()).toContain('över övre gränsen');
    await page.goto(`${BOARD}?why=kontakt-samma-dag~T`);
    await page.getByText('Variationen till och med 2022-03: förbättring, för det senaste värdet ligger över den övre gränsen.').waitFor();
    await context.close();
  }, 60_000);

  it.each([
    { theme: 'light', width: 1440 },
    { theme: 'dark', width: 390 },
  ] as const)(
    'has nothing axe objects to, and fits: $theme, $width',
    async (screen) => {
      const visitor = await look(screen);
      const addresses = [BOARD, MEASURE, `${MEASURE}?as=table`, `${BOARD}?why=sjukfranvaro~T`];
      await expectSound(visitor, addresses, (page) =>
        page
          .getByText(/[Ff]örbättring|[Ff]örsämring/)
          .first()
          .waitFor(),
      );
      await visitor.context.close();
    },
    90_000,
  );
});
