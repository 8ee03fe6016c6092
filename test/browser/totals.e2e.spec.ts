import { BOARD, expectSound, pages, send } from './visitor';

const MEASURE = 'fardigbehandlade-barn';
const DERIVED = 'vardforlopp';
const centre = (id: string, sv: string) => ({ id, name: { sv }, kind: 'health-centre', parent: 'nara' });
const at = (unit: string, period: string, numerator: number) => ({ measure: MEASURE, unit, period, numerator, denominator: 100 });

describe('values made of others, on the pages', () => {
  const look = pages((operator) =>
    send(operator, '/documents', {
      format: 'styrbord/1',
      units: [centre('bjorken', 'Björken'), centre('eken', 'Eken'), centre('granen', 'Granen')],
      measures: [
        {
          id: DERIVED,
          name: { sv: 'Samma dag och inom tre dagar' },
          kind: 'share',
          decimals: 0,
          formula: 'kontakt-samma-dag * medicinsk-bedomning-3d',
        },
      ],
      measurements: [at('bjorken', '2022-T1', 60), at('eken', '2022-T1', 70), at('granen', '2021-T3', 50)],
    }),
  );

  it('stand beside what was recorded, lead to each unit, and a difference can be disputed where it is seen', async () => {
    const { page, context } = await look();
    await page.goto(BOARD);
    const row = page.locator(`[data-measure="${MEASURE}"]`);
    await row.getByText(/Enheterna ger 65.*2 av 3 enheter, 66 % av nämnaren/).waitFor();
    await page.locator(`[data-measure="${DERIVED}"]`).getByText('86\u00a0% × 92\u00a0% = 79\u00a0%').waitFor();
    await page.goto(`${BOARD}?why=${MEASURE}~T`);
    const granen = page.getByRole('link', { name: 'Granen (saknas)' });
    await granen.waitFor();
    expect(await page.getByRole('link', { name: 'Björken' }).getAttribute('href')).toContain(`/boards/bjorken/2022-T1/measures/${MEASURE}`);
    await page.goto(`${BOARD}/measures/${MEASURE}`);
    await page.getByText(/Ifrågasätt det redovisade värdet/).click();
    expect(await page.getByLabel('Vad stämmer inte').inputValue()).toMatch(/Redovisat .+, beräknat 65/);
    await page.getByRole('button', { name: 'Ifrågasätt värdet' }).click();
    await page.getByText(/^Ifrågasatt, Totalt/).waitFor();
    await context.close();
  }, 60_000);

  it.each([
    { theme: 'light', width: 1440 },
    { theme: 'dark', width: 390 },
  ] as const)(
    'have nothing axe objects to, and fit: $theme, $width',
    async (screen) => {
      const visitor = await look(screen);
      const addresses = [BOARD, `${BOARD}/measures/${MEASURE}`, `${BOARD}?why=${MEASURE}~T`];
      await expectSound(visitor, addresses, (page) =>
        page
          .getByText(/2 av 3 enheter/)
          .first()
          .waitFor(),
      );
      await visitor.context.close();
    },
    90_000,
  );
});
