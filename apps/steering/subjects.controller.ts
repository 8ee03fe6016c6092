import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import { Allow, CurrentPrincipal } from '@styrbord/service/access';
import { Answers, object, oneOfTexts, orNull, pageOfItems, PLACE, TEXT, TIME, WHOLE } from '@styrbord/service/answers';
import { Command, type CommandContext } from '@styrbord/service/command-context';
import { AskedBy, Disclosures, type Asker } from '@styrbord/service/disclosures';
import { FreeText, Id, Optional } from '@styrbord/service/fields';
import { ProblemError } from '@styrbord/service/problem';
import { keyOfCursor, LIMIT_DEFAULT, PageQuery, pageOf, type Page } from '@styrbord/service/queries';
import type { Principal } from '@styrbord/service/roles';
import { LEDGER } from '@styrbord/service/stores';
import { Subjects, type Erased, type KnownSubject } from '@styrbord/service/subjects';
import type { Erasure } from '@styrbord/steering/erasure';
import { ERASURE_GROUNDS, marksKey } from '@styrbord/steering/events';
import { marksOf } from '@styrbord/steering/marks';
import { ErasureBody, ErasureWithdrawalBody } from './bodies/erasure.body';
import { Desk } from './desk';
import { Erasing } from './erasing';
import { answerOf } from './settled-answer';

class ErasurePath {
  @Id()
  readonly id!: string;
}

class SubjectsQuery extends PageQuery {
  /** What it is for. */
  @Optional()
  @FreeText(500)
  readonly reason?: string;
}

interface ShownSubject {
  readonly subject: string;
  readonly name: string | null;
  readonly erased: Erased | null;
  /** In how many places texts name the subject, earlier editions among them. */
  readonly marks: number;
}

const SHOWN_SUBJECT = object({ subject: TEXT, name: orNull(TEXT), erased: orNull(object({ decision: TEXT, at: TIME })), marks: WHOLE });
const ERASURE = object({
  id: TEXT,
  subject: TEXT,
  ground: oneOfTexts(...ERASURE_GROUNDS),
  decision: TEXT,
  requestedBy: TEXT,
  requestedAt: TIME,
  approvedBy: orNull(TEXT),
  approvedAt: orNull(TIME),
  withdrawnBy: orNull(TEXT),
  withdrawnAt: orNull(TIME),
});

/** Persons whom texts name, and the way to forget them. They are the whole tenant's: so is who may. */
@ApiTags('subjects')
@Controller('subjects')
@Allow('erase')
export class SubjectsController {
  constructor(
    private readonly subjects: Subjects,
    private readonly erasing: Erasing,
    private readonly desk: Desk,
    private readonly disclosures: Disclosures,
    @Inject(LEDGER) private readonly ledger: Ledger,
  ) {}

  /** Whoever reads it is in the history. */
  @Get()
  @Answers(pageOfItems(SHOWN_SUBJECT))
  async list(
    @Query() { cursor, limit = LIMIT_DEFAULT, reason }: SubjectsQuery,
    @CurrentPrincipal() principal: Principal,
    @AskedBy() asker: Asker,
  ): Promise<Page<ShownSubject>> {
    requireAll(principal);
    const shown: ShownSubject[] = [];
    for await (const known of this.subjects.all(cursor ? keyOfCursor(cursor) : null)) {
      shown.push(await this.shown(known));
      if (shown.length > limit) break;
    }
    const page = pageOf(shown, limit, ({ subject }) => subject);
    await this.recordRead('names', page.items, asker, reason);
    return page;
  }

  /** In the order requested. */
  @Get('erasures')
  @Answers(pageOfItems(ERASURE))
  async erasures(
    @Query() { cursor, limit = LIMIT_DEFAULT, reason }: SubjectsQuery,
    @CurrentPrincipal() principal: Principal,
    @AskedBy() asker: Asker,
  ): Promise<Page<Erasure & { id: string }>> {
    requireAll(principal);
    const all = Object.entries(await this.desk.erasures()).map(([id, erasure]) => ({ id, ...erasure }));
    const from = cursor ? all.findIndex(({ id }) => id === keyOfCursor(cursor)) + 1 : 0;
    const page = pageOf(all.slice(from), limit, ({ id }) => id);
    await this.recordRead('erasures', page.items, asker, reason);
    return page;
  }

  /** Asks for an erasure: nothing is erased until another approves it. */
  @Post('erasures')
  @HttpCode(200)
  @Answers(object(PLACE))
  async request(@Body() body: ErasureBody, @CurrentPrincipal() principal: Principal, @Command() command: CommandContext): Promise<object> {
    requireAll(principal);
    return answerOf(await this.erasing.request(body, { principal, command }));
  }

  /** Erases. Asked again it does what is left to do. */
  @Post('erasures/:id/approvals')
  @HttpCode(200)
  @Answers(object(PLACE))
  async approve(
    @Param() { id }: ErasurePath,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
  ): Promise<object> {
    requireAll(principal);
    return answerOf(await this.erasing.approve(id, { principal, command }));
  }

  /** Takes the request back, while nobody has approved it. */
  @Post('erasures/:id/withdrawals')
  @HttpCode(200)
  @Answers(object(PLACE))
  async withdraw(
    @Param() { id }: ErasurePath,
    @Body() { reason }: ErasureWithdrawalBody,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
  ): Promise<object> {
    requireAll(principal);
    return answerOf(await this.erasing.withdraw(id, reason, { principal, command }));
  }

  private async recordRead(
    what: 'names' | 'erasures',
    read: readonly { readonly subject: string }[],
    asker: Asker,
    reason: string | undefined,
  ): Promise<void> {
    const data = { what, subjects: [...new Set(read.map(({ subject }) => subject))] };
    await this.disclosures.record({ type: 'subject-data-read', data }, asker, reason);
  }

  private async shown(known: KnownSubject): Promise<ShownSubject> {
    const { subject } = known;
    let marks = 0;
    const { no: head } = await this.ledger.head();
    for (const no of await this.ledger.touching([marksKey(subject)], 0, head))
      for await (const { events } of this.ledger.read(no, no)) for (const event of events) marks += marksOf(subject, event);
    return 'erased' in known ? { subject, name: null, erased: known.erased, marks } : { subject, name: known.name, erased: null, marks };
  }
}

function requireAll({ units, role }: Principal): void {
  if (units !== 'all') throw new ProblemError('needs-whole-organisation', { errors: [{ code: 'needs-whole-organisation', given: role }] });
}
