import { Controller, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentPrincipal } from '@styrbord/service/access';
import { BuildsOnRead, Command, type CommandContext } from '@styrbord/service/command-context';
import { Optional } from '@styrbord/service/fields';
import { LargeBody } from '@styrbord/service/large-body';
import { ReaderLanguage } from '@styrbord/service/language';
import { ProblemError, ProblemWriter, type Language } from '@styrbord/service/problem';
import { FlagText } from '@styrbord/service/queries';
import type { Principal } from '@styrbord/service/roles';
import { FormedBody, type Formed } from '@styrbord/service/rows';
import { CLOCK, type Clock } from '@styrbord/service/tokens';
import { documentFaults, itemsOf } from '@styrbord/steering/document';
import { documentDiff } from './answers';
import { DocumentBody } from './bodies/document.body';
import { Clerk } from './clerk';
import { stockholmDate } from './desk';
import { ModeQuery } from './measurements.controller';
import { DocumentOrder } from './orders';
import { answerOf } from './settled-answer';
import { Answers, ANY, listOf, object, PLACE, WHOLE } from '@styrbord/service/answers';

class ImportQuery extends ModeQuery {
  @Optional()
  @FlagText()
  readonly dryRun?: boolean;
}

const DIFF = object({ new: WHOLE, same: WHOLE, corrections: WHOLE, refused: listOf(ANY), notes: listOf(ANY) }, PLACE);

@ApiTags('documents')
@BuildsOnRead()
@Controller('documents')
export class DocumentsController {
  constructor(
    private readonly clerk: Clerk,
    private readonly writer: ProblemWriter,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** Imports; `dryRun=true` only answers the diff. */
  @Post()
  @Answers(DIFF)
  @HttpCode(200)
  @LargeBody()
  @ApiBody({ type: DocumentBody })
  @ApiConsumes('application/json', 'application/vnd.styrbord+json')
  @Allow('import')
  async import(
    @FormedBody(DocumentBody) form: Formed<DocumentBody>,
    @Query() { mode, dryRun }: ImportQuery,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
    @ReaderLanguage() language: Language,
  ): Promise<object> {
    const [fault, ...faults] = documentFaults(form.body).map((each) => ({ ...each, pointer: form.sent(each.pointer ?? '') }));
    if (fault) throw ProblemError.refused(fault, ...faults);
    const items = itemsOf(form.body, stockholmDate(this.now())).map((item) => ({ ...item, pointer: form.sent(item.pointer) }));
    const broken = [...form.broken.values()].map((each) => this.writer.fault(each, language));
    const settled = await this.clerk.take(DocumentOrder, {
      principal,
      command,
      items,
      // A dry run tells everything it would refuse.
      mode: dryRun ? 'valid' : mode,
      dryRun,
      source: 'import',
      answer: (taken) => documentDiff(taken, broken, (refusal) => this.writer.refusal(refusal, language)),
    });
    return answerOf(settled);
  }
}
