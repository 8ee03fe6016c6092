import { Inject, Injectable } from '@nestjs/common';
import type { Documents } from '@styrbord/eventsourcing/documents';
import { digest, newToken } from './secrets';
import { CLOCK, DOCUMENTS, type Clock } from './tokens';

const COLLECTION = 'sessions';
const MINUTE_MS = 60_000;
const IDLE_MS = 30 * MINUTE_MS;
const ABSOLUTE_MS = 10 * 60 * MINUTE_MS;
/** Using a session is written down at most this often. */
const TOUCH_MS = MINUTE_MS;

interface Session {
  readonly principal: string;
  readonly startedAt: number;
  readonly usedAt: number;
}

/** Opaque tokens, kept by their hash: 30 minutes idle, 10 hours in all, gone when signed out. */
@Injectable()
export class Sessions {
  constructor(
    @Inject(DOCUMENTS) private readonly documents: Documents,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  async start(principal: string): Promise<string> {
    await this.sweep();
    const token = newToken();
    const session: Session = { principal, startedAt: this.now(), usedAt: this.now() };
    await this.documents.put(COLLECTION, digest(token), { ...session });
    return token;
  }

  /** The pseudonym signed in, or null. */
  async principalOf(token: string): Promise<string | null> {
    const id = digest(token);
    const stored = await this.documents.get(COLLECTION, id);
    if (!stored) return null;
    const session = stored.body as unknown as Session;
    if (this.isOver(session)) return null;
    if (this.now() - session.usedAt >= TOUCH_MS) await this.touch(id, { ...session, usedAt: this.now() }, stored.version);
    return session.principal;
  }

  async end(token: string): Promise<void> {
    await this.documents.delete(COLLECTION, digest(token));
  }

  /** Every session of somebody. */
  async endAllOf(principal: string): Promise<void> {
    const theirs: string[] = [];
    for await (const { id, body } of this.documents.scan(COLLECTION, ''))
      if ((body as unknown as Session).principal === principal) theirs.push(id);
    if (theirs.length > 0) await this.documents.write(theirs.map((id) => ({ delete: { collection: COLLECTION, id } })));
  }

  /** A store that cannot be written just now ends nobody's session; a race means another request wrote the same. */
  private async touch(id: string, session: Session, version: number): Promise<void> {
    await this.documents.put(COLLECTION, id, { ...session }, version).catch(() => undefined);
  }

  private isOver({ startedAt, usedAt }: Session): boolean {
    return this.now() - usedAt >= IDLE_MS || this.now() - startedAt >= ABSOLUTE_MS;
  }

  private async sweep(): Promise<void> {
    const over: string[] = [];
    for await (const { id, body } of this.documents.scan(COLLECTION, '')) if (this.isOver(body as unknown as Session)) over.push(id);
    if (over.length > 0) await this.documents.write(over.map((id) => ({ delete: { collection: COLLECTION, id } })));
  }
}
