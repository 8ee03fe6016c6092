import { ALERT_REFUSAL_WORDS } from '@styrbord/alerting/refusal-words';
import { Lease } from '@styrbord/eventsourcing/lease';
import { runService } from '@styrbord/service/distributed';
import { forwardCommands } from '@styrbord/service/forwarding';
import { createHttpApp } from '@styrbord/service/http-app';
import { runOrSay } from '@styrbord/service/start';
import { ALERTS_TOPIC } from '@styrbord/service/stores';
import { REFUSAL_WORDS } from '@styrbord/steering/refusal-words';
import type { FastifyInstance } from 'fastify';
import { AlertsServiceModule } from './alerts-service.module';

void runOrSay(async () => {
  const address = await runService({
    name: 'alerts',
    topics: [ALERTS_TOPIC],
    open: async (config, connections) => {
      const app = await createHttpApp(AlertsServiceModule.on(connections), {
        config,
        texts: [REFUSAL_WORDS, ALERT_REFUSAL_WORDS],
        shutdownHooks: false,
      });
      forwardCommands(app.getHttpAdapter().getInstance() as unknown as FastifyInstance, app.get(Lease));
      return app;
    },
  });
  process.stdout.write(`Alerts is ready at ${address}\n`);
});
