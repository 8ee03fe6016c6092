import type { Cause } from '@styrbord/alerting/events';
import { read, UNREADABLE, type Condition, type Observation, type Reading } from '@styrbord/alerting/observation';
import { isOverdue } from '@styrbord/alerting/deadline';
import { periodsOf, readPeriods } from '@styrbord/alerting/reporting-periods';
import { covers, type Rule } from '@styrbord/alerting/rule';
import type { Measure } from '@styrbord/steering/measure';
import { ancestorsOf } from '@styrbord/steering/organisation';
import type { Period, PeriodName } from '@styrbord/steering/period';
import type { PlanPerspective } from '@styrbord/steering/plan';
import { filled, type Figures } from '@styrbord/steering/computed';
import { row } from '@styrbord/steering/row';
import type { Row } from '@styrbord/steering/scorecard';
import { periodsIn } from '@styrbord/steering/series';
import { measureOf, planFor, type PlanInForce, type Structure } from '@styrbord/steering/structure';
import { shownValue } from '@styrbord/steering/value';
import { figuresOf, type Reading as Known } from '@styrbord/steering/views/figures';

/** So many earlier periods decide whether a breach is news. */
const COURSE_PERIODS = 12;

export interface Pair {
  readonly unit: string;
  readonly measure: string;
}

/** A measure at a unit as alerts look at it: which periods there are, and each one's row, read once. */
export class Looking {
  private readonly rows = new Map<string, Row>();

  private constructor(
    private readonly structure: Structure,
    private readonly figures: Figures,
    private readonly pair: Pair,
    private readonly measure: Measure,
    private readonly now: string,
    /** With values, oldest first. */
    readonly periods: readonly Period[],
  ) {}

  /** Null for what no board shows by itself: a companion, and what does not exist. */
  static async at(knowing: Known, pair: Pair, now: string): Promise<Looking | null> {
    const { structure } = knowing;
    const measure = measureOf(structure, pair.measure);
    if (!measure || measure.companionOf !== null || !structure.organisation.units[pair.unit]) return null;
    const figures = await figuresOf(knowing, pair.unit, measure);
    const periods = readPeriods(measure, periodsIn(filled(figures, measure, null)));
    return new Looking(structure, figures, pair, measure, now, periods);
  }

  /** Whether the rule holds here; what was meant with a unit that is no more goes on at what it became. */
  isCovered(rule: Rule, predecessors: readonly string[] = []): boolean {
    const { unit, measure } = this.pair;
    const perspectives = rule.scope.perspective === null ? [] : this.perspectives();
    const units = [unit, ...predecessors, ...ancestorsOf(this.structure.organisation, unit)];
    return covers(rule, { units, measure, perspectives });
  }

  /** What the rule finds, period by period; for missing reports also where nothing is recorded. */
  periodsFor(rule: Rule): readonly Period[] {
    if (rule.kind !== 'report-missing') return this.periods;
    const [year] = this.now.split('-').map(Number) as [number];
    const due = [year - 1, year].flatMap((each) => periodsOf(this.measure, each)).filter((one) => this.enteredAt(one) !== null);
    const all = new Map([...this.periods, ...due].map((one) => [one.name, one]));
    return [...all.values()].toSorted((a, b) => a.to - b.to || a.from - b.from);
  }

  /** What a cell came to period by period, up to one, the oldest first; null where nothing was. */
  values(cell: string, upTo: PeriodName, count: number): readonly (string | null)[] {
    const last = this.periods.find(({ name }) => name === upTo);
    if (!last) return [];
    const shown = this.periods.filter(({ to, from }) => to <= last.to && to - from === last.to - last.from).slice(-count);
    const { figures, measure } = this;
    return shown.map((period) => shownValue(filled(figures, measure, period), measure, cell, period)?.text ?? null);
  }

  /** A period as a rule sees it, with what went before. */
  observed(rule: Rule, period: Period, cause: Cause | null): Observation {
    const reading = this.reading(rule, period);
    const course = (): readonly Condition[] => this.course(rule, period, reading);
    return {
      ...reading,
      // Rows of earlier periods are read only where they decide something.
      get course() {
        return course();
      },
      isPast: this.isPast(period),
      cause,
    };
  }

  isPast(period: Period): boolean {
    return this.periods.some(({ to }) => to > period.to);
  }

  private reading(rule: Rule, period: Period): Reading {
    try {
      return read(rule, this.row(period), this.isOverdue(rule, period));
    } catch {
      return UNREADABLE;
    }
  }

  /** Conditions up to a period, the last one's last. */
  private course(rule: Rule, period: Period, reading: Reading): readonly Condition[] {
    const earlier = this.periodsFor(rule)
      .filter((one) => one.to < period.to)
      .slice(-COURSE_PERIODS);
    return [...earlier.map((one) => this.reading(rule, one).condition), reading.condition];
  }

  private row(period: Period): Row {
    const known = this.rows.get(period.name);
    if (known) return known;
    const { structure, figures, measure } = this;
    const found = row({ structure, ...figures, unit: this.pair.unit, measure, period });
    this.rows.set(period.name, found);
    return found;
  }

  private isOverdue(rule: Rule, period: Period): boolean {
    if (rule.kind !== 'report-missing') return false;
    const enteredAt = this.enteredAt(period);
    return enteredAt !== null && isOverdue(period, rule.due, { enteredAt, now: this.now });
  }

  /** When both the plan that asks for the measure and the measure were entered; null where no plan does. */
  private enteredAt(period: Period): string | null {
    const { plans, measures } = this.structure;
    const inForce = planFor(this.structure, this.pair.unit, period);
    if (!inForce || perspectivesWith(inForce, this.pair.measure).length === 0) return null;
    const entered = [plans.get(inForce.plan.id)?.versions[0]?.at, measures.get(this.pair.measure)?.versions[0]?.at];
    return entered.reduce<string>((latest, at) => (at !== undefined && at > latest ? at : latest), '');
  }

  private perspectives(): string[] {
    const [latest] = this.periods.slice(-1);
    const inForce = latest ? planFor(this.structure, this.pair.unit, latest) : null;
    return inForce ? perspectivesWith(inForce, this.pair.measure).map(({ id }) => id) : [];
  }
}

function perspectivesWith({ plan }: PlanInForce, measure: string): PlanPerspective[] {
  return (plan.perspectives ?? []).filter(({ goals }) =>
    goals?.some(({ factors }) => factors?.some(({ measures }) => measures?.some((one) => one.measure === measure))),
  );
}
