import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';

export const LOG = Symbol('LOG');

export type SecurityEvent =
  | 'signed-in'
  | 'signed-out'
  | 'sign-in-refused'
  | 'key-refused'
  | 'key-created'
  | 'key-revoked'
  | 'erasure-requested'
  | 'erasure-approved'
  | 'erasure-withdrawn'
  | 'other-origin'
  | 'rate-limited';

/** Security events on a stream of their own (`"stream":"security"`), with pseudonyms and addresses, never names. */
@Injectable()
export class SecurityLog {
  private readonly log: Logger;

  constructor(@Inject(LOG) log: Logger) {
    this.log = log.child({ stream: 'security' });
  }

  tell(event: SecurityEvent, about: Readonly<Record<string, string>>): void {
    this.log.info({ event, ...about }, event);
  }
}
