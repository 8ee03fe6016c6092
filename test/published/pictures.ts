import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { caller } from '../api';
import { openBrowser, visit } from '../browser/visitor';
import { startProduct } from '../product';
import { attended, EMERGENCY_FILE, emergencyDocument, ENGLAND } from './emergency';
import { HALLAND, KOLADA_FOLDER, koladaDocument, published } from './kolada';
import { isThere, titleOf } from './shared-data';

/** Funnels and processes of published figures, for looking at. They go where `STYRBORD_PICTURES` says, or to `test-results/pictures`. */
const FOLDER = process.env['STYRBORD_PICTURES'] ?? 'test-results/pictures';

const SETS = [
  {
    file: EMERGENCY_FILE,
    document: () => emergencyDocument(attended()),
    pages: {
      'emergency-funnel': `/boards/${ENGLAND}/2019-03/measures/inom-4h-typ-1/units?kind=trust`,
      'emergency-process': `/boards/${ENGLAND}/2019-03/measures/inom-4h-typ-1`,
    },
  },
  {
    file: KOLADA_FOLDER,
    document: () => koladaDocument(published()),
    pages: {
      'kolada-red-by-chance': `/boards/${HALLAND}/2025/measures/kolada-u70486`,
      'kolada-green-and-worse': `/boards/${HALLAND}/2024/measures/fohm-barnfattigdom`,
    },
  },
];

describe.each(SETS)('$file', ({ file, document, pages }) => {
  (isThere(file) ? it : it.skip)(
    titleOf('is looked at', file),
    async () => {
      await mkdir(FOLDER, { recursive: true });
      const product = await startProduct({ STYRBORD_DEMO: 'none' });
      const browser = await openBrowser();
      const sent = await caller(product, product.key).send('POST', '/documents', planned(document()));
      expect([sent.status, sent.body['code']]).toEqual([200, undefined]);
      const { page } = await visit(browser, product.url, { anonymous: true });
      page.setDefaultTimeout(120_000);
      await page.setExtraHTTPHeaders({ authorization: `Bearer ${product.key}` });
      for (const [name, address] of Object.entries(pages)) {
        await page.goto(address);
        await page.locator('figure').first().waitFor();
        await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
        await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true });
      }
      await browser.close();
      await product.stop();
    },
    300_000,
  );
});

/** With a plan that shows its measures: a measure's page stands on a board. */
function planned(document: ReturnType<typeof koladaDocument>): object {
  const measures = (document.measures ?? []).map(({ id }) => ({ measure: id }));
  const factors = [{ id: 'f', name: { sv: 'Faktor' }, measures }];
  const perspectives = [{ id: 'p', name: { sv: 'Perspektiv' }, goals: [{ id: 'g', name: { sv: 'Mål' }, factors }] }];
  const unit = document.units?.[0]?.id ?? '';
  return { ...document, plans: ['2019', '2024', '2025'].map((period) => ({ id: `plan-${period}`, unit, period, perspectives })) };
}
