import { toldOf, type Naming, type Told } from '../../apps/alerts/channels/telling';
import type { OutboxItem } from '../../apps/alerts/outbox';

export const NAMING: Naming = {
  unit: () => 'Division Nära',
  measure: () => ({ name: 'Utskrivningsklara', unitOfMeasure: '%' }),
  rule: () => 'Målet missat',
  address: ({ unit, period, measure }) => `https://styrbord.example.se/boards/${unit}/${period}/measures/${measure}`,
};

export const FIGURES = { cell: 'T', value: '24.8', target: '7', targetText: '7%', result: 'missed', prognosis: null, judged: '7' } as const;

export const BREACHED: OutboxItem = {
  rule: 'target-missed',
  unit: 'nara',
  measure: 'utskrivningsklara',
  period: '2022-T1',
  notice: '1:1',
  kind: 'breached',
  because: 'first',
  severity: 'warning',
  retroactive: false,
  figures: FIGURES,
  before: null,
  corrected: null,
};

export const CORRECTED: OutboxItem = {
  ...BREACHED,
  kind: 'resolved-by-correction',
  because: 'corrected',
  figures: { ...FIGURES, value: '6.5' },
  before: FIGURES,
  corrected: { by: 'p-1', reason: 'Fel fil' },
};

export const TOLD: Told = toldOf(BREACHED, ['20', null, '22', '24.8'], NAMING);
