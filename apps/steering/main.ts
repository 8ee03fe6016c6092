import type { FastifyInstance } from 'fastify';
import { Lease } from '@styrbord/eventsourcing/lease';
import { readConfig, type Config } from '@styrbord/service/config';
import { createHttpApp } from '@styrbord/service/http-app';
import { listen, runOrSay } from '@styrbord/service/start';
import { REFUSAL_WORDS } from '@styrbord/steering/refusal-words';
import { forwardCommands } from './forwarding';
import { SteeringServiceModule } from './steering-service.module';

let config: Config | undefined;

async function start(): Promise<void> {
  config = readConfig(process.env);
  const app = await createHttpApp(SteeringServiceModule, { config, texts: [REFUSAL_WORDS] });
  forwardCommands(app.getHttpAdapter().getInstance() as unknown as FastifyInstance, app.get(Lease));
  process.stdout.write(`Steering is ready at ${await listen(app, config)}\n`);
}

void runOrSay(start, () => config);
