import { keptMarkOf } from '@styrbord/steering/marks';
import { marksIn, saysSame } from './told-names';

const KEPT = keptMarkOf(`s-${'a'.repeat(24)}`, 'c2VhbGVk');
const STORED = JSON.stringify({ text: `enligt ${KEPT} (och ${KEPT})`, unit: 'nara' });
const told = (text: string, unit = 'nara'): string => JSON.stringify({ text, unit });

describe('what is shown of a text that names somebody', () => {
  it('is the stored text with a name, or that it is erased, where each mark is', () => {
    expect(saysSame(STORED, told('enligt Åsa "Å" Ek (och [raderad efter beslut RS 2026/17])'))).toBe(true);
    expect(marksIn(STORED)).toBe(2);
  });

  it('is refused where anything beside the names differs', () => {
    expect(saysSame(STORED, told('enlikt Åsa Ek (och Bo)'))).toBe(false);
    expect(saysSame(STORED, told('enligt Åsa Ek (och Bo)', 'fjarran'))).toBe(false);
    expect(saysSame(STORED, '{"text":"enligt Åsa","more":"Ek (och Bo)","unit":"nara"}')).toBe(false);
  });

  it('is the very text where nobody is named', () => {
    expect(saysSame('"8.4"', '"8.4"')).toBe(true);
    expect(saysSame('"8.4"', '"814"')).toBe(false);
    expect(marksIn('"@[Anna]"')).toBe(0);
  });
});
