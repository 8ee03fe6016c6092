import { BREACHED, CORRECTED, NAMING, TOLD } from '../../../test/alerts/notices';
import { barsOf } from './bars';
import { restOf, subjectOf, toldOf } from './telling';

describe('a notice in words', () => {
  it('says the figure, the target, the periods before, why now, and where', () =>
    expect(TOLD).toEqual({
      head: 'Målet missat: Utskrivningsklara, Division Nära, jan–apr 2022',
      outcome: 'Utfall 24,8 %, mål 7%.',
      afterwards: null,
      course: { bars: '▁·▄█', text: '4 perioder, från 20 % till 24,8 %' },
      why: 'Varför nu: den första om avvikelsen.',
      address: 'https://styrbord.example.se/boards/nara/2022-T1/measures/utskrivningsklara',
    }));

  it('of a correction says old and new, who and why', () =>
    expect(toldOf(CORRECTED, [], NAMING)).toMatchObject({
      outcome: '24,8 %, mål 7% rättades till 6,5 %, mål 7%. Orsak: Fel fil (av p-1).',
      course: null,
    }));

  it('says where a period lay behind, and which cell it is of', () => {
    const item = { ...BREACHED, retroactive: true, figures: { ...BREACHED.figures, cell: 'K' } };
    expect(toldOf(item, [], NAMING)).toMatchObject({
      outcome: 'Utfall 24,8 % (K), mål 7%.',
      afterwards: 'Gäller i efterhand: perioden låg bakom, eller värdet är rättat.',
    });
  });

  it('of a target without a figure says what the outcome is held against', () => {
    const item = { ...BREACHED, figures: { ...BREACHED.figures, targetText: 'Öka', target: '25.3' } };
    expect(toldOf(item, [], NAMING).outcome).toBe('Utfall 24,8 %, mål Öka, jämfört med 25,3 %.');
  });

  it('is not led astray by what people wrote', () =>
    expect(toldOf(BREACHED, [], { ...NAMING, unit: () => 'Nära\r\nBcc: alla@example.se' }).head).toBe(
      'Målet missat: Utskrivningsklara, Nära Bcc: alla@example.se, jan–apr 2022',
    ));

  it('counts what a message does not show', () => {
    expect([subjectOf([TOLD], 1), restOf([TOLD], 1)]).toEqual([TOLD.head, null]);
    expect([subjectOf([TOLD], 14_500), restOf([TOLD], 14_500)]).toEqual(['Styrbord: 14500 aviseringar', '… och 14499 till; se inkorgen.']);
  });
});

describe('a series as bars', () => {
  it.each([
    [['1', '2'], '▁█'],
    [['2', '1', '1.5'], '█▁▅'],
    [['5', '5'], '▄▄'],
    [['-3', null, '-1'], '▁·█'],
    [['1'], null],
    [[null, '1'], null],
    [[], null],
  ])('%j is %s', (values, bars) => expect(barsOf(values)).toBe(bars));
});
