import { evolveWatch, NO_CASES, type Watch } from '@styrbord/alerting/case';
import { observe } from '@styrbord/alerting/evaluation';
import { escalate } from '@styrbord/alerting/escalation';
import type { Cause, WatchEvent } from '@styrbord/alerting/events';
import { handle, type HandleCase } from '@styrbord/alerting/handling';
import type { Condition } from '@styrbord/alerting/observation';
import type { Addressee } from '@styrbord/alerting/responsibility';
import { SEVERITIES } from '@styrbord/alerting/rule';
import { INITIAL_RULES, type RuleVersion } from '@styrbord/alerting/rules';
import { canonicalize } from '@styrbord/proof/canonical';
import { AlertModel, type Look } from './alert-model';
import { isLong, pick, SEED, seeded } from './seeded';

const SEQUENCES = isLong ? 10_000 : 200;
const STEPS = 120;
const HOUR_MS = 3_600_000;
const START = Date.UTC(2022, 0, 1);
const PERIODS = Array.from({ length: 9 }, (_, at) => `2022-0${at + 1}`);
const CONDITIONS: readonly Condition[] = ['holds', 'holds', 'over', 'over', 'within-band', 'unknown'];
const CORRECTED: Cause = { no: 1, index: 0, type: 'measurement-corrected', actor: 'p', reason: 'x' };
const PEOPLE: readonly (readonly Addressee[])[] = [
  [{ person: null, why: 'nobody-responsible' }],
  [{ person: 'a', why: 'responsible' }],
  [
    { person: 'a', why: 'responsible' },
    { person: 'b', why: 'subscriber' },
  ],
];
/** Who answers nearest, then above; the mailbox answers for nothing. */
const CHAINS: readonly (readonly (readonly Addressee[])[])[] = [[], [['a']], [['a'], ['b', 'c']], [['b'], ['c'], ['a', 'd']]].map((steps) =>
  steps.map((step) => step.map((person) => ({ person, why: 'responsible' as const }))),
);

describe(`${SEQUENCES} generated sequences of observations and commands (seed ${SEED})`, () => {
  it('end as the model says, step by step', () => {
    let [sent, escalated, refused] = [0, 0, 0];
    for (let sequence = 0; sequence < SEQUENCES; sequence++) {
      const random = seeded(SEED + sequence);
      const lived = new Lived(random);
      for (let step = 0; step < STEPS; step++) {
        const [mine, models] = lived.steps();
        const [is, should] = [text([mine, lived.state()]), text([models, lived.modelState()])];
        // Asked only where they differ: what is said of so many equal ones would take most of the time.
        if (is !== should) expect([SEED + sequence, step, is]).toEqual([SEED + sequence, step, should]);
        sent += Array.isArray(mine) ? mine.length : 0;
        escalated += Array.isArray(mine) ? mine.filter((notice) => notice.startsWith('escalated')).length : 0;
        refused += typeof mine === 'string' ? 1 : 0;
      }
    }
    // Every way is walked, or nothing is shown.
    expect(sent).toBeGreaterThan(SEQUENCES);
    expect(escalated).toBeGreaterThan(SEQUENCES / 4);
    expect(refused).toBeGreaterThan(SEQUENCES);
    process.stderr.write(
      `alert cases: seed ${SEED}, ${SEQUENCES} sequences, ${sent} notices sent, ${escalated} of them up the chain, ${refused} commands refused\n`,
    );
  }, 3_600_000);
});

const text = (value: unknown): string => canonicalize(value);

const sentBy = (events: readonly WatchEvent[]): string[] =>
  events.flatMap((event) =>
    event.type === 'notice-decided' && event.data.decision === 'send'
      ? [`${event.data.notice} → ${event.data.to.map(({ person }) => person ?? 'mailbox').join()}`]
      : [],
  );

/** One watch lived by events and, beside it, by the model. */
class Lived {
  private watch: Watch = NO_CASES;
  private readonly model: AlertModel;
  private readonly rule: RuleVersion;
  private readonly conditions = new Map<string, Condition>();
  private now = START;

  constructor(private readonly random: () => number) {
    const pendingPeriods = pick(random, [0, 0, 1, 2]);
    const standard = INITIAL_RULES['target-missed'] as RuleVersion;
    const severity = pick(random, SEVERITIES);
    this.rule = { ...standard, rule: { ...standard.rule, pendingPeriods, severity } };
    this.model = new AlertModel(pendingPeriods, severity);
  }

  /** What comes next: something is found, a person does something, or the clock looks at what nobody acknowledged. */
  steps(): [readonly string[] | string, readonly string[] | string] {
    const what = this.random();
    if (what < 0.55) return this.looks();
    return what < 0.8 ? this.handles() : this.escalates();
  }

  escalates(): [readonly string[], readonly string[]] {
    this.pass();
    const period = pick(this.random, PERIODS);
    const chain = pick(this.random, CHAINS);
    const command = { place: this.placeOf(period), chain, at: new Date(this.now).toISOString() };
    const events = escalate(command, this.watch);
    this.apply(events);
    const again = escalate(command, this.watch);
    if (again.length > 0) expect(again).toEqual([]);
    return [sentBy(events), this.model.escalate({ period, chain, now: this.now })];
  }

  looks(): [readonly string[], readonly string[]] {
    const { random } = this;
    this.pass();
    const look = this.nextLook();
    const events = this.observed(look);
    this.apply(events);
    // The same again, as after a crash: nothing more.
    const again = this.observed(look);
    if (again.length > 0) expect(again).toEqual([]);
    if (random() < 0.1) this.now += 20 * 24 * HOUR_MS;
    return [sentBy(events), this.model.look(look)];
  }

  handles(): [readonly string[] | string, readonly string[] | string] {
    this.pass();
    const place = this.placeOf(pick(this.random, PERIODS));
    const at = new Date(this.now).toISOString();
    const until = new Date(this.now + pick(this.random, [-1, 0, 5, 40, 500]) * 24 * HOUR_MS).toISOString();
    const commands: readonly HandleCase[] = [
      { type: 'AcknowledgeCase', place, at, until: pick(this.random, [until, null]), comment: null },
      { type: 'SnoozeCase', place, at, until },
      { type: 'AssignCase', place, at, to: pick(this.random, ['a', 'b', null]) },
      { type: 'CommentOnCase', place, at, text: pick(this.random, ['x', ' ']) },
      { type: 'CloseCase', place, at, cause: pick(this.random, ['x', '']) },
    ];
    const command = pick(this.random, commands);
    const result = handle(command, this.watch);
    if ('refused' in result) return [result.refused, this.modelHandles(command)];
    this.apply(result);
    return [[], this.modelHandles(command)];
  }

  state(): unknown {
    return Object.values(this.watch.cases)
      .map(({ period, state, episode, figures, handling }) => ({
        period,
        state,
        episode,
        value: figures.value,
        assignee: handling.assignee,
        closed: handling.closed !== null,
        acknowledgedUntil: handling.acknowledged === null ? 0 : Date.parse(handling.acknowledged.until),
        snoozedUntil: handling.snoozed === null ? 0 : Date.parse(handling.snoozed.until),
      }))
      .toSorted((a, b) => (a.period < b.period ? -1 : 1));
  }

  modelState(): unknown {
    return [...this.model.cases]
      .map(([period, { state, episode, value, assignee, closed, acknowledgedUntil, snoozedUntil }]) => ({
        period,
        state,
        episode,
        value,
        assignee,
        closed,
        acknowledgedUntil,
        snoozedUntil,
      }))
      .toSorted((a, b) => (a.period < b.period ? -1 : 1));
  }

  private pass(): void {
    this.now += (1 + Math.floor(this.random() * 100)) * HOUR_MS;
  }

  private nextLook(): Look {
    const { random } = this;
    const period = pick(random, PERIODS);
    const condition = pick(random, CONDITIONS);
    this.conditions.set(period, condition);
    return {
      period,
      condition,
      course: PERIODS.slice(0, PERIODS.indexOf(period) + 1).map((each) => this.conditions.get(each) ?? 'unknown'),
      value: String(Math.floor(random() * 3)),
      isCorrection: random() < 0.4,
      heldBack: pick(random, [null, null, null, 'children-tell', 'data-missing']),
      addressees: pick(random, PEOPLE),
      now: this.now,
    };
  }

  private observed({ period, condition, course, value, isCorrection, heldBack, addressees, now }: Look): readonly WatchEvent[] {
    return observe(
      {
        place: this.placeOf(period),
        rule: this.rule,
        seen: {
          condition,
          course,
          isPast: false,
          data: 'reported',
          cause: isCorrection ? CORRECTED : null,
          figures: { cell: 'T', value, target: '1', targetText: '1', result: 'missed', prognosis: null, judged: '7' },
        },
        addressees,
        heldBack: heldBack as 'children-tell' | 'data-missing' | null,
        at: new Date(now).toISOString(),
      },
      this.watch,
    );
  }

  /** As they come back from the ledger. */
  private apply(events: readonly WatchEvent[]): void {
    const recording = { at: new Date(this.now).toISOString(), actor: 'p' };
    for (const event of events) this.watch = evolveWatch(this.watch, JSON.parse(text(event)) as WatchEvent, recording);
  }

  private placeOf(period: string) {
    return { rule: 'target-missed', unit: 'u', measure: 'm', period };
  }

  private modelHandles(command: HandleCase): readonly string[] | string {
    const found = this.model.cases.get(command.place.period);
    if (!found) return 'case-unknown';
    if (command.type === 'CommentOnCase') return command.text === ' ' ? 'text-required' : [];
    if (found.closed) return 'case-closed';
    if (command.type === 'AssignCase') {
      found.assignee = command.to;
      return [];
    }
    if (command.type === 'CloseCase') {
      if (command.cause === '') return 'text-required';
      found.closed = true;
      return [];
    }
    if (found.state === 'resolved') return 'case-resolved';
    const until = command.until === null ? this.now + 14 * 24 * HOUR_MS : Date.parse(command.until);
    if (until <= this.now) return 'time-passed';
    if (until > this.now + 366 * 24 * HOUR_MS) return 'time-too-far';
    if (command.type === 'SnoozeCase') found.snoozedUntil = until;
    else [found.acknowledgedUntil, found.snoozedUntil] = [until, 0];
    return [];
  }
}
