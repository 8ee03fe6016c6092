import { isRefusal } from '@styrbord/eventsourcing/decider';
import type { Batch, Fact } from '@styrbord/eventsourcing/ledger';
import type { Json } from '@styrbord/proof/canonical';
import { decideAll, evolve, initialState, streamOf, type Item, type SteeringCommand, type StreamState } from '@styrbord/steering/steering';
import type { Plan } from '@styrbord/steering/plan';
import { pick } from './seeded';

const TODAY = '2026-11-23';
const AT = '2026-11-23T08:00:00.000Z';
export const UNITS = ['nara', 'lulea', 'kiruna'];
export const MEASURES = ['vardplatser', 'fallskador'];
const CELLS = ['T', 'K', 'M'];
const PERIODS = ['2022-01', '2022-T1', '2022'];

/** What the decisions before it have led to; makes batches of facts from commands. */
export class Deciding {
  private readonly states = new Map<string, StreamState>();
  private batches = 0;

  /** Null where everything was refused or changes nothing. */
  batch(items: readonly Item[]): Batch | null {
    const stateOf = (stream: string): StreamState => this.states.get(stream) ?? initialState(stream);
    const id = `command-${this.batches}`;
    const facts: Fact[] = [];
    for (const { item, result } of decideAll(items, stateOf, TODAY, AT)) {
      if (isRefusal(result)) continue;
      const stream = streamOf(item.command);
      for (const { reason, type, data } of result) {
        const meta = { actor: 'controller', ...(reason ? { reason } : {}), ...(item.decision ? { decision: item.decision } : {}) };
        facts.push({ type, stream, data: data as unknown as Json, meta });
      }
      const known = { no: this.batches + 1, index: facts.length, at: AT };
      for (const event of result) this.states.set(stream, evolve(stateOf(stream), event, known, { reason: event.reason }));
    }
    if (facts.length === 0) return null;
    this.batches++;
    return { command: { id, fingerprint: id, answer: null }, facts };
  }
}

/** Valid batches of steering facts: random commands, decided; what was refused or changes nothing is left out. */
export function generatedHistory(random: () => number, commands: number): Batch[] {
  const deciding = new Deciding();
  const batches: Batch[] = [];
  while (batches.length < commands) {
    const items = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, at): Item => ({
      pointer: `/${at}`,
      command: generatedCommand(random),
      decision: random() < 0.3 ? 'RS 2022/7' : null,
    }));
    const batch = deciding.batch(items);
    if (batch) batches.push(batch);
  }
  return batches;
}

function generatedCommand(random: () => number): SteeringCommand {
  const unit = pick(random, UNITS);
  const measure = pick(random, MEASURES);
  const place = { measure, unit, cell: pick(random, CELLS), period: pick(random, PERIODS) };
  const value = String(Math.floor(random() * 500));
  const reason = pick(random, ['rättad efter granskning', 'fel period', null]);
  const name = { sv: `${unit} ${value}` };
  const figure = { value, numerator: null, denominator: null };
  const makers: readonly (() => SteeringCommand)[] = [
    () => ({
      type: 'DescribeUnit',
      unit,
      name,
      kind: 'division',
      parent: unit === 'nara' ? null : 'nara',
      provider: 'own',
      setting: null,
      from: null,
      today: TODAY,
    }),
    () => ({ type: 'RenameUnit', unit, name, on: TODAY }),
    () => ({
      type: 'DefineMeasure',
      measure: { id: measure, name, kind: 'count', cells: CELLS, better: pick(random, ['higher', 'lower']) },
    }),
    () => ({
      type: 'SetTarget',
      measure,
      unit,
      cell: null,
      text: `minst ${value}`,
      period: '2022',
      from: null,
      to: null,
      tolerance: null,
      applied: false,
      asPrinted: true,
      baseline: null,
    }),
    () => ({ type: 'PutPlan', plan: planOf(unit, value) }),
    () => ({ type: 'MoveUnit', unit, parent: pick(random, UNITS), on: TODAY }),
    () => ({ type: 'WriteComment', measure, unit, period: place.period, text: `Läget är ${value}` }),
    () => ({ type: 'MarkAbsent', measure, unit, from: '2022-01', to: null, reason: 'source-late', by: null, text: value }),
    () => ({ type: 'WithdrawMeasurement', ...place, reason }),
    () => ({ type: 'DisputeMeasurement', ...place, reason }),
    () => ({ type: 'CorrectMeasurement', ...place, ...figure, reason }),
  ];
  const record = (): SteeringCommand => ({
    type: 'RecordMeasurement',
    ...place,
    ...figure,
    status: pick(random, ['preliminary', 'final']),
    source: null,
    note: null,
    spread: null,
    asPrinted: false,
    reason,
  });
  return random() < 0.5 ? record() : pick(random, makers)();
}

function planOf(unit: string, value: string): Plan {
  const node = { weight: null, decidedBy: null };
  const measures = MEASURES.slice(0, 1 + (Number(value) % 2)).map((measure) => ({ measure, weight: null }));
  const factors = [{ ...node, id: 'f', name: { sv: 'Faktor' }, measures }];
  const goals = [{ ...node, id: 'g', name: { sv: 'Mål' }, factors }];
  const perspectives = [{ ...node, id: 'p', name: { sv: `Perspektiv ${value}` }, goals }];
  return { id: `${unit}-2022`, unit, period: '2022', name: null, decision: `RS 2022/${value}`, provenance: null, perspectives };
}
