import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { CanonicalError } from '@styrbord/proof/canonical';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { languageOf, ProblemError, type ProblemWriter } from './problem';

const RETRY_AFTER_S = 1;

/** What others throw, by the status they mean. */
const CODE_OF_STATUS: Readonly<Record<number, string>> = {
  400: 'request-malformed',
  401: 'not-signed-in',
  404: 'route-unknown',
  413: 'body-too-large',
  415: 'content-type-unsupported',
  429: 'too-many-requests',
};

/** Everything that leaves as an error leaves here, as `application/problem+json` and without a stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly writer: ProblemWriter,
    private readonly log: Logger,
    /** Errors of the services, which this library does not know. */
    private readonly known: (thrown: unknown) => ProblemError | null = () => null,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = this.known(thrown) ?? problemOf(thrown);
    const body = this.writer.body(problem, languageOf(request.headers['accept-language']));
    if (body.status >= 500 && body.status !== 503) this.log.error({ err: thrown, request: request.id }, 'a request failed');
    if (reply.sent) return;
    if (problem.retryAfterS !== null) reply.header('retry-after', String(problem.retryAfterS));
    if (body.status === 401) reply.header('www-authenticate', 'Bearer');
    // A read's ETag speaks of the answer it would have had.
    reply.removeHeader('etag');
    reply
      .code(body.status)
      .type('application/problem+json; charset=utf-8')
      .header('content-language', languageOf(request.headers['accept-language']));
    reply.header('vary', 'Accept-Language').send(JSON.stringify(body));
  }
}

function problemOf(thrown: unknown): ProblemError {
  if (thrown instanceof ProblemError) return thrown;
  if (thrown instanceof CanonicalError) return new ProblemError(thrown.code, { errors: [{ code: thrown.code, pointer: thrown.path }] });
  const unavailable = storeProblem(thrown);
  if (unavailable) return unavailable;
  const status = thrown instanceof HttpException ? thrown.getStatus() : statusOf(thrown);
  const code = CODE_OF_STATUS[status];
  return code ? new ProblemError(code, { status }) : new ProblemError('internal-error');
}

/** By name, through the causes: a ledger is unavailable because its store is, and the store knows why. */
function storeProblem(thrown: unknown): ProblemError | null {
  if (!(thrown instanceof Error)) return null;
  const store = [thrown, thrown.cause].find((error) => error instanceof Error && error.name === 'StoreUnavailable') as
    { reason?: string } | undefined;
  if (!store && thrown.name !== 'LedgerUnavailable') return null;
  const known = store?.reason === 'full' || store?.reason === 'read-only' || store?.reason === 'locked';
  return new ProblemError(known ? `store-${store.reason}` : 'store-unavailable', { retryAfterS: RETRY_AFTER_S });
}

/** Fastify's own errors carry the status they mean; what anybody else throws is ours to answer for. */
function statusOf(thrown: unknown): number {
  const { name, code, statusCode } = thrown as { name?: unknown; code?: unknown; statusCode?: unknown };
  const fastify = name === 'FastifyError' || (typeof code === 'string' && code.startsWith('FST_'));
  return fastify && typeof statusCode === 'number' ? statusCode : 500;
}
