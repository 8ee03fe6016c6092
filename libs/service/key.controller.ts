import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Name } from '@styrbord/steering/scorecard';
import { Access, Allow, CurrentPrincipal } from './access';
import { Command, type CommandContext } from './command-context';
import { Ids, NameText, OneOf, Optional } from './fields';
import { Identities, type Identity } from './identities';
import { ProblemError } from './problem';
import { keyOfCursor, LIMIT_DEFAULT, PageQuery, pageOf, type Page } from './queries';
import { ROLES, type Principal, type Role } from './roles';
import { digest } from './secrets';
import { SecurityLog } from './security-log';
import { ACCESS_LOG, type AccessLog, type LedgerPlace } from './tokens';
import { Answers, ANY, NAME, object, orNull, pageOfItems, PLACE, TEXT } from './answers';

const ID_CHARS = 20;

export class CreateKeyBody {
  @NameText()
  readonly name: Name;

  @OneOf(ROLES)
  readonly role: Role;

  /** Roots of the subtrees; absent is everything. */
  @Optional()
  @Ids({ min: 1, max: 100 })
  readonly units?: readonly string[] | null;
}

type ShownKey = Pick<Identity, 'id' | 'name' | 'role' | 'units' | 'createdAt'>;

@ApiTags('keys')
@Controller('keys')
@Allow('administer')
export class KeyController {
  constructor(
    private readonly identities: Identities,
    private readonly access: Access,
    private readonly security: SecurityLog,
    @Inject(ACCESS_LOG) private readonly log: AccessLog,
  ) {}

  /**
   * The event comes first, and the id from the command: a crash between the two is healed by asking again. `key` is
   * shown once; asked again with the same Idempotency-Key the answer has null in its place.
   */
  @Post()
  @Answers(object({ ...PLACE, id: TEXT, key: orNull(TEXT) }))
  @HttpCode(200)
  async create(
    @Body() { name, role, units: given }: CreateKeyBody,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
  ): Promise<LedgerPlace & { id: string; key: string | null }> {
    const units = given ?? 'all';
    this.requireOwn(principal, units);
    const id = `k-${digest(command.id).slice(0, ID_CHARS)}`;
    const place = await this.log.granted({ principal: id, kind: 'key', role, units }, command);
    const key = await this.identities.createKey({ id, name, role, units, grantedBy: principal.id });
    this.security.tell('key-created', { principal: principal.id, key: id, role });
    return { ...place, id, key };
  }

  @Get()
  @Answers(pageOfItems(object({ id: TEXT, name: NAME, role: TEXT, units: ANY, createdAt: ANY })))
  async list(@Query() { cursor, limit = LIMIT_DEFAULT }: PageQuery, @CurrentPrincipal() principal: Principal): Promise<Page<ShownKey>> {
    const after = cursor ? keyOfCursor(cursor) : null;
    const keys = await this.identities.keys({ after, limit: limit + 1, only: ({ units }) => this.isOwn(principal, units) });
    const shown = keys.map(({ id, name, role, units, createdAt }) => ({ id, name, role, units, createdAt }));
    return pageOf(shown, limit, ({ id }) => id);
  }

  @Delete(':id')
  @Answers(object(PLACE))
  @HttpCode(200)
  async revoke(
    @Param('id') id: string,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
  ): Promise<LedgerPlace> {
    const identity = await this.identities.byId(id);
    const gone = !identity || identity.kind !== 'key' || (identity.revokedAt !== null && identity.revokedBy !== command.id);
    if (gone || !this.isOwn(principal, identity.units))
      throw new ProblemError('key-unknown', { errors: [{ code: 'key-unknown', given: id }] });
    // The key dies first: an event that comes late is healed by asking again, a key that lives on is not.
    await this.identities.revoke(identity, command.id);
    this.security.tell('key-revoked', { principal: principal.id, key: id });
    return this.log.revoked(id, command);
  }

  private requireOwn(principal: Principal, units: Principal['units']): void {
    if (units === 'all' && principal.units !== 'all') throw new ProblemError('grant-wider-than-own');
    if (units !== 'all') for (const [at, unit] of units.entries()) this.access.requireUnit(principal, unit, `/units/${at}`);
  }

  private isOwn(principal: Principal, units: Principal['units']): boolean {
    return units === 'all' ? principal.units === 'all' : units.every((unit) => this.access.sees(principal, unit));
  }
}
