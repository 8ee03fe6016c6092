import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentPrincipal } from '@styrbord/service/access';
import { BuildsOnRead, Command, type CommandContext } from '@styrbord/service/command-context';
import { OneOf, Optional } from '@styrbord/service/fields';
import { LargeBody } from '@styrbord/service/large-body';
import { ReaderLanguage } from '@styrbord/service/language';
import { ProblemWriter, type Language } from '@styrbord/service/problem';
import type { Principal } from '@styrbord/service/roles';
import { FormedBody, type Formed } from '@styrbord/service/rows';
import type { SteeringCommand } from '@styrbord/steering/steering';
import { itemResults, rowResults } from './answers';
import { CorrectionBody, MeasurementsBody, ReasonedPlaceBody } from './bodies/measurement.body';
import { Clerk } from './clerk';
import { itemsOfMeasurements } from './measurement-items';
import { FollowUpOrder } from './orders';
import { answerOf } from './settled-answer';
import { Answers, object, PLACE, listOf, TEXT } from '@styrbord/service/answers';

export const MODES = ['all', 'valid'] as const;

export class ModeQuery {
  @Optional()
  @OneOf(MODES)
  readonly mode?: (typeof MODES)[number];
}

const RECORDED = object({ ...PLACE, results: listOf(object({ result: TEXT })) });

@ApiTags('writing')
@BuildsOnRead()
@Controller('measurements')
export class MeasurementsController {
  constructor(
    private readonly clerk: Clerk,
    private readonly writer: ProblemWriter,
  ) {}

  /** One measurement, or many; `mode` as for documents. */
  @Post()
  @Answers(RECORDED)
  @HttpCode(200)
  @LargeBody()
  @ApiBody({ type: MeasurementsBody })
  @Allow('record-measurements')
  async record(
    @FormedBody(MeasurementsBody) form: Formed<MeasurementsBody>,
    @Query() { mode }: ModeQuery,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
    @ReaderLanguage() language: Language,
  ): Promise<object> {
    const { body, broken, sent: pointerOf } = form;
    const items = itemsOfMeasurements(body, pointerOf);
    const told = new Map([...broken].map(([pointer, fault]) => [pointer, this.writer.fault(fault, language)]));
    return answerOf(
      await this.clerk.take(FollowUpOrder, {
        principal,
        command,
        items,
        mode,
        answer: (taken) => ({ results: rowResults(taken, told, (refusal) => this.writer.refusal(refusal, language)) }),
      }),
    );
  }

  @Post('corrections')
  @Answers(RECORDED)
  @HttpCode(200)
  @Allow('record-measurements')
  correct(@Body() body: CorrectionBody, @CurrentPrincipal() principal: Principal, @Command() command: CommandContext): Promise<object> {
    const { measure, unit, cell = null, period, value = null, numerator = null, denominator = null, reason = null } = body;
    return this.one(principal, command, { type: 'CorrectMeasurement', measure, unit, cell, period, value, numerator, denominator, reason });
  }

  @Post('withdrawals')
  @Answers(RECORDED)
  @HttpCode(200)
  @Allow('record-measurements')
  withdraw(@Body() body: ReasonedPlaceBody, @CurrentPrincipal() principal: Principal, @Command() command: CommandContext): Promise<object> {
    return this.one(principal, command, { type: 'WithdrawMeasurement', ...placeOf(body) });
  }

  @Post('disputes')
  @Answers(RECORDED)
  @HttpCode(200)
  @Allow('record-measurements')
  dispute(@Body() body: ReasonedPlaceBody, @CurrentPrincipal() principal: Principal, @Command() command: CommandContext): Promise<object> {
    return this.one(principal, command, { type: 'DisputeMeasurement', ...placeOf(body) });
  }

  private async one(principal: Principal, context: CommandContext, command: SteeringCommand): Promise<object> {
    const items = [{ pointer: '', command, decision: null }];
    return answerOf(
      await this.clerk.take(FollowUpOrder, {
        principal,
        command: context,
        items,
        answer: (taken) => ({ results: itemResults(taken, (refusal) => ({ code: refusal.refused })) }),
      }),
    );
  }
}

function placeOf({ measure, unit, cell = null, period, reason = null }: ReasonedPlaceBody) {
  return { measure, unit, cell, period, reason };
}
