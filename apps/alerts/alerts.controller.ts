import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CASE_STATES, TRAYS, type Case, type Tray } from '@styrbord/alerting/case';
import { handle, type HandleCase } from '@styrbord/alerting/handling';
import { SEVERITIES, type Severity } from '@styrbord/alerting/rule';
import { Access, Allow, CurrentPrincipal } from '@styrbord/service/access';
import { Answers, object, pageOfItems, PLACE } from '@styrbord/service/answers';
import { Command, type CommandContext } from '@styrbord/service/command-context';
import { requireUnnamed } from '@styrbord/service/disclosures';
import { FreeText, Id, OneOf, Optional, PeriodText, Time } from '@styrbord/service/fields';
import { Identities } from '@styrbord/service/identities';
import { ProblemError } from '@styrbord/service/problem';
import {
  cursorOfKey,
  FlagText,
  keyOfCursor,
  keyOfOrigin,
  LIMIT_DEFAULT,
  originOfKey,
  PageQuery,
  pageOf,
  ReadQuery,
} from '@styrbord/service/queries';
import type { Principal } from '@styrbord/service/roles';
import { CLOCK, ORGANISATION, type Clock, type LedgerPlace, type OrganisationNow } from '@styrbord/service/tokens';
import { CASE, COUNTS, LISTED_CASE, NOTICE } from './alert-answers';
import { AlertDesk } from './alert-desk';
import { Cases } from './cases';
import { Evaluator } from './evaluator';
import { FATES, Inbox, orderOf, type Fate, type IsAsked, type ListedCase } from './inbox';
import { Seeing } from './seeing';

const STATES = [...CASE_STATES, 'open'] as const;
const CASE_CHARS_MAX = 300;
const WAIT_MS = 5_000;

class CountsQuery extends ReadQuery {
  /** With everything below it. */
  @Optional()
  @Id()
  readonly unit?: string;
}

class InboxQuery extends PageQuery {
  /** All of them unless said; `open` is every one but those resolved. */
  @Optional()
  @OneOf(STATES)
  readonly state?: (typeof STATES)[number];

  /** `to-handle`: breached, and nobody sees to it. */
  @Optional()
  @OneOf(TRAYS)
  readonly tray?: Tray;

  @Optional()
  @OneOf(SEVERITIES)
  readonly severity?: Severity;

  @Optional()
  @Id()
  readonly measure?: string;

  @Optional()
  @PeriodText()
  readonly period?: string;

  /** A pseudonym. */
  @Optional()
  @FreeText(100)
  readonly assignee?: string;

  /** False for the unit alone. */
  @Optional()
  @FlagText()
  readonly below?: boolean;

  /** With everything below it. */
  @Optional()
  @Id()
  readonly unit?: string;
}

class CasePath {
  @FreeText(CASE_CHARS_MAX)
  readonly case!: string;
}

class NoticesQuery extends PageQuery {
  /** Of one case; of all that are seen unless said. */
  @Optional()
  @FreeText(CASE_CHARS_MAX)
  readonly case?: string;

  /** Of all cases: only those of which this became. */
  @Optional()
  @OneOf(FATES)
  readonly fate?: Fate;
}

class AcknowledgementBody {
  /** Fourteen days unless said. */
  @Optional()
  @Time()
  readonly until?: string;

  @Optional()
  @FreeText(2_000)
  readonly comment?: string;
}

class SnoozeBody {
  @Time()
  readonly until!: string;
}

class AssignmentBody {
  /** A pseudonym; nobody where it is left out. */
  @Optional()
  @FreeText(100)
  readonly to?: string;
}

class CaseCommentBody {
  @FreeText(2_000)
  readonly text!: string;
}

class ClosingBody {
  @FreeText(500)
  readonly cause!: string;
}

/** What a command says beside its place and time. */
type Order = { readonly [T in HandleCase['type']]: Omit<Extract<HandleCase, { type: T }>, 'place' | 'at'> }[HandleCase['type']];

@ApiTags('alerts')
@Controller()
export class AlertsController {
  constructor(
    private readonly cases: Cases,
    private readonly inbox: Inbox,
    private readonly desk: AlertDesk,
    private readonly evaluator: Evaluator,
    private readonly access: Access,
    private readonly identities: Identities,
    private readonly seeing: Seeing,
    @Inject(ORGANISATION) private readonly organisation: OrganisationNow,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** Cases, the severest first and of them the oldest. `minNo`: a commit of the steering ledger, evaluated. */
  @Get('alerts')
  @Answers(pageOfItems(LISTED_CASE))
  @Allow('read-scorecards')
  async list(@Query() query: InboxQuery, @CurrentPrincipal() principal: Principal): Promise<object> {
    const {
      state = null,
      tray = null,
      assignee = null,
      severity,
      measure,
      period,
      unit,
      below = true,
      cursor,
      limit = LIMIT_DEFAULT,
      minNo,
    } = query;
    await this.current(minNo);
    const isAsked = this.asked(principal, unit);
    const like = { ...(severity && { severity }), ...(measure && { measure }), ...(period && { period }), ...(!below && unit && { unit }) };
    const after = cursor === undefined ? null : keyOfCursor(cursor);
    const rows = this.inbox.list({ state, tray, like, assignee, isAsked, after, limit }, this.at());
    return pageOf(rows, limit, (row: ListedCase) => orderOf(row));
  }

  /** How many cases lie where. */
  @Get('alerts/counts')
  @Answers(COUNTS)
  @Allow('read-scorecards')
  async counts(@Query() { unit, minNo }: CountsQuery, @CurrentPrincipal() principal: Principal): Promise<object> {
    await this.current(minNo);
    return this.inbox.counts(this.asked(principal, unit), { who: principal.id, at: this.at() });
  }

  /** A case with its story: every event of it, oldest first. */
  @Get('alerts/:case')
  @Answers(CASE)
  @Allow('read-scorecards')
  async read(@Param() { case: id }: CasePath, @Query() { minNo }: ReadQuery, @CurrentPrincipal() principal: Principal): Promise<object> {
    await this.current(minNo);
    const found = this.seen(id, principal);
    const { figures, handling, cause, told, breachedAt, before, from, wentTo } = found;
    const { acknowledged, snoozed, closed, assignee } = handling;
    const { result, prognosis } = figures;
    const story = await this.inbox.story(found);
    const people = [assignee, cause?.actor, ...story.flatMap(({ actor, person }) => [actor, person]), ...told.map(({ person }) => person)];
    return {
      ...this.inbox.listed(found, this.at()),
      result,
      prognosis,
      breachedAt,
      cause,
      acknowledged,
      snoozed,
      closed,
      before: before && { value: before.value, target: before.target },
      told,
      from: from.filter((unit) => this.access.sees(principal, unit)),
      wentTo: wentTo.filter((unit) => this.access.sees(principal, unit)),
      story,
      people: await this.named(people.flatMap((person) => person ?? [])),
    };
  }

  /** What was told or held, when, to whom and because of what: of a case the oldest first, of all the newest. */
  @Get('notices')
  @Answers(pageOfItems(NOTICE))
  @Allow('read-scorecards')
  async notices(@Query() query: NoticesQuery, @CurrentPrincipal() principal: Principal): Promise<object> {
    const { case: id, fate = null, cursor, limit = LIMIT_DEFAULT, minNo } = query;
    await this.current(minNo);
    if (id !== undefined) return { items: await this.inbox.notices(this.seen(id, principal)), next: null };
    const before = cursor === undefined ? null : originOfKey(keyOfCursor(cursor));
    const { items, next } = await this.inbox.told({ fate, isAsked: this.asked(principal, undefined), before, limit });
    return { items, next: next && cursorOfKey(keyOfOrigin(next)) };
  }

  /** Seen, and being seen to: nobody else is told for as long as it holds. */
  @Post('alerts/:case/acknowledgements')
  @HttpCode(200)
  @Answers(object(PLACE))
  @Allow('acknowledge')
  acknowledge(
    @Param() { case: id }: CasePath,
    @Body() { until, comment }: AcknowledgementBody,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
  ): Promise<LedgerPlace> {
    requireUnnamed(comment, '/comment');
    return this.take(id, { principal, command }, { type: 'AcknowledgeCase', until: until ?? null, comment: comment ?? null });
  }

  /** Not now: what happens to it is told when the time has come. */
  @Post('alerts/:case/snoozes')
  @HttpCode(200)
  @Answers(object(PLACE))
  @Allow('acknowledge')
  snooze(
    @Param() { case: id }: CasePath,
    @Body() { until }: SnoozeBody,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
  ): Promise<LedgerPlace> {
    return this.take(id, { principal, command }, { type: 'SnoozeCase', until });
  }

  @Post('alerts/:case/assignments')
  @HttpCode(200)
  @Answers(object(PLACE))
  @Allow('acknowledge')
  assign(
    @Param() { case: id }: CasePath,
    @Body() { to }: AssignmentBody,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
  ): Promise<LedgerPlace> {
    requireUnnamed(to, '/to');
    return this.take(id, { principal, command }, { type: 'AssignCase', to: to ?? null });
  }

  @Post('alerts/:case/comments')
  @HttpCode(200)
  @Answers(object(PLACE))
  @Allow('acknowledge')
  comment(
    @Param() { case: id }: CasePath,
    @Body() { text }: CaseCommentBody,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
  ): Promise<LedgerPlace> {
    requireUnnamed(text, '/text');
    return this.take(id, { principal, command }, { type: 'CommentOnCase', text });
  }

  /** Done with, with its cause: for this episode, whatever becomes of the figures. */
  @Post('alerts/:case/closings')
  @HttpCode(200)
  @Answers(object(PLACE))
  @Allow('acknowledge')
  close(
    @Param() { case: id }: CasePath,
    @Body() { cause }: ClosingBody,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
  ): Promise<LedgerPlace> {
    requireUnnamed(cause, '/cause');
    return this.take(id, { principal, command }, { type: 'CloseCase', cause });
  }

  private async take(
    id: string,
    { principal, command }: { readonly principal: Principal; readonly command: CommandContext },
    order: Order,
  ): Promise<LedgerPlace> {
    await this.current();
    const { rule, unit, measure, period } = this.seen(id, principal);
    const place = { rule, unit, measure, period };
    return this.desk.take(() => handle({ ...order, place, at: this.at() }, this.cases.watch(place)), command);
  }

  /** Each unit and measure is asked about once, however many cases it has. */
  private asked(principal: Principal, within: string | undefined): IsAsked {
    if (within !== undefined) this.access.requireUnit(principal, within, '/unit');
    const isUnit = remembered(
      (unit) => this.access.sees(principal, unit) && (within === undefined || this.organisation.isWithin(unit, [within])),
    );
    const isMeasure = remembered((measure) => this.seeing.isMeasureShown(principal, measure));
    return ({ unit, measure }) => isUnit(unit) && isMeasure(measure);
  }

  /** Looked up for each answer: an erasure holds from the next on. */
  private async named(people: readonly string[]): Promise<object[]> {
    const names = await this.identities.namesOf(new Set(people));
    return [...new Set(people)].flatMap((person) => {
      const name = names.get(person);
      return name ? [{ person, name }] : [];
    });
  }

  /** 404 for a case that is not there and for one that is not theirs, alike. */
  private seen(id: string, principal: Principal): Case {
    const found = this.cases.of(id);
    if (found && this.seeing.isShown(principal, found)) return found;
    throw new ProblemError('case-unknown', { errors: [{ code: 'case-unknown', given: id }] });
  }

  /** With what other instances have written; and, where a commit is named, once it is evaluated. */
  private async current(minNo?: number): Promise<void> {
    await this.cases.catchUp();
    if (minNo !== undefined && !(await this.evaluator.waitFor(minNo, WAIT_MS))) throw new ProblemError('view-behind', { retryAfterS: 1 });
  }

  private at(): string {
    return new Date(this.now()).toISOString();
  }
}

function remembered(answer: (of: string) => boolean): (of: string) => boolean {
  const known = new Map<string, boolean>();
  return (of) => {
    const found = known.get(of) ?? answer(of);
    known.set(of, found);
    return found;
  };
}
