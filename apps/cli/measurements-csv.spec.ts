import { measurementsOf, plainNumber } from './measurements-csv';

describe('measurements from a table', () => {
  it('reads what Swedish Excel saves', () => {
    const csv =
      '\ufeffMått;Enhet;Period;Värde;Status;Källa\r\ntriage-digitalen;nara;2022-T1;18 464;slutlig;"VAS; uttag"\r\nfast-kontakt;nara;2022-T1;14,7;preliminär;\r\n\r\n';
    expect(measurementsOf(csv)).toEqual([
      { measure: 'triage-digitalen', unit: 'nara', period: '2022-T1', value: '18464', status: 'final', source: 'VAS; uttag' },
      { measure: 'fast-kontakt', unit: 'nara', period: '2022-T1', value: '14.7', status: 'preliminary' },
    ]);
  });

  it('reads commas between and dots within', () => {
    expect(measurementsOf('measure,unit,cell,period,numerator,denominator\nfall,nara,K,2022-T1,121,488\n')).toEqual([
      { measure: 'fall', unit: 'nara', cell: 'K', period: '2022-T1', numerator: 121, denominator: 488 },
    ]);
  });

  it.each([
    ['', 'The file is empty.'],
    ['mått;period;värde\n', 'The heading lacks unit.'],
    ['mått;enhet;period;kommun\n', /^The heading kommun is unknown/],
    ['mått;enhet;period;täljare\na;b;2022;1,5\n', 'Line 2: 1,5 is no whole number.'],
    ['mått;enhet;period;status\na;b;2022;klar\n', 'Line 2: the status klar is neither final nor preliminary.'],
    ['mått;enhet;period\n"a;b;2022\n', /Quote/],
  ])('says what is wrong with %j', (csv, message) => {
    expect(() => measurementsOf(csv)).toThrow(message);
  });

  it.each([
    ['1\u00a0234\u00a0567,5', '1234567.5'],
    ['−16', '-16'],
    ['14.7', '14.7'],
    ['1 2', '1 2'],
    ['Ja, delvis', 'Ja, delvis'],
    ['12 300 st', '12 300 st'],
  ])('reads %s as %s', (text, value) => {
    expect(plainNumber(text)).toBe(value);
  });
});
