import { evolveWatch, isOpen, type Case, type Watch } from '@styrbord/alerting/case';
import { carryOver } from '@styrbord/alerting/carrying-over';
import { observe, type Observe } from '@styrbord/alerting/evaluation';
import { watchStream, type CasePlace, type Cause, type WatchEvent } from '@styrbord/alerting/events';
import type { Observation } from '@styrbord/alerting/observation';
import type { Addressee } from '@styrbord/alerting/responsibility';
import { JUDGES_TARGETS, type Rule } from '@styrbord/alerting/rule';
import type { RuleVersion } from '@styrbord/alerting/rules';
import { unitsBelow } from '@styrbord/steering/organisation';
import { measuresBehind, type Reading } from '@styrbord/steering/views/figures';
import type { Cases } from './cases';
import { Looking, type Pair } from './looking';
import { LookingBack } from './looking-back';
import type { Succession } from './succession';

interface Options {
  readonly knowledge: Reading;
  readonly cases: Pick<Cases, 'watch' | 'rules'>;
  readonly rules: readonly RuleVersion[];
  /** Whom a notice of a measure at a unit goes to. */
  readonly addressees: (pair: Pair) => readonly Addressee[];
  readonly at: string;
  readonly succession: Succession;
}

/** What changed for a measure at a unit, by the last event that did it. */
export interface Touched extends Pair {
  readonly cause: Cause | null;
  /** The first month that may read otherwise. */
  readonly since: number;
}

/** Of what is not a value that changed. */
export const EVERY_MONTH = Number.NEGATIVE_INFINITY;

/** What the rules find, pair after pair, each on what those before it left. */
export class Finding {
  readonly events: WatchEvent[] = [];
  private readonly changed = new Map<string, Watch>();
  private readonly below = new Map<string, readonly string[]>();

  constructor(private readonly options: Options) {}

  async look({ cause, since, ...pair }: Touched): Promise<void> {
    const { rules, succession } = this.options;
    const predecessors = succession.predecessorsOf(pair.unit);
    let looking: LookingBack | null | undefined;
    for (const rule of rules) {
      const place = { ...pair, rule: rule.rule.id };
      for (const unit of predecessors) this.takeOver({ ...place, unit });
      if (!this.canHold(rule.rule, pair) && this.openCases(place).length === 0) continue;
      if (looking === undefined) looking = await this.looking(pair, predecessors);
      const isCovered = looking?.isCovered(rule.rule) ?? false;
      if (looking && isCovered)
        for (const period of looking.periodsFor(rule.rule)) {
          if (period.to < since) continue;
          const open = this.watch(place).cases[period.name];
          const from = open && isOpen(open) ? open.from : null;
          this.lookAt({ ...place, period: period.name }, rule, looking.observed(rule.rule, period, { cause, from }));
        }
      // What a rule no longer holds for is over: that is evaluated too.
      if (!isCovered) for (const one of this.openCases(place)) this.lookAt(one, rule, notWatched(one, cause));
    }
  }

  /** Of most figures nobody has said what they are to be. */
  private canHold({ isOn, kind }: Rule, { measure }: Pair): boolean {
    const targets = this.options.knowledge.structure.targets.get(measure) ?? [];
    return isOn && (targets.length > 0 || !JUDGES_TARGETS.includes(kind));
  }

  private async looking({ unit, measure }: Pair, predecessors: readonly string[]): Promise<LookingBack | null> {
    const { knowledge, at } = this.options;
    const own = await Looking.at(knowledge, { unit, measure }, at);
    if (!own) return null;
    const before = new Map<string, Looking>();
    for (const each of predecessors) {
      const looking = await Looking.at(knowledge, { unit: each, measure }, at);
      if (looking) before.set(each, looking);
    }
    return new LookingBack(own, before);
  }

  /** What is open at a unit that is no more goes on where it went: at each, where it became several. */
  private takeOver(place: Omit<CasePlace, 'period'>): void {
    const became = this.options.succession.of(place.unit);
    if (!became) return;
    const { isFlapping } = this.watch(place);
    for (const one of this.openCases(place))
      this.record(carryOver({ one, isFlapping, to: became.units, on: became.on }, (unit) => this.watch({ ...place, unit })));
  }

  private lookAt(place: CasePlace, rule: RuleVersion, seen: Observation): void {
    const { rule: id, unit, measure, period } = place;
    const own: CasePlace = { rule: id, unit, measure, period };
    const watch = this.watch(own);
    const heldBack = seen.condition === 'holds' ? this.heldBack(own) : null;
    const { addressees, at } = this.options;
    const command: Observe = {
      place: own,
      rule,
      seen,
      // Most of the time nobody is told.
      get addressees() {
        return addressees({ unit, measure });
      },
      heldBack,
      at,
    };
    this.record(observe(command, watch));
  }

  private record(events: readonly WatchEvent[]): void {
    const recording = { at: this.options.at, actor: 'styrbord' };
    for (const event of events) this.changed.set(watchStream(event.data), evolveWatch(this.watch(event.data), event, recording));
    this.events.push(...events);
  }

  private openCases(place: Omit<CasePlace, 'period'>): Case[] {
    return Object.values(this.watch(place).cases).filter(isOpen);
  }

  private heldBack(place: CasePlace): 'children-tell' | 'data-missing' | null {
    if (this.childrenTell(place)) return 'children-tell';
    return this.dataIsMissing(place) ? 'data-missing' : null;
  }

  /** Whether a report that the figure derives from, of a unit below or of an operand, is told to be missing. */
  private dataIsMissing({ unit, measure, period, rule }: CasePlace): boolean {
    const { cases, knowledge } = this.options;
    const missing = Object.values(cases.rules).filter((one) => one.rule.kind === 'report-missing' && one.rule.isOn && one.rule.id !== rule);
    if (missing.length === 0) return false;
    const behind = measuresBehind(knowledge.structure, measure);
    return missing.some((one) =>
      [unit, ...this.unitsBelow(unit)].some((at) =>
        behind.some((of) => {
          const found = this.watch({ rule: one.rule.id, unit: at, measure: of }).cases[period];
          return found !== undefined && isOpen(found) && found.state === 'breached';
        }),
      ),
    );
  }

  /** Whether somebody has been told of the same at a unit below. */
  private childrenTell({ unit, ...rest }: CasePlace): boolean {
    return this.unitsBelow(unit).some((below) => {
      const found = this.watch({ ...rest, unit: below }).cases[rest.period];
      return found !== undefined && isOpen(found) && found.told.length > 0;
    });
  }

  private unitsBelow(unit: string): readonly string[] {
    const known = this.below.get(unit);
    if (known) return known;
    const found = unitsBelow(this.options.knowledge.structure.organisation, unit).flatMap(({ id }) => (id === unit ? [] : [id]));
    this.below.set(unit, found);
    return found;
  }

  private watch(place: Omit<CasePlace, 'period'>): Watch {
    return this.changed.get(watchStream(place)) ?? this.options.cases.watch(place);
  }
}

function notWatched({ data, figures }: Case, cause: Cause | null): Observation {
  return { condition: 'not-watched', course: ['not-watched'], isPast: false, data, figures, cause };
}
