import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { recordedOf } from '@styrbord/eventsourcing/commit';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { CommitNo, Ledger, Recorded } from '@styrbord/eventsourcing/ledger';
import type { ViewReader } from '@styrbord/eventsourcing/view-reader';
import { Waiters } from '@styrbord/eventsourcing/waiters';
import { handlingAt, isOpen } from '@styrbord/alerting/case';
import { dayOf } from '@styrbord/alerting/deadline';
import { escalate, type Escalate } from '@styrbord/alerting/escalation';
import type { Cause, WatchEvent } from '@styrbord/alerting/events';
import { addresseesOf, chainOf, type Told } from '@styrbord/alerting/responsibility';
import type { RuleVersion } from '@styrbord/alerting/rules';
import { EVALUATED, HEARTBEAT, type Evaluated } from '@styrbord/service/alerts-watch';
import type { Turn } from '@styrbord/service/stores';
import type { Clock } from '@styrbord/service/tokens';
import { concernOf } from '@styrbord/steering/concerning';
import type { DateText } from '@styrbord/steering/events';
import { ancestorsOf, unitsBelow } from '@styrbord/steering/organisation';
import { parsePeriod } from '@styrbord/steering/period';
import { measuresOf } from '@styrbord/steering/plan';
import type { Structure } from '@styrbord/steering/structure';
import { measuresMadeOf } from '@styrbord/steering/views/figures';
import type { Knowledge } from '@styrbord/steering/views/knowledge';
import { FOLDED_INTO } from '@styrbord/steering/views/recorded';
import type { Logger } from 'pino';
import type { AlertDesk } from './alert-desk';
import type { Cases } from './cases';
import { EVERY_MONTH, Finding, type Touched } from './finding';
import type { Pair } from './looking';
import { Rest } from './rest';
import type { Seeing } from './seeing';
import { Succession } from './succession';

interface Options {
  readonly knowledge: Knowledge;
  readonly structure: ViewReader;
  /** Whose documents say which measures are reported where. */
  readonly series: ViewReader;
  /** The steering ledger. */
  readonly ledger: Ledger;
  readonly documents: Documents;
  readonly cases: Cases;
  readonly desk: AlertDesk;
  readonly seeing: Seeing;
  /** Others only read what one finds. */
  readonly turn: Turn;
  readonly now: Clock;
  readonly log: Logger;
}

/** Lost, everything is evaluated again, and finds what it has found. */
const NOTHING: Evaluated = { no: 0, rules: {} };
const EVENTS_AT_ONCE = 900;
const RETRY_MS = 1_000;
/** Who waits for another process asks it so often how far it has come. */
const ASK_MS = 50;
/** Sooner than anyone takes it for dead. */
const BEAT_MS = 30_000;
/** The screens that show the board come first; what is saved meanwhile is looked at together. */
const AFTER_SAVE_MS = 50;

/** Looks at what each commit of the steering ledger touched, with every rule that is on, and records what is found. */
export class Evaluator {
  private evaluated = NOTHING;
  private readonly pairs = new Map<string, Pair>();
  private reach: { readonly structure: Structure; readonly of: number; readonly pairs: readonly Pair[] } | undefined;
  private readonly waiters = new Waiters();
  private work: Promise<void> = Promise.resolve();
  private retry: NodeJS.Timeout | undefined;
  private afterSave: NodeJS.Timeout | undefined;
  private wanted = false;
  private lookedOn = '';
  private beatAt = 0;

  constructor(private readonly options: Options) {}

  /** Once the views have started. */
  async start(): Promise<void> {
    const { cases, structure, series, turn } = this.options;
    await cases.load();
    await this.follow();
    for await (const { id } of series.scan('')) this.meet(id);
    series.onSaved(({ documents: saved }) => {
      for (const { id } of saved) this.meet(id);
      this.evaluateAfterSave();
    });
    // Whichever view comes last to a commit.
    structure.onSaved(() => this.evaluateAfterSave());
    turn.onTaken(() => void this.takeOver());
  }

  /** The commit of the steering ledger up to which every case is found, and what it speaks of is known here. */
  get no(): CommitNo {
    return Math.min(this.evaluated.no, this.options.knowledge.no);
  }

  /** Whether something is known here that is not evaluated. */
  get isBehind(): boolean {
    return this.evaluated.no < this.options.knowledge.no;
  }

  async waitFor(no: CommitNo, timeoutMs: number): Promise<boolean> {
    if (this.options.turn.isOurs()) return no <= this.no || this.waiters.wait(no, timeoutMs);
    for (const until = performance.now() + timeoutMs; performance.now() < until; await pause(ASK_MS)) {
      await this.follow();
      if (no <= this.no) return true;
    }
    return false;
  }

  /** As far as whoever evaluates says, with what was found until then. */
  async follow(): Promise<void> {
    const { documents, cases } = this.options;
    const stored = await documents.get(EVALUATED.collection, EVALUATED.id);
    await cases.catchUp();
    this.evaluated = (stored?.body ?? NOTHING) as unknown as Evaluated;
    this.waiters.reached(this.no);
  }

  /** When a view has come further, or a rule was set. */
  evaluateSoon(): void {
    if (this.wanted) return;
    this.wanted = true;
    void this.inTurn(async () => {
      this.wanted = false;
      await this.evaluate();
    });
  }

  /** What time alone brings about: a snooze that has ended, what nobody acknowledges, and at the first look of a day reports that are late. */
  tick(): Promise<void> {
    return this.inTurn(async () => {
      const { cases, now, turn } = this.options;
      if (!turn.isOurs()) return;
      // A command may have been done by one that could not reach this one.
      await cases.lookAgain();
      await this.lookAgain();
      const at = new Date(now()).toISOString();
      const woken = [...cases.all()].filter((one) => isOpen(one) && one.held === 'snoozed' && handlingAt(one, at) !== 'snoozed');
      await this.found(woken.map(untouched), () => true);
      await this.escalated(at);
      await this.newDay(at);
      await this.beat();
    });
  }

  /** At the first look of a day: units that have gone, and reports that are late. */
  private async newDay(at: string): Promise<void> {
    const today = dayOf(at);
    if (today === this.lookedOn) return;
    const { succession } = this;
    const left = [...this.options.cases.all()].filter((one) => isOpen(one) && succession.of(one.unit) !== null);
    await this.found(left.map(untouched), () => true);
    await this.found(this.everything(), ({ rule }) => rule.kind === 'report-missing');
    this.lookedOn = today;
  }

  async settled(): Promise<void> {
    clearTimeout(this.retry);
    clearTimeout(this.afterSave);
    await this.work;
  }

  /** From where the last one left off. */
  private takeOver(): Promise<void> {
    return this.inTurn(async () => {
      await this.follow();
      // A ledger put back to an older copy is looked at from its start.
      if ((await this.options.ledger.head()).no < this.evaluated.no) this.evaluated = NOTHING;
      await this.evaluate();
    });
  }

  private evaluateAfterSave(): void {
    this.afterSave ??= setTimeout(() => {
      this.afterSave = undefined;
      this.evaluateSoon();
    }, AFTER_SAVE_MS).unref();
  }

  /** One at a time; what could not be done is begun again after a while. */
  private inTurn(act: () => Promise<void>): Promise<void> {
    this.work = this.work.then(act).catch((err: unknown) => {
      this.options.log.warn({ err }, 'alerts could not be evaluated');
      this.retry ??= setTimeout(() => {
        this.retry = undefined;
        this.evaluateSoon();
      }, RETRY_MS).unref();
    });
    return this.work;
  }

  private async evaluate(): Promise<void> {
    const { knowledge, ledger, turn } = this.options;
    if (!turn.isOurs()) return;
    while (this.evaluated.no < knowledge.no) {
      const to = knowledge.no;
      const rest = new Rest();
      const touched = new Map<string, Touched>();
      for await (const commit of ledger.read(this.evaluated.no + 1, to)) {
        for (const recorded of recordedOf(commit)) for (const one of this.touchedBy(recorded)) merge(touched, one);
        await rest.ifDue();
      }
      await this.found([...touched.values()], () => true);
      await this.evaluatedTo({ ...this.evaluated, no: to });
    }
    await this.lookAgain();
  }

  /** Everything, with the rules that were set since it was last looked at. */
  private async lookAgain(): Promise<void> {
    const { rules } = this.options.cases;
    const versions = Object.fromEntries(Object.values(rules).map(({ rule, version }) => [rule.id, version]));
    const isSet = ({ rule, version }: RuleVersion): boolean => version !== (this.evaluated.rules[rule.id] ?? 0);
    if (!Object.values(rules).some(isSet)) return;
    await this.found(this.everything(), isSet);
    await this.evaluatedTo({ ...this.evaluated, rules: versions });
  }

  private async evaluatedTo(evaluated: Evaluated): Promise<void> {
    await this.options.documents.put(EVALUATED.collection, EVALUATED.id, { ...evaluated, rules: { ...evaluated.rules } });
    this.evaluated = evaluated;
    this.waiters.reached(evaluated.no);
  }

  /**
   * Pairs that may read otherwise after an event. A value is of its unit and of those above, everything else of those below too,
   * and where units lie of all; what holds for a measure, of all whose formulas lead to it.
   */
  private *touchedBy({ no, index, fact: { type, data, meta } }: Recorded): Iterable<Touched> {
    const folded = FOLDED_INTO[type as keyof typeof FOLDED_INTO] as string | null | undefined;
    const concern = folded === null || folded === undefined ? null : concernOf(type, data);
    if (!concern) return;
    const cause: Cause = { no, index, type, actor: meta.actor, reason: meta.reason ?? null };
    const { structure } = this.options.knowledge;
    const { organisation } = structure;
    if (folded === 'series') {
      const { unit, measure, period } = data as { unit: string; measure: string; period?: string };
      const since = (period === undefined ? null : parsePeriod(period))?.from ?? EVERY_MONTH;
      for (const each of [unit, ...ancestorsOf(organisation, unit)])
        for (const made of measuresMadeOf(structure, measure)) yield { unit: each, measure: made, cause, since };
      return;
    }
    const units = new Set(concern.units.flatMap((unit) => [unit, ...unitsBelow(organisation, unit).map(({ id }) => id)]));
    // What they came of goes where they go; totals change where a unit comes, and where it was.
    if (folded === 'organisation') {
      const { succession } = this;
      for (const unit of concern.units.flatMap((each) => succession.predecessorsOf(each))) units.add(unit);
      for (const unit of [...concern.units, ...formerParent(data)])
        for (const above of [unit, ...ancestorsOf(organisation, unit)]) units.add(above);
    }
    const measures = concern.measure === null ? null : measuresMadeOf(structure, concern.measure);
    for (const pair of this.reached())
      if ((concern.units.length === 0 || units.has(pair.unit)) && (measures === null || measures.includes(pair.measure)))
        yield { ...pair, cause, since: EVERY_MONTH };
  }

  /** Looks at each pair with each rule, lowest units first, and records what is found, some hundred events at a time. */
  private async found(touched: readonly Touched[], isAsked: (rule: RuleVersion) => boolean): Promise<void> {
    const { knowledge, cases, desk, seeing, now } = this.options;
    const { organisation } = knowledge.structure;
    if (touched.length > 0) await seeing.look();
    const { succession } = this;
    const succeeding = new Map<string, Touched>();
    for (const one of touched) for (const unit of succession.of(one.unit)?.units ?? [one.unit]) merge(succeeding, { ...one, unit });
    const depths = new Map([...succeeding.values()].map(({ unit }) => [unit, ancestorsOf(organisation, unit).length]));
    const depth = ({ unit }: Pair): number => depths.get(unit) ?? 0;
    let left = [...succeeding.values()].toSorted((a, b) => depth(b) - depth(a));
    const rest = new Rest();
    while (left.length > 0) {
      const after = cases.no;
      const rules = Object.values(cases.rules).filter(isAsked);
      const at = new Date(now()).toISOString();
      const day = dayOf(at);
      const addressees = (pair: Pair) => addresseesOf(cases.answering.people, this.toldOf(pair, day));
      const finding = new Finding({ knowledge, cases, rules, addressees, at, succession });
      let looked = 0;
      while (looked < left.length && finding.events.length < EVENTS_AT_ONCE) {
        await finding.look(left[looked++] as Touched);
        await rest.ifDue();
      }
      if (now() - this.beatAt >= BEAT_MS) await this.beat();
      // Where a person was first, it is looked at again as they left it.
      if (finding.events.length === 0 || (await desk.record(finding.events, { id: `evaluation/${randomUUID()}`, after })))
        left = left.slice(looked);
    }
  }

  /** Tells whoever watches that this one is at work. */
  private async beat(): Promise<void> {
    const { documents, now } = this.options;
    this.beatAt = now();
    await documents.put(HEARTBEAT.collection, HEARTBEAT.id, { at: new Date(this.beatAt).toISOString() });
  }

  /** Goes a step up with what nobody has acknowledged in time. */
  private async escalated(at: string): Promise<void> {
    const { cases, desk, seeing } = this.options;
    await seeing.look();
    const after = cases.no;
    const day = dayOf(at);
    const chain = (pair: Pair) => chainOf(cases.answering.people, this.toldOf(pair, day));
    const events: WatchEvent[] = [];
    const rest = new Rest();
    for (const { rule, unit, measure, period, state } of cases.all()) {
      await rest.ifDue();
      if (state !== 'breached') continue;
      const place = { rule, unit, measure, period };
      const command: Escalate = {
        place,
        at,
        get chain() {
          return chain(place);
        },
      };
      events.push(...escalate(command, cases.watch(place)));
      if (events.length >= EVENTS_AT_ONCE) break;
    }
    // What is left, and where a person was first, comes with the next minute.
    if (events.length > 0) await desk.record(events, { id: `escalation/${randomUUID()}`, after });
  }

  private get succession(): Succession {
    const { knowledge, now } = this.options;
    return Succession.of(knowledge.structure.organisation, dayOf(new Date(now()).toISOString()));
  }

  private toldOf({ unit, measure }: Pair, day: DateText): Told {
    const { knowledge, seeing } = this.options;
    const units = [unit, ...ancestorsOf(knowledge.structure.organisation, unit)];
    return { measure, units, day, sees: (person) => seeing.sees(person, { unit, measure }) };
  }

  /** Every measure with values, recorded or made of others, and what plans ask their own units for. */
  everything(): Touched[] {
    const { plans } = this.options.knowledge.structure;
    const asked = [...plans.values()].flatMap(({ versions }) => {
      const plan = versions.at(-1)?.plan;
      return plan ? measuresOf(plan).map((measure): Pair => ({ unit: plan.unit, measure })) : [];
    });
    const all = new Map([...this.reached(), ...asked].map((pair) => [keyOf(pair), pair]));
    return [...all.values()].map(untouched);
  }

  /** Pairs with values of their own, and those that values are made at: the units above, and what formulas make of the measure. */
  private reached(): readonly Pair[] {
    const { structure } = this.options.knowledge;
    // No pair is ever taken away.
    const isSame = this.reach?.structure === structure && this.reach.of === this.pairs.size;
    if (this.reach && isSame) return this.reach.pairs;
    const all = new Map(this.pairs);
    for (const { unit, measure } of this.pairs.values())
      for (const above of [unit, ...ancestorsOf(structure.organisation, unit)])
        for (const made of measuresMadeOf(structure, measure)) {
          const pair = { unit: above, measure: made };
          if (!all.has(keyOf(pair))) all.set(keyOf(pair), pair);
        }
    this.reach = { structure, of: this.pairs.size, pairs: [...all.values()] };
    return this.reach.pairs;
  }

  private meet(id: string): void {
    const [unit, measure] = id.split('/');
    if (unit !== undefined && measure !== undefined) this.pairs.set(id, { unit, measure });
  }
}

const keyOf = ({ unit, measure }: Pair): string => `${unit}/${measure}`;

/** Of a unit that was moved. */
function formerParent(data: unknown): string[] {
  const { before } = data as { readonly before?: unknown };
  return typeof before === 'string' ? [before] : [];
}

const untouched = ({ unit, measure }: Pair): Touched => ({ unit, measure, cause: null, since: EVERY_MONTH });

/** The last event of a pair is its cause; the earliest month is where it begins to read otherwise. */
function merge(touched: Map<string, Touched>, one: Touched): void {
  const key = keyOf(one);
  touched.set(key, { ...one, since: Math.min(one.since, touched.get(key)?.since ?? one.since) });
}
