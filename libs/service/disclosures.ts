import { createParamDecorator, Inject, Injectable, type ExecutionContext } from '@nestjs/common';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { canonicalize, type Json } from '@styrbord/proof/canonical';
import { disclosureStream, unitKey, type AuditEvent } from '@styrbord/steering/audit-events';
import { concernOf } from '@styrbord/steering/concerning';
import { measureStream } from '@styrbord/steering/events';
import { markOf, namesSomebody } from '@styrbord/steering/marks';
import type { FastifyRequest } from 'fastify';
import { requirePrincipal } from './principal';
import { ProblemError } from './problem';
import { digest } from './secrets';
import { AUDIT_LEDGER } from './stores';

/** Who asks, in which HTTP request. */
export interface Asker {
  /** The pseudonym. */
  readonly actor: string;
  readonly request: string;
}

export const AskedBy = createParamDecorator((_: unknown, context: ExecutionContext): Asker => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return { actor: requirePrincipal(request).id, request: request.id };
});

/** What is handed out, to whom and why: to be recorded before the first byte of it leaves. */
@Injectable()
export class Disclosures {
  constructor(@Inject(AUDIT_LEDGER) private readonly ledger: LedgerWriter) {}

  /** Resolves when it is in the ledger. Throws where it cannot be: then nothing may be handed out. */
  async record({ type, data }: AuditEvent, { actor, request }: Asker, reason?: string): Promise<void> {
    requireUnnamed(reason, '/reason');
    const stream = disclosureStream(actor);
    const meta = { actor, request, source: 'http', ...(reason ? { reason } : {}) };
    await this.ledger.append({
      command: { id: `${actor}/${request}`, fingerprint: digest(canonicalize(data)), answer: null },
      facts: [{ type, stream, data: data as unknown as Json, meta }],
      touches: keysOf(type, data),
    });
  }
}

/** What the history looks events of the audit ledger up by, beside their streams. */
export function keysOf(type: string, data: unknown): string[] {
  const { units, measure } = concernOf(type, data) ?? { units: [], measure: null };
  return [...units.map(unitKey), ...(measure === null ? [] : [measureStream(measure)])];
}

/** The audit ledger holds no names: nothing in it could be erased. */
export function requireUnnamed(text: string | null | undefined, pointer: string): void {
  if (text === undefined || text === null || !namesSomebody(text)) return;
  const allowed = ['comment', 'note', 'reason', 'source', 'absence'];
  throw new ProblemError('mark-misplaced', { errors: [{ code: 'mark-misplaced', pointer, given: markOf('…'), allowed }] });
}
