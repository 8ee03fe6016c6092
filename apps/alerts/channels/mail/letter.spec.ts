import type { OutboxItem } from '../../outbox';
import { letterOf, type LetterNaming } from './letter';

const naming: LetterNaming = {
  unit: () => 'Division Nära',
  measure: () => ({ name: 'Utskrivningsklara', unitOfMeasure: '%' }),
  rule: () => 'Målet missat',
  address: ({ unit, period, measure }) => `https://styrbord.example.se/boards/${unit}/${period}/measures/${measure}`,
};
const figures = { cell: 'T', value: '24.8', target: '7', targetText: '7%', result: 'missed', prognosis: null, judged: '7' } as const;
const item: OutboxItem = {
  rule: 'target-missed',
  unit: 'nara',
  measure: 'utskrivningsklara',
  period: '2022-T1',
  notice: '1:1',
  kind: 'breached',
  because: 'first',
  severity: 'warning',
  retroactive: false,
  figures,
  before: null,
  corrected: null,
};

describe('a letter', () => {
  it('says the figure, the target, why now, and where', () =>
    expect(letterOf([item], naming)).toEqual({
      subject: 'Målet missat: Utskrivningsklara, Division Nära, 2022-T1',
      text: `Målet missat: Utskrivningsklara, Division Nära, 2022-T1
Utfall 24,8 %, mål 7%.
Varför nu: den första om avvikelsen.
https://styrbord.example.se/boards/nara/2022-T1/measures/utskrivningsklara

Ni får detta eftersom ingen är utpekad som ansvarig. Det är skrivet av Styrbord; ingen läser svar på det.`,
    }));

  it('of a correction says old and new, who and why', () => {
    const corrected: OutboxItem = {
      ...item,
      kind: 'resolved-by-correction',
      because: 'corrected',
      figures: { ...figures, value: '6.5' },
      before: figures,
      corrected: { by: 'p-1', reason: 'Fel fil' },
    };
    expect(letterOf([corrected], naming).text).toContain('24,8 %, mål 7% rättades till 6,5 %, mål 7%. Orsak: Fel fil (av p-1).');
  });

  it('of many counts them, and tells the first fifty', () => {
    const { subject, text } = letterOf(
      Array.from({ length: 14_500 }, () => item),
      naming,
    );
    expect(subject).toBe('Styrbord: 14500 aviseringar');
    expect(text.match(/^Målet missat/gm)).toHaveLength(50);
    expect(text).toContain('… och 14450 till');
  });

  it('is not led astray by what people wrote', () => {
    const broken = { ...naming, unit: () => 'Nära\r\nBcc: alla@example.se' };
    expect(letterOf([item], broken).subject).toBe('Målet missat: Utskrivningsklara, Nära Bcc: alla@example.se, 2022-T1');
  });
});
