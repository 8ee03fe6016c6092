import { pick } from '../faults/seeded';

/** One request that may change something, under a key of its own. */
export interface GeneratedOrder {
  readonly key: string;
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: object;
}

export const UNITS = ['region', 'nara', 'lansvard', 'lulea', 'kiruna', 'gallivare'];
export const PERIODS = ['2021-T1', '2021-T2', '2021-T3', '2022-T1', '2022-01', '2022-02', '2022-03', '2022-04'];
const MEASURES = ['besok', 'fallskador', 'andel-svar', 'budget', 'noder'];
const CELLS = ['T', 'K', 'M'];

/** What the orders stand on. */
export const GROUND = {
  format: 'styrbord/1',
  units: UNITS.map((id, at) => ({
    id,
    name: id,
    kind: at === 0 ? 'region' : 'division',
    ...(at === 0 ? {} : { parent: UNITS[at < 3 ? 0 : 1] }),
  })),
  measures: MEASURES.map((id) => ({
    id,
    name: id,
    kind: id === 'andel-svar' ? 'share' : 'count',
    unitOfMeasure: id === 'andel-svar' ? '%' : 'st',
    cells: CELLS,
    better: id === 'fallskador' ? 'lower' : 'higher',
  })),
  plans: [
    {
      id: 'plan-2022',
      unit: 'region',
      period: '2022',
      name: 'Plan 2022',
      perspectives: [
        {
          id: 'p',
          name: 'P',
          goals: [{ id: 'g', name: 'G', factors: [{ id: 'f', name: 'F', measures: MEASURES.map((measure) => ({ measure })) }] }],
        },
      ],
    },
  ],
};

/** Orders as people and systems send them: mostly figures, some put right, some refused. */
export function* generatedOrders(random: () => number, count: number): Iterable<GeneratedOrder> {
  for (let at = 0; at < count; at++) yield { key: `order-${at}`, ...orderOf(random) };
}

function orderOf(random: () => number): Omit<GeneratedOrder, 'key'> {
  const measure = pick(random, MEASURES);
  const place = { measure, unit: pick(random, UNITS), cell: pick(random, CELLS), period: pick(random, PERIODS) };
  const figure = { value: String(Math.floor(random() * (measure === 'andel-svar' ? 120 : 500))) };
  const reason = pick(random, ['rättad efter granskning', 'fel period', null]);
  const row = (): object => ({ ...place, cell: pick(random, CELLS), ...figure, status: pick(random, ['preliminary', 'final']), reason });
  const makers: readonly (() => Omit<GeneratedOrder, 'key'>)[] = [
    () => ({ method: 'POST', path: '/measurements', body: { measurements: Array.from({ length: 1 + Math.floor(random() * 4) }, row) } }),
    () => ({ method: 'POST', path: '/measurements?mode=valid', body: { measurements: [row(), { ...place, value: 'x' }, row()] } }),
    () => ({ method: 'POST', path: '/measurements/corrections', body: { ...place, ...figure, reason } }),
    () => ({ method: 'POST', path: '/measurements/withdrawals', body: { ...place, reason } }),
    () => ({ method: 'POST', path: '/measurements/disputes', body: { ...place, reason } }),
    () => ({
      method: 'POST',
      path: '/comments',
      body: { measure, unit: place.unit, period: place.period, text: `Läget är ${figure.value}` },
    }),
    () => ({
      method: 'POST',
      path: '/absences',
      body: { measure, unit: place.unit, from: '2022-01', reason: 'source-late', text: figure.value },
    }),
    () => ({
      method: 'PUT',
      path: '/targets',
      body: { measure, unit: place.unit, text: pick(random, ['öka', 'minska', `minst ${figure.value}`, 'kanske']), period: '2022' },
    }),
    () => ({
      method: 'PUT',
      path: `/units/${place.unit}`,
      body: { name: `${place.unit} ${figure.value}`, kind: 'division', parent: place.unit === 'region' ? null : 'region' },
    }),
  ];
  return random() < 0.6 ? { method: 'POST', path: '/measurements', body: row() } : pick(random, makers)();
}
