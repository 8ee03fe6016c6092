import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Name } from '@styrbord/steering/scorecard';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentPrincipal, Public, SignedIn } from './access';
import { Authentication } from './authentication';
import { CONFIG, type Config } from './config';
import { FreeText } from './fields';
import { Identities } from './identities';
import { ProblemError } from './problem';
import { RateLimit, SIGN_IN_RATE } from './rate-limit';
import { MAY, type Permission, type Principal, type Role } from './roles';
import { SecurityLog } from './security-log';
import { CLOCK, type Clock } from './tokens';
import { Answers, ANY, listOf, NAME, object, orNull, pageOfItems, TEXT } from './answers';

export class SignInBody {
  @FreeText(100)
  readonly account: string;

  @FreeText(200)
  readonly password: string;
}

export interface SignedInAs {
  readonly account: {
    readonly id: string;
    readonly name: Name;
    readonly role: Role;
    readonly units: Principal['units'];
    /** What the role may do, within the units. */
    readonly may: readonly Permission[];
  };
}

const SESSION = object({ account: object({ id: TEXT, name: NAME, role: TEXT, units: ANY, may: listOf(TEXT) }) });

@ApiTags('session')
@Controller('session')
export class SessionController {
  private readonly attempts: RateLimit;

  constructor(
    private readonly authentication: Authentication,
    private readonly identities: Identities,
    private readonly security: SecurityLog,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) now: Clock,
  ) {
    this.attempts = new RateLimit(SIGN_IN_RATE, now);
  }

  @Public()
  @Post()
  @Answers(SESSION)
  @HttpCode(200)
  async signIn(
    @Body() body: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInAs> {
    this.authentication.requireOwnOriginIfAny(request);
    const buckets = [`address ${request.ip}`, `account ${body.account}`];
    for (const bucket of buckets) this.attempts.take(bucket);
    const principal = await this.identities.byPassword(this.nameOf(body.account), body.password);
    if (!principal) {
      this.security.tell('sign-in-refused', { address: request.ip });
      throw new ProblemError('sign-in-refused');
    }
    for (const bucket of buckets) this.attempts.giveBack(bucket);
    await this.authentication.signIn(principal, request, reply);
    this.security.tell('signed-in', { principal: principal.id });
    return shown(principal);
  }

  /** `name@tenant` where several tenants are served. */
  private nameOf(account: string): string {
    const suffix = `@${this.config.STYRBORD_TENANT}`;
    return account.endsWith(suffix) ? account.slice(0, -suffix.length) : account;
  }

  @SignedIn()
  @Get()
  @Answers(SESSION)
  session(@CurrentPrincipal() principal: Principal): SignedInAs {
    return shown(principal);
  }

  @Public()
  @Delete()
  @HttpCode(204)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    if (request.principal) this.security.tell('signed-out', { principal: request.principal.id });
    await this.authentication.signOut(request, reply);
  }

  /** The demo's accounts with their passwords, which are meant for everybody; without a demo there are none. */
  @Public()
  @Get('accounts')
  @Answers(pageOfItems(object({ id: TEXT, name: NAME, role: TEXT, password: orNull(TEXT), unit: orNull(TEXT) })))
  async accounts(): Promise<{ items: readonly object[]; next: null }> {
    const accounts = await this.identities.demoAccounts();
    const items = accounts.map(({ id, name, role, units, demoPassword }) => {
      return { id: id.replace(/^demo-/, ''), name, role, password: demoPassword, unit: units === 'all' ? null : (units[0] ?? null) };
    });
    return { items, next: null };
  }
}

function shown({ id, name, role, units }: Principal): SignedInAs {
  return { account: { id, name, role, units, may: MAY[role] } };
}
