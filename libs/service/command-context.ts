import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { canonicalize } from '@styrbord/proof/canonical';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash, randomUUID } from 'node:crypto';
import { requirePrincipal } from './principal';
import { ProblemError, shortened } from './problem';

/** Under which id a command is done, and by whom. */
export interface CommandContext {
  /** `<principal>/<Idempotency-Key>`: nobody can take another's key. */
  readonly id: string;
  /** SHA-256 of method, path with query, and canonical body: the same id with another fingerprint is a reuse. */
  readonly fingerprint: string;
  /** Whether the caller chose the key, and may come back with it. */
  readonly keyed: boolean;
  /** The commit that the caller has read: what the command stands on may not have changed after it. */
  readonly asOf?: number;
  /** The pseudonym that acts. */
  readonly actor: string;
  /** Id of this HTTP request, as the log has it. */
  readonly request: string;
}

/** A commit number as an entity tag, `known.no` of a read or `no` of a write. */
const AS_OF = /^"?(\d{1,15})"?$/;
const KEY = /^[\x20-\x7e]{1,255}$/;

/** Of controllers whose commands may say which read they build on. */
export const BuildsOnRead = (): MethodDecorator & ClassDecorator =>
  ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The commit that was read; 409 where what the command stands on has changed after it.',
    schema: { type: 'string', example: '"128"' },
  });

export const Command = createParamDecorator((_: unknown, context: ExecutionContext): CommandContext => {
  const http = context.switchToHttp();
  return commandContextOf(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
});

export function commandContextOf(request: FastifyRequest, reply: FastifyReply): CommandContext {
  const { id: actor } = requirePrincipal(request);
  const given = request.headers['idempotency-key'];
  if (given !== undefined && (typeof given !== 'string' || !KEY.test(given))) throw new ProblemError('idempotency-key-malformed');
  const key = given ?? randomUUID();
  reply.header('idempotency-key', key);
  const asOf = asOfIn(request.headers['if-match']);
  return {
    id: `${actor}/${key}`,
    fingerprint: fingerprintOf(request),
    keyed: given !== undefined,
    ...(asOf === null ? {} : { asOf }),
    actor,
    request: request.id,
  };
}

function asOfIn(ifMatch: string | undefined): number | null {
  if (ifMatch === undefined) return null;
  const no = AS_OF.exec(ifMatch.trim())?.[1];
  if (no === undefined)
    throw new ProblemError('if-match-malformed', { errors: [{ code: 'if-match-malformed', given: shortened(ifMatch) }] });
  return Number(no);
}

function fingerprintOf({ method, url, body }: FastifyRequest): string {
  const asked = `${method} ${url}\n${body === undefined ? '' : canonicalize(body)}`;
  return createHash('sha256').update(asked).digest('hex');
}
