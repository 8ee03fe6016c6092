import { evolveWatch, handlingAt, NO_CASES, trayOf, type Watch } from './case';
import { observe, type Observe } from './evaluation';
import type { Cause, WatchEvent } from './events';
import { handle, type HandleCase } from './handling';
import type { Condition, Observation } from './observation';
import { INITIAL_RULES, type RuleVersion } from './rules';

const PLACE = { rule: 'target-missed', unit: 'nara', measure: 'budget', period: '2022-T1' };
const RULE = INITIAL_RULES['target-missed'] as RuleVersion;
const pending = (pendingPeriods: number): RuleVersion => ({ ...RULE, rule: { ...RULE.rule, pendingPeriods } });
const MAILBOX = [{ person: null, why: 'nobody-responsible' as const }];
const CORRECTED: Cause = { no: 9, index: 0, type: 'measurement-corrected', actor: 'p-1', reason: 'Fel fil' };

/** A command without its place and time. */
type Order = { readonly [T in HandleCase['type']]: Omit<Extract<HandleCase, { type: T }>, 'place' | 'at'> }[HandleCase['type']];

/** Cases as they are lived through: one observation or command after the other, a minute apart. */
class Life {
  watch: Watch = NO_CASES;
  private minutes = 0;

  get at(): string {
    return new Date(Date.UTC(2022, 4, 16, 8) + this.minutes * 60_000).toISOString();
  }

  pass(minutes: number): this {
    this.minutes += minutes;
    return this;
  }

  see(
    condition: Condition,
    more: Partial<Observation> & Partial<Omit<Observe, 'seen'>> & { value?: string; period?: string } = {},
  ): string[] {
    const {
      value = condition === 'holds' ? '-16' : '1',
      period = PLACE.period,
      course,
      data = 'reported',
      cause = null,
      isPast = false,
    } = more;
    const { rule = RULE, addressees = MAILBOX, heldBack = null } = more;
    const figures = { cell: 'T', value, target: '0', targetText: '±0', result: 'missed', prognosis: null, judged: '7' } as const;
    const seen = { condition, course: course ?? [condition], data, cause, isPast, figures };
    return this.live(observe({ place: { ...PLACE, period }, rule, seen, addressees, heldBack, at: this.at }, this.watch));
  }

  do(command: Order): string[] | string {
    const result = handle({ ...command, place: PLACE, at: this.at }, this.watch);
    return 'refused' in result ? result.refused : this.live(result);
  }

  get case() {
    return this.watch.cases[PLACE.period]!;
  }

  private live(events: readonly WatchEvent[]): string[] {
    // As they come back from the ledger: canonical, members sorted.
    const read = events.map((event) => JSON.parse(JSON.stringify(event, sorted)) as WatchEvent);
    this.watch = read.reduce((watch, event) => evolveWatch(watch, event, { at: this.at, actor: 'p-2' }), this.watch);
    this.pass(1);
    return read.map((event) =>
      event.type === 'notice-decided' ? `${event.data.decision} ${event.data.notice}: ${event.data.because}` : event.type,
    );
  }
}

const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;

describe('a case', () => {
  it('opens at a breach, and is told of once', () => {
    const life = new Life();
    expect(life.see('holds')).toEqual(['case-opened', 'send breached: first']);
    expect(life.see('holds')).toEqual([]);
    expect(life.case).toMatchObject({ state: 'breached', episode: 1, retroactive: false, told: MAILBOX });
  });

  it('opens at nothing else', () => {
    for (const condition of ['over', 'within-band', 'unknown'] as const) expect(new Life().see(condition)).toEqual([]);
  });

  it('with other figures is the same: what is told already is held as a repeat', () => {
    const life = new Life();
    life.see('holds');
    expect(life.see('holds', { value: '-20' })).toEqual(['case-updated', 'hold breached: repeat']);
    expect(life.case.figures.value).toBe('-20');
  });

  it('is ended by what is evaluated, never by silence or an error', () => {
    const life = new Life();
    life.see('holds');
    expect(life.see('unknown')).toEqual([]);
    expect(life.see('unknown', { data: 'error' })).toEqual(['case-updated']);
    expect(life.case).toMatchObject({ state: 'breached', data: 'error', figures: { value: '-16' } });
    expect(life.see('unknown', { data: 'missing' })).toEqual(['case-updated']);
    expect(life.see('over')).toEqual(['case-resolved', 'send resolved: all-resolved']);
    expect(life.case).toMatchObject({ state: 'resolved', byCorrection: false });
  });

  it('that a correction ends is told to everybody who was told, with what it was', () => {
    const life = new Life();
    const told = [
      { person: 'p-7', why: 'responsible' as const },
      { person: 'p-8', why: 'subscriber' as const },
    ];
    life.see('holds', { addressees: told });
    const [resolved, notice] = observe(
      {
        place: PLACE,
        rule: RULE,
        seen: {
          condition: 'over',
          course: ['over'],
          data: 'reported',
          isPast: false,
          cause: CORRECTED,
          figures: { ...life.case.figures, value: '2' },
        },
        addressees: MAILBOX,
        heldBack: null,
        at: life.at,
      },
      life.watch,
    );
    expect(resolved).toMatchObject({
      type: 'case-resolved',
      data: { byCorrection: true, before: { value: '-16' }, figures: { value: '2' }, cause: { actor: 'p-1', reason: 'Fel fil' } },
    });
    expect(notice).toMatchObject({ data: { notice: 'resolved-by-correction', decision: 'send', because: 'corrected', to: told } });
  });

  it('that its rule no longer holds for is over, and nobody is disturbed', () => {
    const life = new Life();
    life.see('holds');
    expect(life.see('not-watched', { cause: CORRECTED })).toEqual(['case-resolved', 'hold resolved: not-watched']);
    expect(life.case).toMatchObject({ state: 'resolved', byCorrection: false });
  });

  it('that begins again is a new episode: nobody is taken to know', () => {
    const life = new Life();
    life.see('holds');
    life.do({ type: 'AssignCase', to: 'p-3' });
    life.do({ type: 'CloseCase', cause: 'Åtgärdat' });
    life.see('over');
    life.pass(60 * 24 * 60);
    expect(life.see('holds')).toEqual(['case-opened', 'send breached: first']);
    expect(life.case).toMatchObject({ episode: 2, handling: { closed: null, assignee: 'p-3' } });
  });

  it('for a period that lay behind, or that a correction reveals, is marked so', () => {
    for (const more of [{ isPast: true }, { cause: CORRECTED }]) {
      const life = new Life();
      life.see('holds', more);
      expect(life.case.retroactive).toBe(true);
    }
  });

  it('waits for its pending periods, and nobody is told of what only waited', () => {
    const life = new Life();
    expect(life.see('holds', { rule: pending(1) })).toEqual(['case-opened']);
    expect(life.case.state).toBe('pending');
    expect(life.see('over', { rule: pending(1) })).toEqual(['case-resolved']);
    expect(life.see('holds', { rule: pending(1), course: ['holds', 'unknown', 'holds'] })).toEqual(['case-opened', 'send breached: first']);
    const another = new Life();
    another.see('holds', { rule: pending(1) });
    expect(another.see('holds', { rule: pending(1), course: ['holds', 'holds'] })).toEqual(['case-breached', 'send breached: first']);
    expect(new Life().see('holds', { rule: pending(1), course: ['holds', 'over', 'holds'] })).toEqual(['case-opened']);
  });

  it('recovers within the band: neither over nor told of again', () => {
    const life = new Life();
    life.see('holds');
    expect(life.see('within-band')).toEqual(['case-recovering']);
    expect(life.see('within-band')).toEqual([]);
    expect(life.see('holds')).toEqual(['case-breached', 'hold breached: repeat']);
    life.see('within-band');
    expect(life.see('over')).toEqual(['case-resolved', 'send resolved: all-resolved']);
  });

  it('of the next period, after one within the band, is no news', () =>
    expect(new Life().see('holds', { course: ['holds', 'within-band', 'holds'] })).toEqual([
      'case-opened',
      'hold breached: not-recovered',
    ]));

  it('of a period after one that was met is news, though that one was within the band', () =>
    expect(new Life().see('holds', { course: ['over', 'within-band', 'holds'] })).toEqual(['case-opened', 'send breached: first']));

  it('is held back while the units below tell of it, and told when they no longer do', () => {
    const life = new Life();
    expect(life.see('holds', { heldBack: 'children-tell' })).toEqual(['case-opened', 'hold breached: children-tell']);
    expect(life.see('holds', { heldBack: 'children-tell' })).toEqual([]);
    expect(life.see('holds')).toEqual(['send breached: first']);
    expect(life.see('holds')).toEqual([]);
  });

  it('that was only held back ends without a word', () => {
    const life = new Life();
    life.see('holds', { heldBack: 'data-missing' });
    expect(life.see('over')).toEqual(['case-resolved']);
  });
});

describe('a series that swings round its target', () => {
  const told = (events: readonly string[]): number => events.filter((event) => event.startsWith('send')).length;

  it('for 100 periods is told of at most three times, and once as flapping', () => {
    const life = new Life();
    const course: Condition[] = [];
    const events = Array.from({ length: 100 }, (_, at) => {
      course.push(at % 2 === 0 ? 'holds' : 'over');
      return life.see(course.at(-1)!, {
        period: `${2000 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
        course: course.slice(-6),
      });
    }).flat();
    expect(told(events)).toBeLessThanOrEqual(3);
    expect(events.filter((event) => event === 'send flapping: flapping')).toHaveLength(1);
    expect(events.filter((event) => event === 'case-opened')).toHaveLength(50);
    expect(events.filter((event) => event === 'hold breached: flapping')).toHaveLength(48);
  });

  it('by a hundred corrections of one value is told of three times', () => {
    const life = new Life();
    const events = Array.from({ length: 100 }, (_, at) =>
      life.see(at % 2 === 0 ? 'holds' : 'over', { cause: at === 0 ? null : CORRECTED }),
    ).flat();
    expect(events.filter((event) => event.startsWith('send'))).toEqual([
      'send breached: first',
      'send resolved-by-correction: corrected',
      'send flapping: flapping',
    ]);
  });

  it('with a band as wide is told of once', () => {
    const life = new Life();
    const course: Condition[] = [];
    const events = Array.from({ length: 60 }, (_, at) => {
      course.push(at % 2 === 0 ? 'holds' : 'within-band');
      return life.see(course.at(-1)!, {
        period: `${2000 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
        course: course.slice(-6),
      });
    }).flat();
    expect(told(events)).toBe(1);
  });

  it('is news again once it has calmed', () => {
    const life = new Life();
    life.see('holds', { period: '2022-01', course: ['holds', 'over', 'holds'] });
    expect(life.see('holds', { period: '2022-03', course: ['holds', 'over', 'holds', 'over', 'holds'] })).toContain(
      'hold breached: flapping',
    );
    const calm: Condition[] = ['over', 'over', 'over', 'over', 'over', 'holds'];
    expect(life.see('holds', { period: '2022-09', course: calm })).toEqual(['case-opened', 'send breached: first']);
    expect(life.watch.isFlapping).toBe(false);
  });
});

describe('handling', () => {
  const breached = (): Life => {
    const life = new Life();
    life.see('holds');
    return life;
  };
  const days = (life: Life, count: number): string => new Date(Date.parse(life.at) + count * 86_400_000).toISOString();

  it('an acknowledgement holds for fourteen days unless it says, and then no longer', () => {
    const life = breached();
    const at = life.at;
    expect(life.do({ type: 'AcknowledgeCase', until: null, comment: 'Vi ser på det' })).toEqual(['case-acknowledged']);
    expect(life.case.handling.acknowledged).toMatchObject({ by: 'p-2', until: days({ at } as Life, 14) });
    expect(handlingAt(life.case, life.at)).toBe('acknowledged');
    expect(handlingAt(life.case, days({ at } as Life, 14))).toBe('open');
  });

  it('a snooze goes before an acknowledgement, ends by itself, and is ended by one', () => {
    const life = breached();
    life.do({ type: 'AcknowledgeCase', until: null, comment: null });
    const until = days(life, 2);
    expect(life.do({ type: 'SnoozeCase', until })).toEqual(['case-snoozed']);
    expect([handlingAt(life.case, life.at), handlingAt(life.case, until)]).toEqual(['snoozed', 'acknowledged']);
    life.do({ type: 'AcknowledgeCase', until: null, comment: null });
    expect(handlingAt(life.case, life.at)).toBe('acknowledged');
  });

  it('takes a case from the tray of what is to be handled for as long as it holds; what is over comes back to none', () => {
    const life = new Life();
    const tray = (at = life.at): string => trayOf(life.case, at);
    life.see('holds', { rule: pending(1) });
    expect(tray()).toBe('pending');
    life.see('holds', { rule: pending(1), course: ['holds', 'holds'] });
    expect(tray()).toBe('to-handle');
    const until = days(life, 2);
    life.do({ type: 'SnoozeCase', until });
    expect([tray(), tray(until)]).toEqual(['handled', 'to-handle']);
    life.do({ type: 'CloseCase', cause: 'Engångskostnad' });
    expect([life.case.state, tray()]).toEqual(['breached', 'over']);
    const other = breached();
    other.see('over');
    expect(trayOf(other.case, other.at)).toBe('over');
  });

  it('what breaches while it is snoozed is told when the snooze has ended', () => {
    const life = new Life();
    life.see('holds', { rule: pending(1) });
    life.do({ type: 'SnoozeCase', until: days(life, 1) });
    expect(life.see('holds', { rule: pending(1), course: ['holds', 'holds'] })).toEqual(['case-breached', 'hold breached: snoozed']);
    expect(life.see('holds', { rule: pending(1), course: ['holds', 'holds'] })).toEqual([]);
    life.pass(2 * 24 * 60);
    expect(life.see('holds', { rule: pending(1), course: ['holds', 'holds'] })).toEqual(['send breached: first']);
  });

  it('assigning to the same again changes nothing; to nobody is possible', () => {
    const life = breached();
    expect(life.do({ type: 'AssignCase', to: 'p-3' })).toEqual(['case-assigned']);
    expect(life.do({ type: 'AssignCase', to: 'p-3' })).toEqual([]);
    expect(life.do({ type: 'AssignCase', to: null })).toEqual(['case-assigned']);
  });

  it.each([
    ['case-closed', { type: 'AcknowledgeCase', until: null, comment: null }],
    ['case-closed', { type: 'SnoozeCase', until: '2022-06-01T00:00:00.000Z' }],
    ['case-closed', { type: 'AssignCase', to: 'p-3' }],
    ['case-closed', { type: 'CloseCase', cause: 'Igen' }],
  ] as [string, Order][])('a closed case is %s to what would change it, and can be commented on', (refused, command) => {
    const life = breached();
    expect(life.do({ type: 'CloseCase', cause: 'Engångskostnad' })).toEqual(['case-closed']);
    expect(life.do(command)).toBe(refused);
    expect(life.do({ type: 'CommentOnCase', text: 'Efteråt' })).toEqual(['case-commented']);
  });

  it.each([
    ['time-passed', { type: 'SnoozeCase', until: '2022-05-16T08:00:00.000Z' }],
    ['time-passed', { type: 'AcknowledgeCase', until: '2022-05-16T07:00:00.000Z', comment: null }],
    ['time-too-far', { type: 'SnoozeCase', until: '2023-05-18T00:00:00.000Z' }],
    ['text-required', { type: 'CommentOnCase', text: '  ' }],
    ['text-required', { type: 'CloseCase', cause: '' }],
  ] as [string, Order][])('is refused: %s', (refused, command) => {
    const life = breached();
    const before = life.watch;
    expect(life.do(command)).toBe(refused);
    expect(life.watch).toBe(before);
  });

  it('of a case that is not there is refused, and of one that is over nothing needs calming', () => {
    const nowhere = new Life();
    expect(nowhere.do({ type: 'CommentOnCase', text: 'x' })).toBe('case-unknown');
    const life = breached();
    life.see('over');
    expect(life.do({ type: 'SnoozeCase', until: days(life, 1) })).toBe('case-resolved');
    expect(life.do({ type: 'CloseCase', cause: 'Åtgärdat' })).toEqual(['case-closed']);
  });
});
