import { Global, Module, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Logger } from 'pino';
import { Access } from './access';
import { Authentication } from './authentication';
import { CONFIG, type Config } from './config';
import { HealthController } from './health.controller';
import { ActorNames } from './actor-names';
import { Identities } from './identities';
import { Metrics } from './metrics';
import { PersonNames } from './person-names';
import { ProblemWriter } from './problem';
import { Readiness } from './readiness';
import { LOG, SecurityLog } from './security-log';
import { SessionController } from './session.controller';
import { Sessions } from './sessions';
import { Subjects } from './subjects';
import { CLOCK, type Clock } from './tokens';

export interface ServiceParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly writer: ProblemWriter;
}

/** What every service has; `createHttpApp` adds it to the app's own module. */
@Global()
@Module({})
export class ServiceModule {
  static with({ config, clock, log, writer }: ServiceParts): DynamicModule {
    const values = [
      { provide: CONFIG, useValue: config },
      { provide: CLOCK, useValue: clock },
      { provide: LOG, useValue: log },
      { provide: ProblemWriter, useValue: writer },
    ];
    const providers = [Identities, ActorNames, Sessions, Subjects, PersonNames, Authentication, Access, SecurityLog, Readiness, Metrics];
    return {
      module: ServiceModule,
      // Requests are logged where they end (http-hooks.ts): a middleware would run before every one of them.
      imports: [LoggerModule.forRoot({ pinoHttp: { logger: log }, forRoutes: [] })],
      controllers: [SessionController, HealthController],
      providers: [...values, ...providers],
      exports: [CONFIG, CLOCK, LOG, ProblemWriter, ...providers],
    };
  }
}
