import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { canonicalize } from '@styrbord/proof/canonical';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash, randomUUID } from 'node:crypto';
import { requirePrincipal } from './principal';
import { ProblemError } from './problem';

/** Under which id a command is done, and by whom. */
export interface CommandContext {
  /** `<principal>/<Idempotency-Key>`: nobody can take another's key. */
  readonly id: string;
  /** SHA-256 of method, path with query, and canonical body: the same id with another fingerprint is a reuse. */
  readonly fingerprint: string;
  /** Whether the caller chose the key, and may come back with it. */
  readonly keyed: boolean;
  /** The pseudonym that acts. */
  readonly actor: string;
  /** Id of this HTTP request, as the log has it. */
  readonly request: string;
}

const KEY = /^[\x20-\x7e]{1,255}$/;

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
  return { id: `${actor}/${key}`, fingerprint: fingerprintOf(request), keyed: given !== undefined, actor, request: request.id };
}

function fingerprintOf({ method, url, body }: FastifyRequest): string {
  const asked = `${method} ${url}\n${body === undefined ? '' : canonicalize(body)}`;
  return createHash('sha256').update(asked).digest('hex');
}
