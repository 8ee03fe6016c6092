import { readInboxSearch } from './inbox-search';

it('an inbox’s address is read for what it may say, and nothing else', () => {
  expect(readInboxSearch({ tray: 'over', severity: 'severe', unit: 'nara', period: 2022, mine: true })).toEqual({
    tray: 'over',
    severity: 'severe',
    unit: 'nara',
    period: '2022',
    mine: true,
  });
  expect(readInboxSearch({ tray: 'to-handle', severity: 'x', unit: {}, mine: 'ja', other: 'x' })).toEqual({});
});
