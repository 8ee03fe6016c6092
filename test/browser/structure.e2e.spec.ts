import { BOARD, expectSound, pages, send } from './visitor';

const MEASURE = 'fardigbehandlade-barn';
const centre = (id: string, sv: string, from: string | null = null) => ({ id, name: { sv }, kind: 'health-centre', parent: 'nara', from });
const at = (unit: string, period: string, numerator: number) => ({ measure: MEASURE, unit, period, numerator, denominator: 100 });
const MERGED = BOARD.replace('nara', 'skogen');

describe('the organisation of another day, on the pages', () => {
  const look = pages((operator) =>
    send(operator, '/documents', {
      format: 'styrbord/1',
      units: [centre('bjorken', 'Björken'), centre('eken', 'Eken'), centre('skogen', 'Skogen', '2022-01-01')],
      changes: [{ kind: 'merge', units: ['bjorken', 'eken'], into: 'skogen', on: '2022-01-01', decision: 'RS 2021/9', bridge: 'sum' }],
      targets: [{ measure: MEASURE, unit: 'eken', text: '75 %', period: '2022', decision: 'RS 2021/8' }],
      measurements: [at('bjorken', '2021-T3', 50), at('eken', '2021-T3', 70), at('skogen', '2022-T1', 66)],
    }),
  );

  it('is chosen on the board, goes along to the measure, is told with its breaks, and is left again', async () => {
    const { page, context } = await look();
    await page.goto(MERGED);
    await page.getByText('Skogen behöver ett beslut om målet för', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Läs i en annan dags organisation' }).click();
    await page.getByLabel('Organisationen som den är den').fill('2022-06-30');
    await page.getByRole('button', { name: 'Visa', exact: true }).click();
    await page.getByText('Läst i organisationen 2022-06-30.').waitFor();
    await page.getByText('Björken och Eken slogs ihop till Skogen. Värdena är omräknade').waitFor();
    expect(page.url()).toContain('structureAt=2022-06-30');
    await page.locator(`[data-measure="${MEASURE}"] [data-row-link]`).click();
    await page.getByRole('heading', { level: 1, name: /barn/i }).waitFor();
    expect(page.url()).toContain('structureAt=2022-06-30');
    await page.locator('svg').getByText('omräknad').waitFor();
    await page.locator('svg').getByText('60', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: 'Som enheterna rapporterar' }).click();
    await page.locator('svg').getByText('brott i serien').waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('structureAt');
    await page.getByText('2022-01-01: Björken och Eken slogs ihop till Skogen.').waitFor();
    await context.close();
  }, 60_000);

  it.each([
    { theme: 'light', width: 1440 },
    { theme: 'dark', width: 390 },
  ] as const)(
    'has nothing axe objects to, and fits: $theme, $width',
    async (screen) => {
      const visitor = await look(screen);
      const addresses = [MERGED, `${MERGED}/measures/${MEASURE}`].map((address) => `${address}?structureAt=2022-06-30`);
      await expectSound(visitor, addresses, (page) => page.getByText('Läst i organisationen 2022-06-30.').waitFor());
      await visitor.context.close();
    },
    90_000,
  );
});
