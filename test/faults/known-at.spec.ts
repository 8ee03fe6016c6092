import { InProcessBus } from '@styrbord/eventsourcing/memory/in-process-bus';
import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import { Subscription } from '@styrbord/eventsourcing/subscription';
import { parsePeriod, type Period } from '@styrbord/steering/period';
import { knownAt as seriesKnownAt, type Series } from '@styrbord/steering/series';
import { Knowledge, readScorecard, type Knowing } from '@styrbord/steering/views/knowledge';
import { seriesView } from '@styrbord/steering/views/series-view';
import { structureView } from '@styrbord/steering/views/structure-view';
import { writerOn } from '../contracts/writer';
import { generatedHistory, MEASURES, UNITS } from './history';
import { isLong, SEED, seeded } from './seeded';

const HISTORIES = isLong ? 10_000 : 60;
const TOPIC = 'facts';
const PERIODS = ['2022-01', '2022-T1', '2022'].map((name) => parsePeriod(name) as Period);

describe(`what was known at a commit, over ${HISTORIES} generated histories (seed ${SEED})`, () => {
  it('is what was shown then, whatever was recorded later', async () => {
    let boards = 0;
    let rows = 0;
    let careless = 0;
    for (let history = 0; history < HISTORIES; history++) {
      const random = seeded(SEED + history);
      const { knowledge, ledger, documents } = await opened();
      const shown = new Map<number, string>();
      for (const batch of generatedHistory(random, 10 + Math.floor(random() * 30))) {
        await ledger.append(batch);
        for (const subscription of documents) await subscription.poll();
        shown.set(knowledge.no, await boardsOf(knowledge));
      }
      const now = [...shown.values()].at(-1);
      for (const [no, then] of shown) {
        const seed = `seed ${SEED + history}, commit ${no}`;
        expect([seed, await boardsOf(knowledge.at(no))]).toEqual([seed, then]);
        boards++;
        rows += then.split('"verdict"').length - 1;
        if (then !== now) careless++;
      }
    }
    expect(rows).toBeGreaterThan(boards);
    // A reading that forgot the moment would answer with what is known now.
    expect(careless).toBeGreaterThan(boards / 2);
    process.stderr.write(`known-at: seed ${SEED}, ${HISTORIES} histories, ${boards} moments, ${rows} verdicts\n`);
  }, 3_600_000);
});

describe('a series revised forty times by imports, corrections and withdrawals', () => {
  it('gives every edition as it was, value by value', async () => {
    const { knowledge, ledger, documents } = await opened();
    const place = { measure: 'fallskador', unit: 'nara', cell: 'T', period: '2022-T1' };
    const figure = (at: number) => ({ value: String(at), numerator: null, denominator: null });
    const about = { status: 'final', source: 'import', note: null, spread: null };
    for (let at = 1; at <= 40; at++) {
      const isWithdrawn = at % 7 === 0;
      const type = isWithdrawn ? 'measurement-withdrawn' : at % 7 === 1 ? 'measurement-recorded' : 'measurement-corrected';
      const data = isWithdrawn
        ? { ...place, before: figure(at - 1) }
        : { ...place, ...figure(at), ...about, before: at % 7 === 1 ? null : figure(at - 1) };
      const fact = { type, stream: 'series/nara/fallskador', data, meta: { actor: 'controller', reason: `utgåva ${at}` } };
      await ledger.append({ command: { id: `edition-${at}`, fingerprint: String(at), answer: null }, facts: [fact] });
    }
    for (const subscription of documents) await subscription.poll();
    for (let at = 1; at <= 40; at++) {
      const series = await knowledge.at(at).series('nara', 'fallskador');
      const editions = series.cells['T']?.['2022-T1'] ?? [];
      expect(editions.map(({ value, reason }) => [value, reason])).toEqual(
        Array.from({ length: at }, (_, before) => [(before + 1) % 7 === 0 ? null : String(before + 1), `utgåva ${before + 1}`]),
      );
    }
    const last: Series = await knowledge.series('nara', 'fallskador');
    expect(seriesKnownAt(last, 40)).toEqual(last);
  });
});

async function opened() {
  const ledger = writerOn(new MemoryCommitStore());
  const store = new MemoryDocuments();
  const bus = new InProcessBus();
  const [structure, series] = [structureView, seriesView].map(
    (view) => new Subscription({ view, ledger, documents: store, bus, topic: TOPIC }),
  ) as [Subscription, Subscription];
  const knowledge = new Knowledge(structure, series);
  await structure.start();
  await knowledge.load();
  await series.start();
  return { ledger, knowledge, documents: [structure, series] };
}

async function boardsOf(knowing: Knowing): Promise<string> {
  const known = { ledger: 'nara/steering', no: knowing.no, at: null };
  const boards = UNITS.flatMap((unit) => PERIODS.map((period) => readScorecard(knowing, { unit, period }, known)));
  const series = UNITS.flatMap((unit) => MEASURES.map((measure) => knowing.series(unit, measure)));
  return JSON.stringify([await Promise.all(boards), await Promise.all(series)]);
}
