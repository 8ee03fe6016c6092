import { Injectable, type LoggerService } from '@nestjs/common';
import { Logger } from 'nestjs-pino';
import pino from 'pino';
import type { Config } from './config';

const STDERR = 2;

/** JSON lines on stderr, so that stdout keeps to the address and the line that says ready. */
export function createLog({ STYRBORD_LOG: level }: Pick<Config, 'STYRBORD_LOG'>): pino.Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: ['*.cookie', '*.authorization', '*["set-cookie"]', '*.password', '*.key', 'cookie', 'authorization', 'password'],
    },
    pino.destination({ dest: STDERR, sync: true }),
  );
}

/** Nest's own voice: what it says while starting is of no use to anybody but its makers. */
@Injectable()
export class FrameworkLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(): void {}
  debug(): void {}
  verbose(): void {}

  warn(message: unknown, ...more: unknown[]): void {
    this.logger.warn(message, ...more);
  }
  error(message: unknown, ...more: unknown[]): void {
    this.logger.error(message, ...more);
  }
  fatal(message: unknown, ...more: unknown[]): void {
    this.logger.fatal(message, ...more);
  }
}
