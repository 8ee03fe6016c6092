import { Body, Controller, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Json } from '@styrbord/proof/canonical';
import { Allow, CurrentPrincipal } from '@styrbord/service/access';
import { BuildsOnRead, Command, type CommandContext } from '@styrbord/service/command-context';
import { Id } from '@styrbord/service/fields';
import { ProblemError } from '@styrbord/service/problem';
import type { Principal } from '@styrbord/service/roles';
import { CLOCK, type Clock } from '@styrbord/service/tokens';
import { changeItem, completePlan, targetItem } from '@styrbord/steering/document';
import type { Item } from '@styrbord/steering/steering';
import { resultOf } from './answers';
import { AbsenceBody, CommentBody, JudgementBody, JudgementPlaceBody, LimitsBody, TargetBody } from './bodies/follow-up.body';
import { PutPlanBody, PutUnitBody, UnitChangeBody } from './bodies/structure.body';
import { Clerk, type Request } from './clerk';
import { stockholmDate } from './desk';
import { FollowUpOrder, OrganisationOrder, PlanOrder } from './orders';
import { answerOf } from './settled-answer';
import { Answers, object, PLACE, TEXT } from '@styrbord/service/answers';

class IdPath {
  @Id()
  readonly id!: string;
}

const DONE = object({ ...PLACE, result: TEXT });

/** Plans, targets, units, absences, comments: one command a route, at least one event each. */
@ApiTags('writing')
@BuildsOnRead()
@Controller()
export class SteeringController {
  constructor(
    private readonly clerk: Clerk,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Put('plans/:id')
  @Answers(DONE)
  @Allow('steer')
  putPlan(
    @Param() { id }: IdPath,
    @Body() body: PutPlanBody,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
  ): Promise<object> {
    sameId(id, body.id);
    const plan = completePlan({ ...body, id });
    return this.take(PlanOrder, { principal, command }, { pointer: '', command: { type: 'PutPlan', plan }, decision: plan.decision });
  }

  @Put('targets')
  @Answers(DONE)
  @Allow('steer')
  putTarget(@Body() body: TargetBody, @CurrentPrincipal() principal: Principal, @Command() command: CommandContext): Promise<object> {
    return this.take(FollowUpOrder, { principal, command }, targetItem(body, '', false));
  }

  @Put('units/:id')
  @Answers(DONE)
  @Allow('organise')
  putUnit(
    @Param() { id }: IdPath,
    @Body() body: PutUnitBody,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
  ): Promise<object> {
    sameId(id, body.id);
    const { name, kind, parent = null, provider, setting = null, from = null, decision = null } = body;
    const today = stockholmDate(this.now());
    return this.take(
      OrganisationOrder,
      { principal, command },
      {
        pointer: '',
        command: { type: 'DescribeUnit', unit: id, name, kind, parent, provider: provider ?? 'own', setting, from, today },
        decision,
      },
    );
  }

  @Post('units/changes')
  @Answers(DONE)
  @HttpCode(200)
  @Allow('organise')
  changeUnits(@Body() body: UnitChangeBody, @CurrentPrincipal() principal: Principal, @Command() command: CommandContext): Promise<object> {
    return this.take(OrganisationOrder, { principal, command }, changeItem(body, ''));
  }

  @Post('absences')
  @Answers(DONE)
  @HttpCode(200)
  @Allow('record-measurements')
  markAbsent(@Body() body: AbsenceBody, @CurrentPrincipal() principal: Principal, @Command() command: CommandContext): Promise<object> {
    const { measure, unit, from, to = null, reason, by = null, text = null } = body;
    return this.take(
      FollowUpOrder,
      { principal, command },
      { pointer: '', command: { type: 'MarkAbsent', measure, unit, from, to, reason, by, text }, decision: null },
    );
  }

  /** New limits after a real change, approved with a reason. */
  @Post('limits')
  @Answers(DONE)
  @HttpCode(200)
  @Allow('steer')
  renewLimits(@Body() body: LimitsBody, @CurrentPrincipal() principal: Principal, @Command() command: CommandContext): Promise<object> {
    return this.take(FollowUpOrder, { principal, command }, limitsItem('RenewLimits', body));
  }

  @Post('limits/withdrawals')
  @Answers(DONE)
  @HttpCode(200)
  @Allow('steer')
  withdrawLimits(@Body() body: LimitsBody, @CurrentPrincipal() principal: Principal, @Command() command: CommandContext): Promise<object> {
    return this.take(FollowUpOrder, { principal, command }, limitsItem('WithdrawLimits', body));
  }

  /** A person's judgement of a goal or perspective, beside its counts, with a reason. */
  @Post('judgements')
  @Answers(DONE)
  @HttpCode(200)
  @Allow('steer')
  signJudgement(
    @Body() body: JudgementBody,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
  ): Promise<object> {
    const { plan, unit, period, level, node, result, reason } = body;
    const order = { type: 'SignJudgement' as const, plan, unit, period, level, node, result, reason };
    return this.take(PlanOrder, { principal, command }, { pointer: '', command: order, decision: null });
  }

  @Post('judgements/withdrawals')
  @Answers(DONE)
  @HttpCode(200)
  @Allow('steer')
  withdrawJudgement(
    @Body() { plan, unit, period, level, node, reason }: JudgementPlaceBody,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
  ): Promise<object> {
    const order = { type: 'WithdrawJudgement' as const, plan, unit, period, level, node, reason };
    return this.take(PlanOrder, { principal, command }, { pointer: '', command: order, decision: null });
  }

  @Post('comments')
  @Answers(DONE)
  @HttpCode(200)
  @Allow('record-measurements')
  comment(
    @Body() { measure, unit, period, text }: CommentBody,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
  ): Promise<object> {
    return this.take(
      FollowUpOrder,
      { principal, command },
      { pointer: '', command: { type: 'WriteComment', measure, unit, period, text }, decision: null },
    );
  }

  private async take(Order: Parameters<Clerk['take']>[0], who: Pick<Request, 'principal' | 'command'>, item: Item): Promise<object> {
    const answer = ([taken]: Parameters<Request['answer']>[0]): Json => ({ result: taken ? resultOf(taken) : 'same' });
    return answerOf(await this.clerk.take(Order, { ...who, items: [item], answer }));
  }
}

function limitsItem(type: 'RenewLimits' | 'WithdrawLimits', { measure, unit, cell = null, from, reason }: LimitsBody): Item {
  return { pointer: '', command: { type, measure, unit, cell, from, reason }, decision: null };
}

function sameId(path: string, body: string | undefined | null): void {
  if (body && body !== path)
    throw new ProblemError('id-differs', { errors: [{ code: 'id-differs', pointer: '/id', given: body, allowed: path }] });
}
