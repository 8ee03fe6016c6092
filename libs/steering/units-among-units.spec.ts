import type { StyrbordDocument } from './document';
import { parsePeriod, type Period } from './period';
import { carryOut, type CarriedOut } from './simulation/carried-out';
import { measureOf } from './structure';
import { readHeatMap, readUnits } from './views/units-beside';

const PERIOD = parsePeriod('2022-T1') as Period;
const NOBODY_IN_PARTICULAR = { kind: null, provider: null, setting: null };
const centre = (id: string, sv: string, more: object = {}) => ({ id, name: { sv }, kind: 'health-centre', parent: 'region', ...more });
const share = (unit: string, numerator: number, denominator: number) => ({
  measure: 'andel',
  unit,
  period: '2022-T1',
  numerator,
  denominator,
});

const DOCUMENT: Omit<StyrbordDocument, 'format'> = {
  units: [
    { id: 'region', name: { sv: 'Regionen' }, kind: 'region' },
    centre('eken', 'Eken', { provider: 'private' }),
    centre('almen', 'Ålmen', { setting: 'rural' }),
    centre('bjorken', 'Björken'),
    centre('nya', 'Nya', { from: '2023-01-01' }),
    centre('granen', 'Granen'),
    { id: 'kliniken', name: { sv: 'Kliniken' }, kind: 'dental-clinic', parent: 'region' },
  ],
  measures: [
    { id: 'andel', name: { sv: 'Andel' }, kind: 'share', decimals: 0, better: 'higher' },
    { id: 'antal', name: { sv: 'Antal' }, kind: 'count', decimals: 0, better: 'higher' },
    { id: 'snitt', name: { sv: 'Snitt' }, kind: 'mean', decimals: 1, better: 'lower' },
  ],
  plans: [
    {
      id: 'plan',
      unit: 'region',
      period: '2022',
      perspectives: [
        {
          id: 'p',
          goals: [{ id: 'g', factors: [{ id: 'f', measures: [{ measure: 'andel' }, { measure: 'antal' }, { measure: 'snitt' }] }] }],
        },
      ],
    },
  ],
  targets: [{ measure: 'andel', unit: 'region', text: '70 %', period: '2022' }],
  measurements: [
    share('bjorken', 7, 10),
    share('eken', 60, 100),
    share('almen', 300, 400),
    share('kliniken', 1, 2),
    { measure: 'antal', unit: 'eken', period: '2022-T1', value: '10' },
    { measure: 'snitt', unit: 'eken', period: '2022-T1', value: '3.5' },
  ],
};

const units = (reading: CarriedOut, measure: string, alike = {}, sees = (_: string): boolean => true) =>
  readUnits(
    reading,
    { measure: measureOf(reading.structure, measure)!, cell: 'T', period: PERIOD, alike: { ...NOBODY_IN_PARTICULAR, ...alike } },
    sees,
  );

describe('units among units', () => {
  const reading = carryOut(DOCUMENT, '2026-11-23');

  it('are all of the kind with most values, by name, each with its uncertainty, its verdict and its place', async () => {
    const read = await units(reading, 'andel');
    expect(reading.refusals).toEqual([]);
    expect(read.kinds).toEqual([
      { kind: 'health-centre', units: 4, withValue: 3 },
      { kind: 'dental-clinic', units: 1, withValue: 1 },
      { kind: 'region', units: 1, withValue: 1 },
    ]);
    expect(read.units.map(({ unit, value, verdict: { result, reason }, target }) => [unit.id, value, result, reason, target])).toEqual([
      ['bjorken', '70', 'met', null, '70'],
      ['eken', '60', 'missed', null, '70'],
      ['granen', null, 'none', 'not-reported', '70'],
      ['almen', '75', 'met', null, '70'],
    ]);
    // Wilson's limits of 7 of 10: 39.7 … 89.2 %.
    expect(read.units[0]).toMatchObject({ interval: { lower: '39.7', upper: '89.2' }, funnel: { place: 'within' } });
    expect(read.units[1]?.funnel?.place).toBe('below-95');
    expect(read.units[2]).toMatchObject({ interval: null, funnel: null });
  });

  it('say how many reach the target of those that are judged, how far apart they lie, and how many say nothing', async () => {
    const read = await units(reading, 'andel');
    expect(read.reaching).toEqual({
      reached: 2,
      of: 3,
      without: 1,
      said: { sv: '2 av 3 når målet; 1 utan värde', en: '2 of 3 reach the target; 1 without a value' },
    });
    expect(read).toMatchObject({ counts: { met: 2, near: 0, missed: 1, none: 1 }, range: { min: '60', max: '75' } });
  });

  it('lie in a funnel around their own common share, with what chance alone would put outside', async () => {
    const { funnel } = await units(reading, 'andel');
    expect(funnel).toMatchObject({
      units: 3,
      centre: '72.0',
      numerator: 367,
      denominator: 510,
      outside: 1,
      expectedOutside: '0.2',
      dispersion: null,
    });
    expect(funnel?.said.sv).toBe('1 av 3 enheter ligger utanför 95 %-gränserna; av enbart slump väntas omkring 0,2.');
    expect([funnel?.lines[0]?.denominator, funnel?.lines.at(-1)?.denominator]).toEqual([10, 400]);
  });

  it('are those of one provider, setting or kind where that is asked for, and never those one does not see', async () => {
    const idsOf = async (alike: object, sees?: (id: string) => boolean) =>
      (await units(reading, 'andel', alike, sees)).units.map(({ unit }) => unit.id);
    expect(await idsOf({ provider: 'private' })).toEqual(['eken']);
    expect(await idsOf({ setting: 'rural' })).toEqual(['almen']);
    expect(await idsOf({ kind: 'dental-clinic' })).toEqual(['kliniken']);
    expect(await idsOf({}, (id) => id === 'eken' || id === 'granen')).toEqual(['eken', 'granen']);
  });

  it('have exact limits of a count, none of a mean without denominators, and no funnel of either', async () => {
    const [count, mean] = [await units(reading, 'antal'), await units(reading, 'snitt')];
    // Garwood 1936: 10 has the limits 4.7954 and 18.3904.
    expect(count.units.find(({ unit }) => unit.id === 'eken')?.interval).toEqual({ lower: '4.8', upper: '18.4' });
    expect(mean.units.find(({ unit }) => unit.id === 'eken')).toMatchObject({ value: '3.5', interval: null, funnel: null });
    expect([count.funnel, mean.funnel]).toEqual([null, null]);
  });

  it('are a table too where nobody has a value: every unit with its reason', async () => {
    const read = await units(carryOut({ ...DOCUMENT, measurements: [] }, '2026-11-23'), 'andel');
    expect(read.units.map(({ verdict: { reason } }) => reason)).toEqual(Array.from({ length: 4 }, () => 'not-reported'));
    expect(read).toMatchObject({ funnel: null, range: null, reaching: { of: 0, said: { sv: 'Ingen enhet bedöms; 4 utan värde' } } });
  });
});

describe('a heat map', () => {
  it('has a cell of every unit and measure, as the board judges it', async () => {
    const reading = carryOut(DOCUMENT, '2026-11-23');
    const unit = reading.structure.organisation.units['region']!;
    const map = await readHeatMap(reading, { unit, period: PERIOD, alike: NOBODY_IN_PARTICULAR }, null);
    expect(map.measures.map(({ id, reached, of }) => [id, reached, of])).toEqual([
      ['andel', 2, 3],
      ['antal', 0, 0],
      ['snitt', 0, 0],
    ]);
    expect(
      map.units.map(({ unit: { id }, cells }) => [id, ...cells.map(({ result, reason, value }) => value ?? reason ?? result)]),
    ).toEqual([
      ['bjorken', '70', 'not-reported', 'not-reported'],
      ['eken', '60', '10', '3.5'],
      ['granen', 'not-reported', 'not-reported', 'not-reported'],
      ['almen', '75', 'not-reported', 'not-reported'],
    ]);
    expect(map.units[1]?.cells.map(({ result, reason }) => reason ?? result)).toEqual(['missed', 'no-target', 'no-target']);
  });
});
