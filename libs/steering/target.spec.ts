import fc from 'fast-check';
import { readBaseline } from './baseline';
import { readTarget, sayReading, type TargetReading } from './target';
import type { About } from './target-text';

const share: About = { kind: 'share', unitOfMeasure: '%', better: 'higher', cumulates: false };
const count: About = { kind: 'count', unitOfMeasure: 'st', better: 'higher', cumulates: true };
const falls: About = { kind: 'count', unitOfMeasure: 'st', better: 'neutral', cumulates: true };
const budget: About = { kind: 'amount', unitOfMeasure: 'mnkr', better: 'higher', cumulates: false };

const one = (text: string, about: About): unknown => {
  const reading = readTarget(text, about);
  return reading.kind === 'read'
    ? reading.parts.length === 1 && reading.parts[0]?.cell === null
      ? reading.parts[0].target
      : reading.parts
    : reading.kind === 'refused'
      ? reading.refusal.code
      : null;
};

describe('the target grammar reads', () => {
  it.each([
    ['95%', share, { kind: 'level', bound: 'at-least', value: '95' }],
    ['7%', { ...share, better: 'lower' }, { kind: 'level', bound: 'at-most', value: '7' }],
    ['35 %', { ...share, cumulates: true }, { kind: 'year-total', bound: 'at-least', value: '35', shapeOf: null }],
    ['+/-0 mnkr', budget, { kind: 'level', bound: 'at-least', value: '0' }],
    ['±0', budget, { kind: 'level', bound: 'at-least', value: '0' }],
    [
      'max 3 mån',
      { kind: 'mean', unitOfMeasure: 'mån', better: 'neutral', cumulates: false },
      { kind: 'level', bound: 'at-most', value: '3' },
    ],
    ['minst 80 %', { ...share, better: 'neutral' }, { kind: 'level', bound: 'at-least', value: '80' }],
    ['12–14', { ...budget, unitOfMeasure: '' }, { kind: 'band', low: '12', high: '14' }],
    ['43 000 på helår', count, { kind: 'year-total', bound: 'at-least', value: '43000', shapeOf: null }],
    ['43 000', count, { kind: 'year-total', bound: 'at-least', value: '43000', shapeOf: null }],
    ['43 000 på helår med 2021 års fördelning', count, { kind: 'year-total', bound: 'at-least', value: '43000', shapeOf: 2021 }],
    ['minska med 50 % jämfört med 2020', falls, { kind: 'change', percent: '-50', reference: { of: 'year', year: 2020 } }],
    ['Öka', falls, { kind: 'direction', towards: 'higher', reference: null }],
    ['Minska jämfört med 2021', falls, { kind: 'direction', towards: 'lower', reference: { of: 'year', year: 2021 } }],
    ['förbättrat värde från senaste mätning', share, { kind: 'direction', towards: 'higher', reference: { of: 'latest' } }],
    ['Minska jämfört med T1 2021', falls, { kind: 'direction', towards: 'lower', reference: { of: 'period', period: '2021-T1' } }],
    ['3 av 3', { kind: 'milestone', unitOfMeasure: '', better: 'neutral', cumulates: false }, { kind: 'milestone', done: 3, of: 3 }],
    ['Efter behov', falls, { kind: 'as-needed' }],
    ['', share, null],
  ] as [string, About, unknown][])('%s', (text, about, expected) => expect(one(text, about)).toEqual(expected));

  it('cells in one text', () => {
    expect(one('K:16% M:17,2%', { ...share, better: 'lower' })).toEqual([
      { cell: 'K', target: { kind: 'level', bound: 'at-most', value: '16' } },
      { cell: 'M', target: { kind: 'level', bound: 'at-most', value: '17.2' } },
    ]);
    expect(one('40 år K: 16% M: 13% 50 år K: 29 %', share)).toMatchObject([{ cell: 'K/40' }, { cell: 'M/40' }, { cell: 'K/50' }]);
  });
  it('the level a target belongs to', () => {
    expect(readTarget('På regionnivå minska med 50% jämfört med 2020', falls)).toMatchObject({
      kind: 'read',
      level: 'region',
      parts: [{ target: { kind: 'change' } }],
    });
  });
});

describe('the target grammar refuses', () => {
  it.each([
    ['43 000', share, 'share-out-of-range'],
    ['97,5', count, 'decimal-for-count'],
    ['95%', { ...share, better: 'neutral' }, 'level-without-direction'],
    ['95%', count, 'unit-mismatch'],
    ['43.000', count, 'ambiguous-number'],
    ['Öka', { ...share, better: 'lower' }, 'direction-against-measure'],
    ['14–12', budget, 'band-reversed'],
    ['3 av 3', share, 'milestone-only'],
    ['70 % på helår', share, 'year-total-not-cumulating'],
    ['så bra som möjligt', share, 'target-not-read'],
    ['K: 16 K: 17', share, 'cell-given-twice'],
    ['minska med 120 % jämfört med 2020', falls, 'change-past-zero'],
    ['9'.repeat(20), count, 'number-too-large'],
  ] as [string, About, string][])('%s', (text, about, code) => expect(one(text, about)).toBe(code));

  it('in both languages, with what was read', () => {
    const reading = readTarget('43 000', share) as Extract<TargetReading, { kind: 'refused' }>;
    expect(reading.refusal.sv).toContain('43\u00a0000 lästes som en andel');
    expect(reading.refusal.en).toContain('between 0 and 100');
  });
});

describe('what is said back', () => {
  const figure = fc.integer({ min: 0, max: 9_999_999 });
  const about = fc.constantFrom<About>(
    count,
    { ...falls, better: 'lower' },
    { kind: 'index', unitOfMeasure: '', better: 'higher', cumulates: false },
    budget,
    { ...share, cumulates: true },
    share,
    { kind: 'amount', unitOfMeasure: 'kr', better: 'lower', cumulates: true },
    { kind: 'milestone', unitOfMeasure: '', better: 'neutral', cumulates: false },
  );
  const number = fc
    .tuple(figure, fc.integer({ min: 0, max: 99 }))
    .map(([whole, part]) => (part === 0 ? String(whole) : `${whole},${part}`));
  const reference = fc.constantFrom(
    '',
    ' jämfört med 2021',
    ' mot T1 2021',
    ' från senaste mätning',
    ' jämfört med samma period föregående år',
    ' sedan april 2021',
    ' jämfört med ingångsvärdet',
    ' mot 2022-01..2022-08',
  );
  const text = fc.oneof(
    number,
    number.map((n) => `${n} %`),
    number.map((n) => `${n} på helår`),
    number.map((n) => `minst ${n} st`),
    number.map((n) => `högst ${n} mnkr`),
    fc.tuple(number, number).map(([a, b]) => `${a}–${b}`),
    fc.tuple(fc.constantFrom('Öka', 'Minska', 'Förbättrat värde', 'Halvera'), reference).map(([verb, to]) => verb + to),
    fc.tuple(fc.integer({ min: 1, max: 150 }), reference).map(([n, to]) => `minska med ${n} %${to}`),
    fc.tuple(fc.nat(9), fc.nat(9)).map(([n, m]) => `${n} av ${m}`),
    fc.tuple(number, number).map(([a, b]) => `K: ${a} % M: ${b} %`),
    number.map((n) => `på regionnivå ${n} %`),
  );
  it('parses to the same target', () => {
    let read = 0;
    fc.assert(
      fc.property(text, about, (printed, measure) => {
        const reading = readTarget(printed, measure);
        if (reading.kind !== 'read') return;
        read++;
        expect(readTarget(sayReading(reading, measure).sv, measure)).toEqual(reading);
      }),
      { numRuns: 8000 },
    );
    expect(read).toBeGreaterThan(1000);
  });
  it('never throws on any of 10 000 texts', () => {
    const words = fc.array(
      fc.constantFrom(
        'K',
        'M:',
        'T1',
        '40 år',
        '%',
        '43 000',
        '-',
        '–',
        '±',
        '2021',
        'öka',
        'minska',
        'med',
        'jämfört',
        'på',
        'helår',
        'regionnivå',
        'mnkr',
        '1e400',
        '\ud800',
        '..',
        '__proto__',
        '12,5',
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          words.map((all) => all.join(' ')),
          fc.string({ unit: 'binary', maxLength: 500 }),
        ),
        about,
        (printed, measure) => {
          readTarget(printed, measure);
          readBaseline(printed, measure);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

describe('a baseline is read as', () => {
  const read = (text: string, about: About): unknown =>
    readBaseline(text, about).readings.map(({ cell, period, value }) => [cell, period, value]);
  it.each([
    ['19600 T2 2021', count, [['T', null, '19600']]],
    ['T1-2021: 11,7%', { ...share, better: 'lower' }, [['T', '2021-T1', '11.7']]],
    ['År 2019: 73,4%', share, [['T', '2019', '73.4']]],
    ['2019 73,4%', share, [['T', '2019', '73.4']]],
    ['per tertial 2020 T1: 14%', share, [['T', '2020-T1', '14']]],
    [
      '2019 K: 8 520 M: 4 458',
      count,
      [
        ['K', '2019', '8520'],
        ['M', '2019', '4458'],
      ],
    ],
    [
      '2019 K: 16.9% M: 18%',
      share,
      [
        ['K', '2019', '16.9'],
        ['M', '2019', '18'],
      ],
    ],
    [
      'Helår 2021=8 Helår 2020=4',
      falls,
      [
        ['T', '2021', '8'],
        ['T', '2020', '4'],
      ],
    ],
    ['T1 2021 3498 18%', count, [['T', '2021-T1', '3498']]],
    ['T1 2021 18%', share, [['T', '2021-T1', '18']]],
    [
      'Ingångsvärde år 2019 40 år K: 16% M: 13% 50 år K: 29% M: 18%',
      { ...share, cumulates: true },
      [
        ['K/40', '2019', '16'],
        ['M/40', '2019', '13'],
        ['K/50', '2019', '29'],
        ['M/50', '2019', '18'],
      ],
    ],
    ['jan-april 2021: 12 %', share, [['T', '2021-T1', '12']]],
  ] as [string, About, unknown][])('%s', (text, about, expected) => expect(read(text, about)).toEqual(expected));
  it('ambiguous when it names a period twice with different values', () => {
    const baseline = readBaseline('2019: T1 K 89,7% M 89,2%; T1 K 91,8% M 91,7%; T2 K 91,8% M 91,9%', share);
    expect(baseline.ambiguous).toEqual([
      { cell: 'K', period: '2019-T1' },
      { cell: 'M', period: '2019-T1' },
    ]);
    expect(baseline.readings).toHaveLength(6);
  });
  it('typed by somebody who says which period was meant', () => {
    expect(readBaseline('19600 T2 2021', count, '2021-T2').readings).toEqual([{ cell: 'T', period: '2021-T2', value: '19600' }]);
  });
});
