import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { bounce, comeBack, leave, requeue, type Message } from '@styrbord/alerting/delivery';
import type { Recipient } from '@styrbord/alerting/events';
import { Access, Allow, CurrentPrincipal, Public } from '@styrbord/service/access';
import { Answers, object, pageOfItems, PLACE, TEXT } from '@styrbord/service/answers';
import { Command, type CommandContext } from '@styrbord/service/command-context';
import { FreeText, OneOf, Optional } from '@styrbord/service/fields';
import { TakesForm } from '@styrbord/service/form-body';
import { ProblemError } from '@styrbord/service/problem';
import { keyOfCursor, LIMIT_DEFAULT, PageQuery, pageOf } from '@styrbord/service/queries';
import type { Principal } from '@styrbord/service/roles';
import type { LedgerPlace } from '@styrbord/service/tokens';
import { DELIVERY_STATES, MESSAGE, RECIPIENT } from './alert-answers';
import { AlertDesk } from './alert-desk';
import { Cases } from './cases';
import { Channels } from './channels/channels';
import { toldBy } from './dispatcher';
import { Outbox } from './outbox';
import { Recipients } from './recipients';
import { unsubscribePage } from './unsubscribe-page';

const ID_CHARS_MAX = 100;
const TOKEN_CHARS_MAX = 200;
const STATUS_CHARS_MAX = 20;

class DeliveriesQuery extends PageQuery {
  /** All of them unless said. */
  @Optional()
  @OneOf(DELIVERY_STATES)
  readonly state?: (typeof DELIVERY_STATES)[number];
}

class MessagePath {
  @FreeText(ID_CHARS_MAX)
  readonly message!: string;
}

class RecipientPath {
  @FreeText(ID_CHARS_MAX)
  readonly recipient!: string;
}

class TokenPath {
  @FreeText(TOKEN_CHARS_MAX)
  readonly token!: string;
}

class BounceBody {
  /** Of RFC 3463, as a delivery report has it: `5.1.1`. */
  @FreeText(STATUS_CHARS_MAX)
  readonly status!: string;
}

class OneClickBody {
  @Optional()
  @OneOf(['One-Click'])
  readonly 'List-Unsubscribe'?: string;
}

/** A message as it is listed. */
interface Listed extends Omit<Message, 'state' | 'answer'> {
  readonly shown: string | null;
  readonly state: (typeof DELIVERY_STATES)[number];
  readonly nextAt: string | null;
  readonly answer: string | null;
}

@ApiTags('alerts')
@Controller()
export class DeliveriesController {
  constructor(
    private readonly cases: Cases,
    private readonly desk: AlertDesk,
    private readonly outbox: Outbox,
    private readonly channels: Channels,
    private readonly recipients: Recipients,
    private readonly access: Access,
  ) {}

  /** Messages to those outside: on their way, handed over, given up. The latest first; of units that are seen. */
  @Get('deliveries')
  @Answers(pageOfItems(MESSAGE))
  @Allow('steer')
  async list(@Query() query: DeliveriesQuery, @CurrentPrincipal() principal: Principal): Promise<object> {
    const { state, cursor, limit = LIMIT_DEFAULT } = query;
    await this.cases.catchUp();
    const before = cursor === undefined ? null : keyOfCursor(cursor);
    const rows = [...(await this.all()).values()]
      .filter((row) => (state === undefined || row.state === state) && this.isSeen(row, principal))
      .filter((row) => before === null || orderOf(row) < before)
      .toSorted((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1));
    return pageOf(rows.slice(0, limit + 1), limit, orderOf);
  }

  /** Sends once more, under the name it had, what was given up. */
  @Post('deliveries/:message/resends')
  @HttpCode(200)
  @Answers(object(PLACE))
  @Allow('steer')
  async resend(
    @Param() { message: id }: MessagePath,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
  ): Promise<LedgerPlace> {
    await this.cases.catchUp();
    const seen = (): Message => {
      const message = this.cases.deliveries.message(id);
      if (message && this.isSeen(message, principal)) return message;
      throw new ProblemError('message-unknown', { errors: [{ code: 'message-unknown', given: id }] });
    };
    return this.desk.take(() => requeue(seen()), command);
  }

  /** A letter came back: whoever it came back to holds the token, which its header `X-Styrbord-Bounce` bears. */
  @Post('deliveries/:token/bounces')
  @HttpCode(200)
  @TakesForm()
  @Answers(object(PLACE))
  @Public()
  async bounced(@Param() { token }: TokenPath, @Body() { status }: BounceBody): Promise<LedgerPlace> {
    await this.cases.catchUp();
    const id = this.recipients.messageOf(token) ?? '';
    const sent = (): Message => {
      const message = this.cases.deliveries.message(id);
      if (message) return message;
      throw new ProblemError('message-unknown', { errors: [{ code: 'message-unknown', given: token.slice(0, 20) }] });
    };
    return this.desk.take(() => bounce(sent(), status), commandOf(sent().recipient));
  }

  /** Who is told outside, and who no longer is. */
  @Get('alert-recipients')
  @Answers(pageOfItems(RECIPIENT))
  @Allow('steer')
  async told(): Promise<object> {
    await this.cases.catchUp();
    const items = this.channels.all.map(({ recipient, channel, shown }) => {
      const left = this.cases.deliveries.left(recipient);
      return { recipient, channel, shown, left: left && { because: left.because, at: left.at } };
    });
    return { items, next: null };
  }

  /** Tells a recipient again who had unsubscribed, or was gone. */
  @Post('alert-recipients/:recipient/returns')
  @HttpCode(200)
  @Answers(object(PLACE))
  @Allow('steer')
  return(
    @Param() { recipient: id }: RecipientPath,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
  ): Promise<LedgerPlace> {
    if (principal.units !== 'all') throw new ProblemError('needs-whole-organisation', { status: 403 });
    const recipient = this.known(id);
    return this.desk.take(() => comeBack(recipient, this.cases.deliveries.left(id)), command);
  }

  /** For a program that shows the address instead of posting to it: asks before anything is done. */
  @Get('unsubscriptions/:token')
  @Header('content-type', 'text/html; charset=utf-8')
  @Answers(TEXT, 'text/html')
  @Public()
  ask(@Param() { token }: TokenPath): string {
    return unsubscribePage(this.channels.of(this.signed(token).recipient)?.shown ?? '');
  }

  /** RFC 8058: who holds the token of a letter is sent no more. */
  @Post('unsubscriptions/:token')
  @HttpCode(200)
  @TakesForm()
  @Answers(object(PLACE))
  @Public()
  unsubscribe(@Param() { token }: TokenPath, @Body() _body: OneClickBody): Promise<LedgerPlace> {
    const recipient = this.signed(token);
    const { recipient: actor } = recipient;
    return this.desk.take(() => leave(recipient, 'unsubscribed', this.cases.deliveries.left(actor)), commandOf(actor));
  }

  private async all(): Promise<Map<string, Listed>> {
    const shown = (recipient: string): string | null => this.channels.of(recipient)?.shown ?? null;
    const rows = new Map<string, Listed>();
    for (const message of this.cases.deliveries.all())
      rows.set(message.message, {
        ...message,
        state: message.state === 'requeued' ? 'waiting' : message.state,
        shown: shown(message.recipient),
        nextAt: null,
      });
    for (const outgoing of await this.outbox.all()) {
      const there = rows.get(outgoing.id);
      if (there && there.state !== 'waiting') continue;
      const { recipient, attempts, nextAt, trouble: answer, since: at } = outgoing;
      rows.set(outgoing.id, { ...toldBy(outgoing), shown: shown(recipient), state: 'waiting', at, nextAt, attempts, answer });
    }
    return rows;
  }

  private isSeen({ units }: { readonly units: readonly string[] }, principal: Principal): boolean {
    return units.every((unit) => this.access.sees(principal, unit));
  }

  private known(id: string): Recipient {
    const found = this.channels.of(id);
    if (found) return { channel: found.channel, recipient: id };
    throw new ProblemError('recipient-unknown', { errors: [{ code: 'recipient-unknown', given: id }] });
  }

  private signed(token: string): Recipient {
    const recipient = this.recipients.recipientOf(token);
    if (recipient !== null) return { channel: 'mail', recipient };
    throw new ProblemError('recipient-unknown', { errors: [{ code: 'recipient-unknown', given: token.slice(0, 20) }] });
  }
}

/** Of whoever holds a letter, and has no account. */
function commandOf(actor: string): CommandContext {
  const request = randomUUID();
  return { id: `${actor}/${request}`, fingerprint: request, keyed: false, actor, request };
}

const orderOf = ({ at, message }: Pick<Listed, 'at' | 'message'>): string => `${at} ${message}`;
