import { askedOf, readHistorySearch } from './history-search';

describe('the address of the history', () => {
  it('keeps what narrows it, and nothing else', () => {
    expect(readHistorySearch({ unit: 'nara', text: ' triage ', actor: '', count: 900, page: 2 })).toEqual({ unit: 'nara', text: 'triage' });
    expect(readHistorySearch({ view: 'sample', seed: 2022, count: 25 })).toEqual({ view: 'sample', seed: '2022', count: 25 });
  });

  it('asks for the whole of a day, and for a commit as it is', () => {
    const { from, to } = askedOf({ from: '2022-05-16', to: '2022-05-16' });
    expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(24 * 60 * 60 * 1_000 - 1);
    expect(askedOf({ from: '12', seed: 'a', view: 'sample' })).toEqual({ from: '12' });
  });
});
