import type { Cell, Row } from '@styrbord/steering/scorecard';
import { read, UNREADABLE, type Condition } from './observation';
import { NONE_REASONS } from '@styrbord/steering/scorecard';
import { JUDGES_TARGETS, STANDARD_RULES, type Rule, type RuleKind } from './rule';

const rule = (kind: RuleKind, more: object = {}): Rule => ({ ...STANDARD_RULES.find((one) => one.kind === kind)!, ...more });

type Verdict = Row['verdict'];
const verdict = (more: Partial<Verdict>): Verdict => ({
  result: 'met',
  reason: null,
  also: [],
  disputed: false,
  prognosis: null,
  rule: '7',
  ...more,
});

/** A cell with its value and the figure it is held against. */
const cell = (value: string | null, target: string | null, result: Verdict['result']): Cell =>
  ({
    outcome: value === null ? null : { value },
    target: { value: target, text: 'minst' },
    path: null,
    verdict: verdict({ result }),
  }) as Cell;

const row = (more: Partial<Row>): Row =>
  ({
    verdict: verdict({}),
    better: 'higher',
    disagreeing: [],
    contradiction: null,
    process: { variation: null },
    reported: ['T'],
    cells: { T: cell('95', '90', 'met') },
    ...more,
  }) as Row;

const met = row({});
const missed = row({ verdict: verdict({ result: 'missed' }), cells: { T: cell('85', '90', 'missed') } });
const unreported = row({ verdict: verdict({ result: 'none', reason: 'not-reported' }), cells: { T: cell(null, '90', 'none') } });
const irrelevant = row({ verdict: verdict({ result: 'none', reason: 'not-relevant-here' }), cells: { T: cell(null, null, 'none') } });

it.each(JUDGES_TARGETS)('%s finds nothing where there is no verdict, whatever else the row says', (kind) => {
  const telling = { disagreeing: ['K', 'M'], contradiction: { kind: 'met-by-chance', said: { sv: '' } } } as const;
  for (const reason of NONE_REASONS) {
    const none = row({ ...telling, verdict: verdict({ result: 'none', reason, prognosis: 'unlikely', disputed: true }) });
    expect(read(rule(kind), none, true).condition).not.toMatch(/holds|within-band/);
  }
});

describe('what a rule finds in a row', () => {
  const finds: readonly [RuleKind, string, Row, Condition][] = [
    ['target-missed', 'missed', missed, 'holds'],
    ['target-missed', 'met, equality too', met, 'over'],
    ['target-missed', 'near', row({ verdict: verdict({ result: 'near' }) }), 'over'],
    ['target-missed', 'silence', unreported, 'unknown'],
    ['target-missed', 'said not to be relevant', irrelevant, 'over'],
    ['target-at-risk', 'near', row({ verdict: verdict({ result: 'near' }) }), 'holds'],
    ['target-at-risk', 'met, and unlikely', row({ verdict: verdict({ prognosis: 'unlikely' }) }), 'holds'],
    ['target-at-risk', 'missed already', row({ verdict: verdict({ result: 'missed', prognosis: 'unlikely' }) }), 'over'],
    ['target-at-risk', 'missed for good', row({ verdict: verdict({ result: 'missed', prognosis: 'irrevocably-missed' }) }), 'holds'],
    ['target-at-risk', 'met, and likely', row({ verdict: verdict({ prognosis: 'likely' }) }), 'over'],
    ['cells-disagree', 'two cells unlike', row({ disagreeing: ['K', 'M'] }), 'holds'],
    ['cells-disagree', 'alike', met, 'over'],
    ['contradiction', 'met, and worsening', row({ contradiction: { kind: 'met-but-worsening', said: { sv: '' } } }), 'holds'],
    ['contradiction', 'another rule’s', row({ contradiction: { kind: 'met-without-detectable-change', said: { sv: '' } } }), 'over'],
    [
      'met-without-detectable-change',
      'met so',
      row({ contradiction: { kind: 'met-without-detectable-change', said: { sv: '' } } }),
      'holds',
    ],
    ['met-without-detectable-change', 'met', met, 'over'],
    ['outcome-disputed', 'disputed', row({ verdict: verdict({ disputed: true }) }), 'holds'],
    ['outcome-disputed', 'a value that nobody disputes', met, 'over'],
    ['outcome-disputed', 'silence', unreported, 'unknown'],
    ['worsening', 'concern', row({ process: { variation: 'concern' } as Row['process'] }), 'holds'],
    ['worsening', 'common cause', row({ process: { variation: 'common-cause' } as Row['process'] }), 'over'],
    ['worsening', 'too few values', met, 'unknown'],
    ['report-missing', 'reported', met, 'over'],
    ['report-missing', 'said not to be relevant', irrelevant, 'over'],
  ];
  it.each(finds)('%s: %s', (kind, _, given, expected) => expect(read(rule(kind), given, false).condition).toBe(expected));

  it('a missing report is one once its deadline has passed', () => {
    expect(read(rule('report-missing'), unreported, false)).toMatchObject({ condition: 'unknown', data: 'late' });
    expect(read(rule('report-missing'), unreported, true)).toMatchObject({ condition: 'holds', data: 'late' });
  });

  const bands: readonly [string, 'measure' | 'percent', string, string, Row['better'], Condition][] = [
    ['0.5', 'measure', '90.4', '90', 'higher', 'within-band'],
    ['0.5', 'measure', '90.5', '90', 'higher', 'over'],
    ['0.5', 'measure', '6.6', '7', 'lower', 'within-band'],
    ['0.5', 'measure', '6.5', '7', 'lower', 'over'],
    ['10', 'percent', '98.9', '90', 'higher', 'within-band'],
    ['10', 'percent', '99', '90', 'higher', 'over'],
    ['10', 'percent', '-17', '-16', 'lower', 'within-band'],
    ['0.5', 'measure', '90', '90', 'neutral', 'over'],
  ];
  it.each(bands)('with a band of %s (%s), %s against %s, %s is better: %s', (width, unit, value, target, better, expected) => {
    const given = row({ better, cells: { T: cell(value, target, 'met') } });
    expect(read(rule('target-missed', { band: { width, unit } }), given, false).condition).toBe(expected);
  });

  it('the figures are those of the cell that the verdict is of', () => {
    const cells = { K: cell('14.7', '16', 'met'), M: cell('23.1', '17.2', 'missed') };
    const mixed = row({ verdict: verdict({ result: 'missed', prognosis: 'unlikely' }), reported: ['K', 'M'], cells });
    expect(read(rule('target-missed'), mixed, false)).toEqual({
      condition: 'holds',
      data: 'reported',
      figures: { cell: 'M', value: '23.1', target: '17.2', targetText: 'minst', result: 'missed', prognosis: 'unlikely', judged: '7' },
    });
  });

  it('what cannot be read is an error, and ends nothing', () => expect(UNREADABLE).toMatchObject({ condition: 'unknown', data: 'error' }));
});
