import type { FastifyInstance } from 'fastify';
import { Lease } from '@styrbord/eventsourcing/lease';
import { runService } from '@styrbord/service/distributed';
import { forwardCommands } from '@styrbord/service/forwarding';
import { createHttpApp } from '@styrbord/service/http-app';
import { runOrSay } from '@styrbord/service/start';
import { REFUSAL_WORDS } from '@styrbord/steering/refusal-words';
import { INBOX_TOPICS, refuseUnclaimed } from './inbox';
import { SteeringServiceModule } from './steering-service.module';

void runOrSay(async () => {
  const address = await runService({
    name: 'steering',
    topics: INBOX_TOPICS,
    unclaimed: refuseUnclaimed,
    open: async (config, connections) => {
      const app = await createHttpApp(SteeringServiceModule.on(connections), { config, texts: [REFUSAL_WORDS], shutdownHooks: false });
      forwardCommands(app.getHttpAdapter().getInstance() as unknown as FastifyInstance, app.get(Lease));
      return app;
    },
  });
  process.stdout.write(`Steering is ready at ${address}\n`);
});
