import { Inject, Injectable } from '@nestjs/common';
import { StoreUnavailable } from '@styrbord/eventsourcing/commit-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, isHttps, type Config } from './config';
import { Identities } from './identities';
import { LastKnown } from './last-known';
import { ProblemError } from './problem';
import type { Principal } from './roles';
import { Sessions } from './sessions';
import { CLOCK, type Clock } from './tokens';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Says who a request comes from: a bearer key, or the cookie of a session. */
@Injectable()
export class Authentication {
  private readonly lastKnown: LastKnown;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly identities: Identities,
    private readonly sessions: Sessions,
    @Inject(CLOCK) now: Clock,
  ) {
    this.lastKnown = new LastKnown(now);
  }

  /** Null is nobody. A write by cookie must come from our own pages. */
  async principalOf(request: FastifyRequest): Promise<Principal | null> {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const key = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization)?.[1];
      return key === undefined ? null : this.lookedUp(request, `key ${key}`, () => this.identities.byKey(key));
    }
    const token = this.tokenOf(request);
    if (token === null) return null;
    const principal = await this.lookedUp(request, `session ${token}`, async () => {
      const id = await this.sessions.principalOf(token);
      return id === null ? null : this.identities.bySession(id);
    });
    if (principal && !SAFE_METHODS.has(request.method) && !this.isOwnOrigin(request)) throw new ProblemError('other-origin');
    return principal;
  }

  /** While the store cannot be asked, who was known lately goes on reading. */
  private async lookedUp({ method }: FastifyRequest, secret: string, ask: () => Promise<Principal | null>): Promise<Principal | null> {
    try {
      const principal = await ask();
      this.lastKnown.learn(secret, principal);
      return principal;
    } catch (error) {
      const known = error instanceof StoreUnavailable && SAFE_METHODS.has(method) ? this.lastKnown.recall(secret) : null;
      if (known === null) throw error;
      return known;
    }
  }

  /** Whether a long answer, such as a stream, may still go on: the same principal with the same rights. */
  async stillHolds(request: FastifyRequest): Promise<boolean> {
    const now = await this.principalOf(request);
    const then = request.principal;
    return (
      now !== null &&
      then !== null &&
      now.id === then.id &&
      now.role === then.role &&
      JSON.stringify(now.units) === JSON.stringify(then.units)
    );
  }

  /** Signing in by a page of somebody else's would sign a person in as another. A program sends neither header. */
  requireOwnOriginIfAny(request: FastifyRequest): void {
    const { origin, 'sec-fetch-site': site } = request.headers;
    if ((origin !== undefined || site !== undefined) && !this.isOwnOrigin(request)) throw new ProblemError('other-origin');
  }

  /** Whatever token came with the request, a new one is started: a fixed one is worth nothing. */
  async signIn(principal: Principal, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const earlier = this.tokenOf(request);
    if (earlier !== null) await this.sessions.end(earlier);
    const token = await this.sessions.start(principal.id);
    void reply.setCookie(this.cookie, `${this.config.STYRBORD_TENANT}.${token}`, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: isHttps(this.config),
    });
  }

  async signOut(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const token = this.tokenOf(request);
    if (token !== null) {
      await this.sessions.end(token);
      this.lastKnown.learn(`session ${token}`, null);
    }
    void reply.clearCookie(this.cookie, { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps(this.config) });
  }

  private isOwnOrigin(request: FastifyRequest): boolean {
    const { origin, 'sec-fetch-site': site, host } = request.headers;
    if (site !== undefined && site !== 'same-origin') return false;
    if (origin === undefined) return site === 'same-origin';
    return origin === (this.config.STYRBORD_ORIGIN ? new URL(this.config.STYRBORD_ORIGIN).origin : `http://${host}`);
  }

  private tokenOf(request: FastifyRequest): string | null {
    const [tenant, token] = (request.cookies[this.cookie] ?? '').split('.');
    return tenant === this.config.STYRBORD_TENANT ? token || null : null;
  }

  /** The prefix binds the cookie to this host and to https; plain http cannot have it. */
  private get cookie(): string {
    return isHttps(this.config) ? '__Host-styrbord' : 'styrbord';
  }
}
