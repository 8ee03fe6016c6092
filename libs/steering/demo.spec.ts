import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRefusal } from '@styrbord/eventsourcing/decider';
import { rowWithCompanions, scorecard } from './board';
import { itemsOf, type StyrbordDocument } from './document';
import { parsePeriod } from './period';
import type { Cell, Row, Scorecard } from './scorecard';
import type { FollowUp } from './follow-up';
import { EMPTY_SERIES, type Series } from './series';
import { seriesReading } from './series-reading';
import { decideAll, evolve, initialState, streamOf, type StreamState } from './steering';
import { measureOf, type Structure } from './structure';
import { seriesStream } from './events';
import { why } from './why';

/** The demo's document carried out on nothing: states by stream. */
function carriedOut(document: StyrbordDocument): Map<string, StreamState> {
  const states = new Map<string, StreamState>();
  const stateOf = (stream: string): StreamState => states.get(stream) ?? initialState(stream);
  let index = 0;
  for (const { item, result } of decideAll(itemsOf(document, '2026-11-23'), stateOf, '2026-11-23', '2026-11-23T08:00:00.000Z')) {
    if (isRefusal(result)) throw new Error(`${item.pointer}: ${result.refused}`);
    const stream = streamOf(item.command);
    for (const event of result)
      states.set(
        stream,
        evolve(
          stateOf(stream),
          event,
          { no: 1, index: index++, at: '2026-11-23T08:00:00.000Z' },
          { reason: event.reason, decision: item.decision ?? undefined },
        ),
      );
  }
  return states;
}

const document = JSON.parse(readFileSync(join(__dirname, '../../apps/standalone/demo/nara.json'), 'utf8')) as StyrbordDocument;
const states = carriedOut(document);
const of = (kind: StreamState['of'], prefix: string): Map<string, never> =>
  new Map([...states].flatMap(([stream, state]) => (state.of === kind ? [[stream.slice(prefix.length), state.state as never]] : [])));
const followUps: Map<string, FollowUp> = of('series', 'series/');
const structure: Structure = {
  organisation: (states.get('organisation') as Extract<StreamState, { of: 'organisation' }>).state,
  measures: of('measure', 'measure/'),
  plans: of('plan', 'plan/'),
  targets: new Map([...followUps].map(([key, { targets }]) => [key.split('/')[1] ?? '', targets])),
};
const seriesOf = (measure: string): Series => followUps.get(seriesStream('nara', measure).slice('series/'.length))?.series ?? EMPTY_SERIES;

function board(period: string): Scorecard {
  const asked = parsePeriod(period)!;
  return scorecard(
    structure,
    structure.organisation.units['nara']!,
    asked,
    (measure) =>
      rowWithCompanions(structure, (each) => ({ series: seriesOf(each), computed: null }), { unit: 'nara', measure, period: asked }),
    { ledger: 'local/steering', no: 1, at: null },
  );
}

const demo = board('2022-T1');
const rows = new Map(
  demo.perspectives.flatMap(({ goals }) =>
    goals.flatMap(({ factors }) => factors.flatMap(({ measures }) => measures.map((row) => [row.id, row] as const))),
  ),
);
const rowOf = (id: string): Row => rows.get(id)!;
const cellOf = (id: string, cell = 'T'): Cell => rowOf(id).cells[cell]!;
const results = (id: string): Record<string, string> =>
  Object.fromEntries(Object.entries(rowOf(id).cells).map(([cell, { verdict }]) => [cell, verdict.result]));
const interval = (cell: Cell): string[] => [cell.change!.interval!.change, cell.change!.interval!.lower, cell.change!.interval!.upper];

describe('Division Nära, January–April 2022 (domain: facts to hold the evaluation against)', () => {
  it('Triage Digitalen: path 14 333, 129 %, likely, linear year-end 55 392', () => {
    const { path, verdict } = cellOf('triage-digitalen');
    expect(path).toEqual({ months: 4, value: '14333', percent: '129', yearEnd: '55392' });
    expect(verdict).toMatchObject({ result: 'met', prognosis: 'likely', reason: null, also: [] });
    expect(cellOf('triage-digitalen').baseline).toMatchObject({ text: '19600 T2 2021', value: '19600', period: null });
  });
  it('Fallskador hos äldre: the region’s target applied to the division, at most 2, irrevocably missed', () => {
    const { target, verdict } = cellOf('fallskador');
    expect(target).toMatchObject({ kind: 'change', value: '2', of: { unit: 'region-norrbotten', applied: true } });
    expect(verdict).toMatchObject({ result: 'missed', prognosis: 'irrevocably-missed' });
    expect(rowOf('fallskador').attention[0]).toBe('irrevocably-missed');
  });
  it('Återinskrivningar 65+: K met, M missed; cells disagree', () => {
    expect(results('aterinskrivningar')).toEqual({ K: 'met', M: 'missed' });
    expect(rowOf('aterinskrivningar')).toMatchObject({ verdict: { result: 'missed' }, disagreeing: ['K', 'M'] });
  });
  it('Utskrivningsklara >1 dygn: 121/488 = 24,8 %, missed', () => {
    expect(cellOf('utskrivningsklara')).toMatchObject({
      outcome: { value: '24.8', numerator: 121, denominator: 488 },
      verdict: { result: 'missed' },
    });
  });
  it('80+ på akuten: met, no detectable change (−1.3 %, −5.8 … +3.5), the shares a companion', () => {
    const cell = cellOf('besok-80-akuten');
    expect(cell).toMatchObject({
      verdict: { result: 'met' },
      change: { result: 'no-detectable-change', reference: { value: '3498', from: 'baseline' } },
    });
    expect(interval(cell)).toEqual(['-1.3', '-5.8', '3.5']);
    expect(rowOf('besok-80-akuten').attention[0]).toBe('met-without-detectable-change');
    expect(rowOf('besok-80-akuten').contradiction?.said.sv).toBe(
      'Målet nås, men skillnaden mot jämförelsen är inte större än vad slumpen kan ge.',
    );
    expect(rowOf('besok-80-akuten').companions).toMatchObject([
      { cells: { T: { outcome: { value: '17' }, baseline: { value: '18', period: '2021-T1' } } } },
    ]);
  });
  it('Fråga om våld: like for like, K, M and T missed, detectably worse; the whole-year baseline is not compared raw', () => {
    expect(results('fraga-om-vald')).toEqual({ T: 'missed', K: 'missed', M: 'missed' });
    expect(interval(cellOf('fraga-om-vald', 'K'))).toEqual(['-13.6', '-19.1', '-7.8']);
    expect(interval(cellOf('fraga-om-vald', 'M'))).toEqual(['-17.0', '-25.1', '-8.1']);
    expect(cellOf('fraga-om-vald')).toMatchObject({
      outcome: { value: '2418', derived: true },
      reference: { value: '2833', period: '2021-T1', from: 'measurement' },
      change: { result: 'worse' },
    });
  });
  it('Medicinsk bedömning 3 d: all three missed; the baseline is ambiguous, not compared', () => {
    expect(results('medicinsk-bedomning-3d')).toEqual({ T: 'missed', K: 'missed', M: 'missed' });
    expect(cellOf('medicinsk-bedomning-3d', 'K')).toMatchObject({ baseline: { ambiguous: true }, change: null });
  });
  it('Kontakt samma dag: missed, no change claimed, disputed by the text', () => {
    expect(cellOf('kontakt-samma-dag')).toMatchObject({ verdict: { result: 'missed', disputed: true }, change: null });
  });
  it('Färdigbehandlade barn: 67,4 % (68,1), missed; 8 of 19 clinics reach it', () => {
    expect(cellOf('fardigbehandlade-barn')).toMatchObject({
      outcome: { value: '67.4', spread: { units: 19, reachingTarget: 8, min: '43', max: '76' } },
      verdict: { result: 'missed' },
      change: { result: 'worse', interval: null, reference: { value: '68.1' } },
    });
  });
  it('Hälsosamtal: six cells behind the path of 11,7 %, unlikely', () => {
    expect(Object.values(results('halsosamtal'))).toEqual(Array(6).fill('missed'));
    expect(cellOf('halsosamtal', 'K/40').path).toMatchObject({ value: '11.7', yearEnd: '15.0' });
    expect(rowOf('halsosamtal').verdict).toMatchObject({ result: 'missed', prognosis: 'unlikely' });
    expect(Object.values(rowOf('halsosamtal').cells).map(({ path }) => Number(path?.yearEnd))).toEqual([15, 12, 12, 9, 21, 15]);
  });
  it('Palliativ strategi: both missed', () => expect(results('palliativ-strategi')).toEqual({ K: 'missed', M: 'missed' }));
  it('Inhyrd kostnad: missed against the same period of 2021', () => {
    expect(cellOf('inhyrd-kostnad')).toMatchObject({
      verdict: { result: 'missed' },
      reference: { value: '11.7', period: '2021-T1', from: 'baseline' },
    });
  });
  it('Budget: −16 against 0, missed, no prognosis', () =>
    expect(cellOf('budget').verdict).toMatchObject({ result: 'missed', prognosis: null }));
  it('Besök på filialer: 398 + 116 = 514, none for want of a reference', () => {
    expect(cellOf('besok-filialer')).toMatchObject({
      outcome: { value: '514', derived: true },
      verdict: { result: 'none', reason: 'no-reference' },
    });
  });
  it('Nya filialer: a stock, met', () =>
    expect(cellOf('nya-filialer')).toMatchObject({
      verdict: { result: 'met' },
      reference: { value: '14', period: '2021', otherPeriod: true },
      change: null,
    }));
  it('Rådgivande samtal: T missed; K and M none for want of a reference', () => {
    expect(results('radgivande-samtal')).toEqual({ T: 'missed', K: 'none', M: 'none' });
    expect(cellOf('radgivande-samtal')).toMatchObject({
      outcome: { period: '2022-Q1' },
      reference: { value: '14', period: '2020-T1', otherPeriod: true },
    });
    expect(cellOf('radgivande-samtal', 'K').verdict.reason).toBe('no-reference');
    expect(rowOf('radgivande-samtal')).toMatchObject({ verdict: { result: 'missed' }, disagreeing: [] });
  });
  it('Suicidbedömning: missed against the latest earlier value', () =>
    expect(cellOf('suicidbedomning')).toMatchObject({ verdict: { result: 'missed' }, reference: { value: '4', period: '2021-T3' } }));
  it('Sjukfrånvaro: none for want of a reference', () =>
    expect(cellOf('sjukfranvaro').verdict).toMatchObject({ result: 'none', reason: 'no-reference' }));
  it('Känner till Digitalen: target refused with a reason', () => {
    expect(cellOf('kanner-till-digitalen')).toMatchObject({
      target: { kind: 'refused', refusal: { code: 'share-out-of-range' } },
      verdict: { reason: 'target-refused', also: ['not-due-yet'] },
    });
  });
  it('all 46: 3 met, 16 missed, 27 none; 19 judged of 21; 20 without target, 5 at later reports', () => {
    expect(rows.size).toBe(46);
    expect(demo.counts).toEqual({ met: 3, near: 0, missed: 16, none: 27 });
    expect(demo.coverage).toEqual({ judged: 19, of: 21, withoutTarget: 20, laterReport: 5 });
  });
  it('no row is blank: a result, or its reason; a variation, or its reason', () => {
    for (const { verdict, process, cells } of rows.values()) {
      expect(process.variation === null).toBe(process.reason !== null);
      for (const one of [verdict, ...Object.values(cells).map((cell) => cell.verdict)])
        expect(one.result === 'none').toBe(one.reason !== null);
    }
  });
  it('a baseline that the board compares with is of a period on the measure’s page too, one that it does not is of none', () => {
    const baselines = (id: string, cell = 'T') =>
      seriesReading({
        structure,
        series: seriesOf(id),
        unit: 'nara',
        measure: structure.measures.get(id)!.versions.at(-1)!.measure,
        cell,
        from: null,
        to: null,
      });
    expect(cellOf('besok-80-akuten').reference).toMatchObject({ value: '3498', from: 'baseline' });
    expect(baselines('besok-80-akuten')).toMatchObject({
      baselines: [{ text: 'T1 2021 3498 18%', readings: [{ period: '2021-T1', value: '3498' }], ambiguous: false }],
    });
    expect(baselines('triage-digitalen')).toMatchObject({ baselines: [{ readings: [{ period: null, value: '19600' }] }] });
  });
});

describe('why a light of the demo shows what it shows', () => {
  it('is said in the figures of either language', () => {
    const measure = measureOf(structure, 'utskrivningsklara')!;
    const asked = { structure, series: seriesOf(measure.id), computed: null, unit: 'nara', measure, period: parsePeriod('2022-T1')! };
    expect(why(asked, 'T')?.sentence).toEqual({
      sv: 'Utfallet är 24,8\u00a0%, och det ska vara högst 7\u00a0%: målet nås inte.',
      en: 'The outcome is 24.8\u00a0%, and it should be at most 7\u00a0%: the target is missed.',
    });
  });
});
