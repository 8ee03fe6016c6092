import type { FastifyRequest } from 'fastify';
import { ProblemError } from './problem';
import type { Principal } from './roles';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before any body is read; null is nobody. */
    principal: Principal | null;
  }
}

/** Whoever the request comes from; nobody is refused with 401. */
export function requirePrincipal({ principal }: FastifyRequest): Principal {
  if (!principal) throw new ProblemError('not-signed-in');
  return principal;
}
