import { plainToInstance } from 'class-transformer';
import fc from 'fast-check';
import { leanForm } from '@styrbord/service/lean-form';
import { judged } from '@styrbord/service/validation';
import { DocumentBody } from './document.body';
import { MeasurementBody, MeasurementsBody } from './measurement.body';

const FULL = {
  measure: 'triage',
  unit: 'hc-1',
  cell: 'K/40',
  period: '2022-T1',
  value: '14.7',
  numerator: 3,
  denominator: 12,
  status: 'final',
  source: 'Journal',
  note: 'preliminärt räknat',
  spread: { units: 19, reachingTarget: 8, min: '43', max: 76 },
  asPrinted: true,
  reason: 'rättad',
};

/** What a member may hold that is wrong, right elsewhere, or right here in another way. */
const ODD = fc.oneof(
  fc.constantFrom(null, undefined, '', 'x'.repeat(70), 'x'.repeat(6_000), 'Å', -1, 1.5, 2 ** 60, true, false, 'preliminary', [], {}),
  fc.constantFrom<unknown>(['a'], { units: 1 }, { units: null }, { units: 2, min: 1.5 }, { units: 2, odd: 1 }, [{ units: 2 }]),
  fc.integer(),
  fc.double(),
  fc.string(),
);
const members = Object.keys(FULL);
const row = fc
  .record({
    left: fc.subarray(members),
    odd: fc.dictionary(fc.constantFrom(...members, 'unknown'), ODD, { maxKeys: 2, noNullPrototype: true }),
  })
  .map(({ left, odd }) => ({ ...Object.fromEntries(Object.entries(FULL).filter(([name]) => !left.includes(name))), ...odd }));

/** Lean reading takes a body only where class-validator does, as the same; and it takes what is simply right. */
async function agree(type: new () => object, body: object): Promise<boolean> {
  const lean = leanForm(type, body);
  const errors = await judged(type, body);
  if (lean) {
    expect(errors).toEqual([]);
    expect(lean).toEqual(plainToInstance(type, body));
  }
  expect(lean !== null).toBe(errors.length === 0);
  return lean !== null;
}

describe('the lean reading of a body', () => {
  it('takes the rows class-validator takes, as the same, and leaves it all others', async () => {
    let [taken, left] = [0, 0];
    await fc.assert(
      fc.asyncProperty(row, async (given) => {
        if (await agree(MeasurementBody, given)) taken++;
        else left++;
        await agree(MeasurementsBody, given);
      }),
      { seed: 1, numRuns: 1_000 },
    );
    expect(Math.min(taken, left)).toBeGreaterThan(100);
  }, 60_000);

  it.each([
    [{ format: 'styrbord/1', measurements: [FULL, { measure: 'm', unit: 'u', period: '2022', value: 1e21 }] }, true],
    [{ format: 'styrbord/1', measurements: [FULL, 'row'] }, false],
    [{ format: 'styrbord/1', measurements: [FULL, { ...FULL, unit: 'Å' }] }, false],
    [{ format: 'styrbord/1', measurements: FULL }, false],
    [{ format: 'styrbord/2', measurements: [FULL] }, false],
    [{ format: 'styrbord/1', measurements: null, units: [{ id: 'u', name: 'U', kind: 'unit', parent: null }] }, true],
    [{ format: 'styrbord/1', units: [{ id: 'u', name: { sv: 'U', en: null }, kind: 'unit' }] }, true],
    [{ format: 'styrbord/1', units: [{ id: 'u', name: ' ', kind: 'unit' }] }, false],
    [{ measurements: [FULL] }, false],
  ])('of a document agrees with class-validator: %#', async (body, right) => {
    expect(await agree(DocumentBody, body)).toBe(right);
  });

  it('of a list of measurements is refused when empty', async () => {
    expect(await agree(MeasurementsBody, { measurements: [] })).toBe(false);
    expect(await agree(MeasurementsBody, { measurements: [FULL] })).toBe(true);
  });
});
