import { Body, Controller, Get, HttpCode, Inject, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  checkRule,
  RULE_KINDS,
  SEVERITIES,
  type Rule,
  type RuleGiven,
  type RuleKind,
  type RuleWorld,
  type Severity,
} from '@styrbord/alerting/rule';
import { ruleOf, setRule } from '@styrbord/alerting/rules';
import { Access, Allow, CurrentPrincipal } from '@styrbord/service/access';
import { Answers, object, pageOfItems, PLACE } from '@styrbord/service/answers';
import { Command, type CommandContext } from '@styrbord/service/command-context';
import { DecimalValue, Flag, Id, NameText, OneOf, Optional, Part, Whole } from '@styrbord/service/fields';
import { ProblemError } from '@styrbord/service/problem';
import type { Principal } from '@styrbord/service/roles';
import { CLOCK, ORGANISATION, type Clock, type LedgerPlace, type OrganisationNow } from '@styrbord/service/tokens';
import type { PlanPerspective } from '@styrbord/steering/plan';
import type { Name } from '@styrbord/steering/scorecard';
import { measureOf } from '@styrbord/steering/structure';
import { Knowledge } from '@styrbord/steering/views/knowledge';
import { RULE, TRIAL } from './alert-answers';
import { AlertDesk } from './alert-desk';
import { Cases } from './cases';
import { Evaluator } from './evaluator';
import { tryRule, type Trial } from './trial';

const TRIAL_MONTHS = 24;
const TRIAL_MONTHS_MAX = 120;

/** Where it holds: everywhere, where nothing is said. */
class ScopePart {
  /** With everything below it. */
  @Optional()
  @Id()
  readonly unit?: string;

  @Optional()
  @Id()
  readonly perspective?: string;

  @Optional()
  @Id()
  readonly measure?: string;
}

class BandPart {
  @DecimalValue()
  readonly width!: string;

  @OneOf(['measure', 'percent'])
  readonly unit!: 'measure' | 'percent';
}

class DuePart {
  @Whole({ max: 1_000 })
  readonly days!: number;

  @OneOf(['calendar-days', 'working-days'])
  readonly count!: 'calendar-days' | 'working-days';

  @Whole({ max: 1_000 })
  readonly graceDays!: number;
}

class RuleBody {
  @Id()
  readonly id!: string;

  @OneOf(RULE_KINDS)
  readonly kind!: RuleKind;

  @NameText()
  readonly name!: Name;

  @Optional()
  @Part(() => ScopePart)
  readonly scope?: ScopePart;

  @OneOf(SEVERITIES)
  readonly severity!: Severity;

  @Optional()
  @Flag()
  readonly isOn?: boolean;

  @Optional()
  @Whole({ max: 1_000 })
  readonly pendingPeriods?: number;

  /** Of *target missed*: how far past its target a value must come before the breach is over. */
  @Optional()
  @Part(() => BandPart)
  readonly band?: BandPart;

  /** Of *report missing*: when a report is late. */
  @Optional()
  @Part(() => DuePart)
  readonly due?: DuePart;
}

class TrialBody extends RuleBody {
  @Optional()
  @Whole({ min: 1, max: TRIAL_MONTHS_MAX })
  readonly months?: number;
}

@ApiTags('alerts')
@Controller('alert-rules')
export class AlertRulesController {
  constructor(
    private readonly cases: Cases,
    private readonly desk: AlertDesk,
    private readonly evaluator: Evaluator,
    private readonly knowledge: Knowledge,
    private readonly access: Access,
    @Inject(ORGANISATION) private readonly organisation: OrganisationNow,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** Those that hold for units that are seen: of these, of units above them, and everywhere. */
  @Get()
  @Answers(pageOfItems(RULE))
  @Allow('read-scorecards')
  async list(@CurrentPrincipal() principal: Principal): Promise<object> {
    await this.cases.catchUp();
    const { units } = principal;
    const seen = Object.values(this.cases.rules).filter(
      ({ rule: { scope } }) =>
        scope.unit === null ||
        this.access.sees(principal, scope.unit) ||
        (units !== 'all' && units.some((own) => this.organisation.isWithin(own, [scope.unit as string]))),
    );
    return {
      items: seen.map(({ rule, version }) => ({ ...rule, version, perspectiveName: this.perspectiveName(rule.scope.perspective) })),
      next: null,
    };
  }

  /** Makes a rule, or sets it anew; every measure it holds for is looked at again. */
  @Put()
  @Answers(object(PLACE))
  @Allow('steer')
  async put(@Body() body: RuleBody, @CurrentPrincipal() principal: Principal, @Command() command: CommandContext): Promise<LedgerPlace> {
    const given = givenOf(body);
    this.requireScope(principal, given.scope.unit);
    await this.cases.catchUp();
    const before = ruleOf(this.cases.rules, given.id);
    if (before) this.requireScope(principal, before.rule.scope.unit);
    const place = await this.desk.take(() => setRule(given, this.cases.rules, this.world()), command);
    this.evaluator.evaluateSoon();
    return place;
  }

  /** What the rule would have told in the last months, 24 unless said. Nothing is stored. */
  @Post('trial')
  @HttpCode(200)
  @Answers(TRIAL)
  @Allow('steer')
  async try(@Body() { months, ...body }: TrialBody, @CurrentPrincipal() principal: Principal): Promise<Trial> {
    const given = givenOf({ ...body, isOn: true });
    if (given.scope.unit !== null) this.access.requireUnit(principal, given.scope.unit, '/scope/unit');
    const rule = checkRule(given, this.world());
    if ('refused' in rule) throw ProblemError.refused(rule);
    const pairs = this.evaluator.everything().filter(({ unit }) => this.access.sees(principal, unit));
    return tryRule(rule satisfies Rule, this.knowledge, { pairs, months: months ?? TRIAL_MONTHS, now: new Date(this.now()).toISOString() });
  }

  /** As the plan that was adopted last calls it. */
  private perspectiveName(id: string | null): Name | null {
    return [...this.perspectives()].findLast((perspective) => perspective.id === id && perspective.name !== null)?.name ?? null;
  }

  private *perspectives(): Iterable<PlanPerspective> {
    for (const { versions } of this.knowledge.structure.plans.values()) yield* versions.at(-1)?.plan.perspectives ?? [];
  }

  /** Who sees some units sets rules for those, not for everybody. */
  private requireScope(principal: Principal, unit: string | null): void {
    if (unit !== null) this.access.requireUnit(principal, unit, '/scope/unit');
    else if (principal.units !== 'all')
      throw new ProblemError('needs-whole-organisation', {
        status: 403,
        errors: [{ code: 'needs-whole-organisation', pointer: '/scope/unit', given: principal.role }],
      });
  }

  private world(): RuleWorld {
    const { structure } = this.knowledge;
    return {
      unitExists: (unit) => structure.organisation.units[unit] !== undefined,
      perspectiveExists: (id) => [...this.perspectives()].some((perspective) => perspective.id === id),
      measureKind: (measure) => measureOf(structure, measure)?.kind ?? null,
    };
  }
}

/** Null and absent are the same. */
function givenOf({ id, kind, name, scope, severity, isOn, pendingPeriods, band, due }: RuleBody): RuleGiven {
  return {
    id,
    kind,
    name: { ...name },
    scope: { unit: scope?.unit ?? null, perspective: scope?.perspective ?? null, measure: scope?.measure ?? null },
    severity,
    isOn: isOn ?? true,
    pendingPeriods: pendingPeriods ?? 0,
    band: band ? { ...band } : null,
    due: due ? { ...due } : null,
  };
}
