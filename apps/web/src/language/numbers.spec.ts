import { readNumber, sayNumber, sayQuantity } from './numbers';

const SPACE = '\u00a0';

describe('numbers as people read them', () => {
  it('groups thousands by a space that never breaks, and uses the decimal comma', () => {
    expect(sayNumber('18464', { language: 'sv' })).toBe(`18${SPACE}464`);
    expect(sayQuantity('24.8', '%', { language: 'sv' })).toBe(`24,8${SPACE}%`);
    expect(sayNumber('18464.5', { language: 'en' })).toBe('18,464.5');
  });

  it('writes a real minus, and none before zero', () => {
    expect(sayNumber('-1.3', { language: 'sv' })).toBe('\u22121,3');
    expect(sayNumber('-0.04', { language: 'sv', decimals: 1 })).toBe('0,0');
    expect(sayNumber('3.5', { language: 'sv', sign: true })).toBe('+3,5');
  });

  it('rounds half away from zero and carries', () => {
    expect(sayNumber('24.7950819672131147', { language: 'sv', decimals: 1 })).toBe('24,8');
    expect(sayNumber('99.95', { language: 'sv', decimals: 1 })).toBe('100,0');
    expect(sayNumber('0.5', { language: 'sv', decimals: 0 })).toBe('1');
  });

  it('keeps every digit of a number too long for a float', () => {
    expect(sayNumber('12345678901234567890.12', { language: 'en' })).toBe('12,345,678,901,234,567,890.12');
  });

  it('adds no decimals that were not there', () => {
    expect(sayNumber('86', { language: 'sv', decimals: 1 })).toBe('86');
  });

  it('reads what people type, in either habit', () => {
    expect(readNumber(`18${SPACE}464`)).toBe('18464');
    expect(readNumber('\u22121,5')).toBe('-1.5');
    expect(readNumber('24.8 %')).toBe('24.8');
    expect(readNumber('1,234.5')).toBeNull();
    expect(readNumber('många')).toBeNull();
  });
});
