import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from './access';
import { Metrics } from './metrics';
import { ProblemError } from './problem';
import { Readiness } from './readiness';
import { Answers, object, TEXT } from './answers';

const RETRY_AFTER_S = 1;

@ApiTags('health')
@Controller()
@Public()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @Answers(object({ status: TEXT }))
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('health/ready')
  @Answers(object({ status: TEXT }))
  async ready(): Promise<{ status: string }> {
    const waiting = Object.entries(await this.readiness.waiting());
    if (waiting.length === 0) return { status: 'ready' };
    const errors = waiting.map(([name, why]) => ({ code: 'not-ready', pointer: `/${name}`, detail: `${name}: ${why}` }));
    throw new ProblemError('not-ready', { errors, retryAfterS: RETRY_AFTER_S });
  }

  @Get('metrics')
  @Answers(TEXT, 'text/plain')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  exposition(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
